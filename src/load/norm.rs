//! Reads the norm in `site.yaml`.

use std::collections::BTreeSet;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::catalogus::Catalogus;
use crate::model::norm::{NormCount, NormRule, NormTarget};
use crate::model::value::ItemKey;
use crate::reading::{MapReader, as_nodes, did_you_mean, first_line};
use crate::yaml::Node;

/// The rules under `norm:`; those with mistakes are left out.
pub(super) fn read(node: &Node, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Vec<NormRule> {
    as_nodes(node).iter().filter(|k| !k.is_empty()).filter_map(|k| rule(k, catalogus, meldingen)).collect()
}

fn rule(node: &Node, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<NormRule> {
    if let Some(text) = node.as_text() {
        let message =
            "een regel van de norm noemt wat er moet zijn en op hoeveel scholen, maar hier staat alleen een tekst";
        meldingen.push(
            Melding::at(Code::WrongType, &node.span, message)
                .hint(format!("schrijf `- {{item: {}, scholen: alle}}`", text.trim())),
        );
        return None;
    }
    let mut reader = MapReader::new(node, "een regel van de norm", meldingen)?;
    let item = reader.text("item", meldingen);
    let hulpvraag_entry = reader.take_entry("hulpvraag");
    let hulpvraag = reader.text("hulpvraag", meldingen);
    let scholen = reader.require_text("scholen", meldingen).and_then(|w| count(&w, meldingen));
    let plaatsen = reader.texts("waar", meldingen);
    let waar: BTreeSet<String> = plaatsen.iter().filter_map(|w| plaats(w, catalogus, meldingen)).collect();
    let toelichting = reader.text("toelichting", meldingen).map(|w| w.text);
    reader.finish(meldingen);
    let what = match (item, hulpvraag) {
        (Some(word), None) => target_item(&word, catalogus, meldingen),
        (None, Some(word)) => target_hulpvraag(&word, catalogus, meldingen),
        (Some(_), Some(_)) => {
            let message = "`hulpvraag` staat hier naast `item`, maar een regel van de norm gaat over één van de twee";
            meldingen.push(
                Melding::at(Code::UnknownKey, hulpvraag_entry.map_or(&node.span, |entry| &entry.key_span), message)
                    .hint("maak er twee regels van, elk met `-`"),
            );
            None
        }
        // One of them is there but is no text, which has been reported.
        (None, None) if ["item", "hulpvraag"].iter().any(|s| node.find(s).is_some_and(|k| !k.is_empty())) => None,
        (None, None) => {
            let message = "`item` of `hulpvraag` ontbreekt in een regel van de norm";
            meldingen.push(
                Melding::at(Code::MissingKey, &first_line(&node.span), message)
                    .hint("noem een item als `item: specialisten/orthopedagoog`, of een vraag als `hulpvraag: lezen`"),
            );
            None
        }
    };
    // Without a place that could not be read, the rule would be weaker than intended.
    let all_known = waar.len() == plaatsen.iter().map(|w| &w.text).collect::<BTreeSet<_>>().len();
    let (what, scholen) = (what?, scholen?);
    all_known.then(|| NormRule { what, scholen, waar, toelichting, span: first_line(&node.span) })
}

fn count(word: &Spanned, meldingen: &mut Meldingen) -> Option<NormCount> {
    if word.text.eq_ignore_ascii_case("alle") {
        return Some(NormCount::All);
    }
    match word.text.parse::<usize>() {
        Ok(n) if n > 0 => Some(NormCount::AtLeast(n)),
        _ => {
            let message = format!("`{}` is geen aantal scholen", word.text);
            meldingen.push(
                Melding::at(Code::UnknownValue, &word.span, message)
                    .hint("schrijf `scholen: alle`, of het aantal dat ten minste nodig is, zoals `scholen: 3`"),
            );
            None
        }
    }
}

fn plaats(word: &Spanned, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<String> {
    let plaatsen = catalogus.plaatsen()?;
    if let Some((_, item)) = plaatsen.find(&word.text) {
        return Some(item.id.clone());
    }
    if plaatsen.flawed {
        return None;
    }
    let message = format!("`{}` is geen plaats", word.text);
    meldingen.push(Melding::at(Code::UnknownItem, &word.span, message).hint(did_you_mean(&word.text, plaatsen.ids())));
    None
}

/// Reads `lijst/item`.
fn target_item(word: &Spanned, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<NormTarget> {
    let Some((lijst_id, item)) = word.text.split_once('/') else {
        // One word only: the hint shows the notation, with the list that has the item.
        let in_lijst = catalogus.lijsten.iter().find_map(|(id, lijst)| {
            let (_, item) = lijst.find(&word.text)?;
            Some(format!("{id}/{}", item.id))
        });
        let example = in_lijst.map_or_else(
            || "schrijf de lijst en het item, zoals `specialisten/orthopedagoog`".to_owned(),
            |key| format!("bedoelde u `{key}`?"),
        );
        let message = format!("bij `{}` staat niet uit welke lijst het komt", word.text);
        meldingen.push(Melding::at(Code::UnknownItem, &word.span, message).hint(example));
        return None;
    };
    let (lijst_id, item) = (lijst_id.trim(), item.trim());
    let Some(lijst) = catalogus.lijst(lijst_id) else {
        if !catalogus.is_broken(lijst_id) {
            let known = catalogus.lijsten.keys().map(String::as_str);
            meldingen.push(
                Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen lijst `{lijst_id}`"))
                    .hint(did_you_mean(lijst_id, known)),
            );
        }
        return None;
    };
    if let Some((_, found)) = lijst.find(item) {
        return Some(NormTarget::Item(ItemKey { lijst: lijst.id.clone(), item: found.id.clone() }));
    }
    if lijst.flawed {
        return None;
    }
    meldingen.push(
        Melding::at(Code::UnknownItem, &word.span, format!("lijst `{lijst_id}` heeft geen item `{item}`"))
            .hint(did_you_mean(item, lijst.ids())),
    );
    None
}

fn target_hulpvraag(word: &Spanned, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<NormTarget> {
    let lijst = catalogus.lijst("hulpvragen")?;
    if let Some((_, question)) = lijst.find(&word.text) {
        return Some(NormTarget::Hulpvraag(question.id.clone()));
    }
    if lijst.flawed {
        return None;
    }
    meldingen.push(
        Melding::at(Code::UnknownItem, &word.span, format!("er is geen hulpvraag `{}`", word.text))
            .hint(did_you_mean(&word.text, lijst.ids())),
    );
    None
}
