//! How long the picture of a route takes. `cargo bench --bench schema`.
//!
//! Lays out a route of 80 steps with choices in choices, for each medium, and prints the median. It
//! measures; it judges nothing.

#![allow(clippy::print_stdout, reason = "a benchmark prints")]

use std::time::{Duration, Instant};

use steunwijzer::beeld::letters::Letters;
use steunwijzer::beeld::route::{self, BREED, Fase, Knoop, KnoopSoort, PAPIER, SMAL, Schema, Tak};

const RONDES: usize = 51;

fn main() {
    let schema = schema();
    let aantal = schema.knopen().len();
    println!("a route of {aantal} steps, {RONDES} times, median (minimum to maximum) in milliseconds");
    for (naam, maten) in [("phone", SMAL), ("page", BREED), ("paper", PAPIER)] {
        let mut duren: Vec<Duration> = (0..RONDES)
            .map(|_| {
                let begin = Instant::now();
                let tekening = route::teken(&schema, maten, &Letters::nieuw());
                assert!(!tekening.delen.is_empty());
                begin.elapsed()
            })
            .collect();
        duren.sort();
        let ms = |i: usize| duren.get(i).map_or(0.0, |d| d.as_secs_f64() * 1000.0);
        println!("{naam:>6} {:8.2} ({:.2} to {:.2})", ms(RONDES / 2), ms(0), ms(RONDES - 1));
    }
}

/// Four phases of twenty steps, each with a choice of three branches and a choice in one of those.
fn schema() -> Schema {
    let mut nummer = 0;
    let mut stap = |titel: &str| {
        nummer += 1;
        Knoop {
            nummer,
            soort: KnoopSoort::Stap,
            titel: format!("{titel} met de leerling, de ouders en de ondersteuningscoördinator"),
            wie: "Mentor en ondersteuningscoördinator".to_owned(),
            meer: false,
            takken: Vec::new(),
            naar: None,
        }
    };
    let fasen = (0..4).map(|i| {
        let mut stappen: Vec<Knoop> = (0..4).map(|_| stap("Overleggen")).collect();
        let mut keuze = Knoop { soort: KnoopSoort::Keuze, ..stap("Kiezen") };
        let mut binnen = Knoop { soort: KnoopSoort::Keuze, ..stap("Nader kiezen") };
        for _ in 0..3 {
            let stappen = vec![stap("Begeleiden"), stap("Opschrijven")];
            binnen.takken.push(Tak { als: "Als dat past bij de hulpvraag".to_owned(), stappen, naar: None });
        }
        let (voor, na) = (vec![stap("Aanmelden"), stap("Intake")], vec![stap("Trainen"), stap("Evalueren")]);
        keuze.takken.push(Tak { als: "In een groep".to_owned(), stappen: voor, naar: None });
        keuze.takken.push(Tak { als: "Anders".to_owned(), stappen: vec![binnen], naar: None });
        keuze.takken.push(Tak { als: "Alleen".to_owned(), stappen: na, naar: (i > 1).then_some(1) });
        stappen.push(keuze);
        stappen.extend((0..4).map(|_| stap("Afspreken")));
        Fase { titel: Some(format!("Fase {}", i + 1)), band: None, stappen }
    });
    Schema { fasen: fasen.collect() }
}
