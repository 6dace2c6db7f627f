//! Reads `controles:` in `site.yaml`: how the site switches each check.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::controles::{CONTROLES, Controle, Switch, Switches};
use crate::reading::{MapReader, as_word, did_you_mean, possible_keys};
use crate::yaml::Node;

pub(super) fn read(node: &Node, meldingen: &mut Meldingen) -> Switches {
    let mut out = Switches::default();
    let Some(mut reader) = MapReader::new(node, "`controles`", meldingen) else { return out };
    for entry in reader.rest() {
        let Some(controle) = CONTROLES.iter().find(|c| c.code.text() == entry.key) else {
            let message = format!("er is geen controle `{}`", entry.key);
            let loose = CONTROLES.iter().filter(|controle| !controle.fixed).map(|controle| controle.code.text());
            meldingen
                .push(Melding::at(Code::UnknownKey, &entry.key_span, message).hint(possible_keys(&entry.key, loose)));
            continue;
        };
        if entry.value.is_empty() {
            continue;
        }
        let Some(word) = as_word(&entry.value, meldingen) else { continue };
        match Switch::read(&word.text) {
            None => meldingen.push(
                Melding::at(Code::UnknownValue, &word.span, format!("`{}` is hier niet mogelijk", word.text))
                    .hint(did_you_mean(&word.text, Switch::WORDS.into_iter())),
            ),
            Some(_) if controle.fixed => meldingen.push(is_fixed(controle, &entry.key_span)),
            Some(switch) => out.set(controle.code, switch),
        }
    }
    out
}

fn is_fixed(controle: &Controle, span: &crate::source::Span) -> Melding {
    let message = format!("controle `{}` staat vast", controle.code.text());
    let hint =
        format!("haal deze regel weg; waarom zij vaststaat, zegt `steunwijzer controles {}`", controle.code.text());
    Melding::at(Code::FixedControle, span, message).hint(hint)
}
