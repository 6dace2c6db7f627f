//! How long it takes to lay out the picture of a route. `cargo bench --bench schema`.
//!
//! Lays out a route of 80 steps with nested choices, for each medium, and prints the median. It measures without
//! judging.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::time::{Duration, Instant};

use steunwijzer::drawing::letters::Letters;
use steunwijzer::drawing::route::{self, NARROW, NodeKind, PAPER, RouteFase, RouteNode, RouteTak, Schema, WIDE};

const ROUNDS: usize = 51;

fn main() {
    let schema = schema();
    let count = schema.nodes().len();
    println!("a route of {count} steps, {ROUNDS} times, median (minimum to maximum) in milliseconds");
    for (name, sizes) in [("phone", NARROW), ("page", WIDE), ("paper", PAPER)] {
        let mut durations: Vec<Duration> = (0..ROUNDS)
            .map(|_| {
                let begin = Instant::now();
                let drawing = route::draw(&schema, sizes, &Letters::builtin());
                assert!(!drawing.parts.is_empty());
                begin.elapsed()
            })
            .collect();
        durations.sort();
        let ms = |i: usize| durations.get(i).map_or(0.0, |d| d.as_secs_f64() * 1000.0);
        println!("{name:>6} {:8.2} ({:.2} to {:.2})", ms(ROUNDS / 2), ms(0), ms(ROUNDS - 1));
    }
}

/// Four phases of twenty steps, each with a choice of three branches and another choice in one of those.
fn schema() -> Schema {
    let mut number = 0;
    let mut stap = |title: &str| {
        number += 1;
        RouteNode {
            number,
            soort: NodeKind::Stap,
            title: format!("{title} met de leerling, de ouders en de ondersteuningscoördinator"),
            who: "Mentor en ondersteuningscoördinator".to_owned(),
            more: false,
            takken: Vec::new(),
            to: None,
        }
    };
    let fasen = (0..4).map(|i| {
        let mut stappen: Vec<RouteNode> = (0..4).map(|_| stap("Overleggen")).collect();
        let mut keuze = RouteNode { soort: NodeKind::Keuze, ..stap("Kiezen") };
        let mut within = RouteNode { soort: NodeKind::Keuze, ..stap("Nader kiezen") };
        for _ in 0..3 {
            let stappen = vec![stap("Begeleiden"), stap("Opschrijven")];
            within.takken.push(RouteTak { when: "Als dat past bij de hulpvraag".to_owned(), stappen, to: None });
        }
        let (before, after) = (vec![stap("Aanmelden"), stap("Intake")], vec![stap("Trainen"), stap("Evalueren")]);
        keuze.takken.push(RouteTak { when: "In een groep".to_owned(), stappen: before, to: None });
        keuze.takken.push(RouteTak { when: "Anders".to_owned(), stappen: vec![within], to: None });
        keuze.takken.push(RouteTak { when: "Alleen".to_owned(), stappen: after, to: (i > 1).then_some(1) });
        stappen.push(keuze);
        stappen.extend((0..4).map(|_| stap("Afspreken")));
        RouteFase { title: Some(format!("Fase {}", i + 1)), band: None, stappen }
    });
    Schema { fasen: fasen.collect() }
}
