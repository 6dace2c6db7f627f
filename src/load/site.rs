//! Reads `site.yaml`.

use crate::files::Files;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::catalogus::Catalogus;
use crate::model::huisstijl::Huisstijl;
use crate::model::site::{Organization, SiteGegevens};
use crate::reading::texts::{self, TextDir};
use crate::reading::{MapReader, as_word};
use crate::text::{addresses, phone};
use crate::yaml::{Node, Value};

use super::{controles, huisstijl, norm};

pub(super) fn read(files: &Files, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<SiteGegevens> {
    let file = files.read_file("site.yaml", None, meldingen)?;
    let node = file.tree(meldingen)?;
    if node.is_empty() {
        meldingen.push(empty(node, "`site.yaml` is leeg", "titel: Ondersteuning op school"));
        return None;
    }
    let mut dir = TextDir::new(files);
    let mut reader = MapReader::new(node, "`site.yaml`", meldingen)?;
    let title = reader.require_text("titel", meldingen);
    let mut gegevens = SiteGegevens {
        title: String::new(),
        subtitle: reader.text("ondertitel", meldingen).map(|w| w.text),
        publisher: reader.take("samenwerkingsverband").and_then(|k| instantie(k, meldingen)),
        basis_url: basis_url(&mut reader, meldingen),
        theme: reader.text("thema", meldingen),
        huisstijl: reader.take("huisstijl").map(|k| house_style(k, meldingen)).unwrap_or_default(),
        contact: reader.take("contact").and_then(|k| instantie(k, meldingen)),
        steunpunt: reader.take("steunpunt").and_then(|k| instantie(k, meldingen)),
        license: reader.text("licentie", meldingen).map(|w| w.text),
        introduction: reader.take("inleiding").and_then(|k| texts::markdown(k, &mut dir, meldingen)),
        norm: reader.take("norm").map(|k| norm::read(k, catalogus, meldingen)).unwrap_or_default(),
        controles: reader.take("controles").map(|k| controles::read(k, meldingen)).unwrap_or_default(),
        known_afkortingen: reader.texts("bekende-afkortingen", meldingen).into_iter().map(|word| word.text).collect(),
        links: Vec::new(),
    };
    reader.finish(meldingen);
    gegevens.introduction.iter().for_each(|text| texts::report_not_shown(text, meldingen));
    gegevens.links = dir.links;
    title.map(|title| SiteGegevens { title: title.text, ..gegevens })
}

/// The house style of the site itself.
fn house_style(node: &Node, meldingen: &mut Meldingen) -> Huisstijl {
    let Some(mut reader) = MapReader::new(node, "`huisstijl`", meldingen) else { return Huisstijl::default() };
    let style = huisstijl::read(&mut reader, meldingen);
    reader.finish(meldingen);
    style
}

pub(super) fn empty(node: &Node, message: &str, begin: &str) -> Melding {
    Melding::at(Code::EmptyFile, &node.span, message).hint(format!("begin met `{begin}`"))
}

fn basis_url(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Option<String> {
    let word = reader.text("basis-url", meldingen)?;
    let address = word.text.trim_end_matches('/');
    let good = ["https://", "http://"].iter().any(|s| address.strip_prefix(s).is_some_and(|rest| !rest.is_empty()))
        && !address.contains(|c: char| c.is_whitespace() || "\"'<>?#".contains(c))
        && addresses::not_web(address).is_none();
    if !good {
        meldingen.push(
            Melding::at(Code::WrongType, &word.span, format!("`{}` is geen webadres", word.text))
                .hint("schrijf het adres van de website, zoals `https://steun.voorbeeld.nl`"),
        );
    }
    good.then(|| address.to_owned())
}

/// An organisation: just its name, or also how to reach it.
pub(super) fn instantie(node: &Node, meldingen: &mut Meldingen) -> Option<Organization> {
    if let Value::Text(_) = node.value {
        return as_word(node, meldingen).map(|w| Organization {
            name: w.text,
            span: Some(w.span),
            ..Organization::default()
        });
    }
    let mut reader = MapReader::new(node, "een instantie", meldingen)?;
    let name = reader.require_text("naam", meldingen);
    let bereik = bereik(&mut reader, meldingen);
    reader.finish(meldingen);
    name.map(|name| Organization { name: name.text, ..bereik })
}

/// A telephone number that can be dialled; `elsewhere` ends the hint with where other words can go.
pub(super) fn phone(reader: &mut MapReader<'_>, elsewhere: &str, meldingen: &mut Meldingen) -> Option<String> {
    let word = reader.text("telefoon", meldingen)?;
    if let Some((message, mut hint)) = phone::problem(&word.text) {
        if !phone::is_number(&word.text) {
            hint.push_str(elsewhere);
        }
        meldingen.push(Melding::at(Code::WrongType, &word.span, message).hint(hint));
        return None;
    }
    Some(word.text)
}

/// How someone can be reached: sentence, telephone, mail, web.
pub(super) fn bereik(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Organization {
    let span = Some(reader.span().clone());
    let phone = phone(reader, "; woorden kunnen bij `zin`", meldingen);
    let mut address = |key: &str, otherwise: fn(&str) -> Option<String>, what: &str, meldingen: &mut Meldingen| {
        let word = reader.text(key, meldingen)?;
        let Some(hint) = otherwise(&word.text) else { return Some(word.text) };
        let message = format!("`{}` is geen {what}", word.text);
        meldingen.push(Melding::at(Code::WrongType, &word.span, message).hint(hint));
        None
    };
    Organization {
        name: String::new(),
        span,
        phone,
        mail: address("mail", addresses::not_mail, "e-mailadres", meldingen),
        web: address("web", addresses::not_web, "webadres", meldingen),
        sentence: reader.text("zin", meldingen).map(|w| w.text),
    }
}
