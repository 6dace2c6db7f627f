//! `controles`: what the program looks for, why, and how a site switches it.

use crate::melding::Code;
use crate::model::controles::{CONTROLES, Controle, names};
use crate::text::sentences;

use super::arguments::Controles;
use super::report::did_you_mean_or;
use super::wrap::{WIDE, wrap};
use super::{Streams, stop};

/// `controles [CODE]`.
pub(super) fn show(arguments: &Controles, streams: &mut Streams<'_>) -> u8 {
    let Some(name) = &arguments.code else {
        for controle in CONTROLES {
            let _ = writeln!(streams.out, "{}\n{}", heading(controle), paragraph(&sentence(controle), 2));
        }
        let _ = writeln!(streams.out, "Waarom een controle er is: steunwijzer controles CODE");
        return 0;
    };
    if let Some(controle) = CONTROLES.iter().find(|c| c.code.text() == name) {
        let (what, reason, switch) = (sentence(controle), controle.reason, switch(controle));
        for part in [what.as_str(), reason, &switch] {
            let _ = writeln!(streams.out, "{}", paragraph(part, 0));
        }
        return 0;
    }
    let known = Code::ALL.iter().any(|code| code.text() == name);
    let hint = if known {
        "de melding zelf zegt wat er niet klopt; zie alle controles met: steunwijzer controles".to_owned()
    } else {
        did_you_mean_or(name, names(), "zie alle controles met: steunwijzer controles")
    };
    stop(&format!("er is geen controle `{name}`"), &hint, streams)
}

fn heading(controle: &Controle) -> String {
    let fixed = if controle.fixed { ", staat vast" } else { "" };
    format!("{} ({}{fixed})", controle.code.text(), controle.severity.word())
}

fn sentence(controle: &Controle) -> String {
    sentences::with_full_stop(&sentences::capitalize(controle.what))
}

/// How a site switches it.
fn switch(controle: &Controle) -> String {
    if controle.fixed {
        return "Deze controle staat vast: een site kan haar niet uitzetten.".to_owned();
    }
    let code = controle.code.text();
    format!(
        "Dit geeft een {}. In `site.yaml` kan dat anders, onder `controles:`, met `{code}: uit`, `{code}: waarschuwing` of \
         `{code}: fout`.",
        controle.severity.word()
    )
}

/// A text in lines that fit a terminal, each indented.
fn paragraph(text: &str, indent: usize) -> String {
    let room = WIDE.saturating_sub(indent);
    let blank = " ".repeat(indent);
    wrap(text, room, room).lines().map(|line| format!("{blank}{line}\n")).collect()
}
