//! Reads a school's folder: `school.yaml` and the documents per school year.

use crate::files::Files;
use crate::files::filenames::{self, is_device};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::site::{Contact, Document, Illustration, School, SignUp, Vestiging};
use crate::reading::texts::{self, TextDir};
use crate::reading::{MapReader, check_id, did_you_mean, id_hint, is_id};
use crate::vormen::{ReadContext, reference};
use crate::yaml::Node;

use super::{document, is_copy, is_same, site, unread};

pub(super) fn read(slug: &str, dir: &Files, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<School> {
    let dir = match dir.confine() {
        Ok(dir) => dir,
        Err(err) => {
            meldingen.push(Melding { path: Some(dir.show("")), ..dir.melding(slug, &err, None) });
            return None;
        }
    };
    let school = dir.read_file("school.yaml", None, meldingen).and_then(|file| {
        let node = file.tree(meldingen)?;
        if node.is_empty() {
            meldingen.push(site::empty(node, "`school.yaml` is leeg", "naam: ..."));
            return None;
        }
        read_school(slug, node, &dir, catalogus, meldingen)
    });
    // Documents are read even when school.yaml is wrong, so that one run shows every problem.
    let years = read_years(&dir, catalogus, meldingen);
    let advice = "een document staat in de map van een schooljaar, zoals `2025-2026/profiel.yaml`";
    unread::report(&dir, advice, years.broken, meldingen);
    if let Some(school) = &school {
        let own = [&school.logo, &school.photo].into_iter().flatten().map(|b| (b.picture.path.clone(), b.span.clone()));
        let of_documents = years.documents.iter().flat_map(|document| document.published.iter().cloned());
        texts::report_capitals(&own.chain(of_documents).collect::<Vec<_>>(), meldingen);
    }
    school.map(|school| School {
        documenten: years.documents,
        has_document_files: years.any_file,
        empty_years: years.empty,
        ..school
    })
}

fn read_school(
    slug: &str,
    node: &Node,
    dir: &Files,
    catalogus: &Catalogus,
    meldingen: &mut Meldingen,
) -> Option<School> {
    let mut texts = TextDir::new(dir);
    let mut reader = MapReader::new(node, "`school.yaml`", meldingen)?;
    let name = reader.require_text("naam", meldingen);
    let words = |reader: &mut MapReader<'_>, key, meldingen: &mut Meldingen| {
        reader.texts(key, meldingen).into_iter().map(|w| w.text).collect::<Vec<_>>()
    };
    let plaats = reader.text("plaats", meldingen).map(|w| w.text);
    let onderwijstypen = words(&mut reader, "onderwijstypen", meldingen);
    let bestuur = reader.text("bestuur", meldingen).map(|w| w.text);
    let samenwerkingsverbanden = words(&mut reader, "samenwerkingsverbanden", meldingen);
    let aanmelden = reader.text("aanmelden", meldingen).and_then(|word| aanmelden(&word, meldingen));
    let vestigingen = reader.nodes("vestigingen").iter().filter_map(|k| vestiging(k, meldingen)).collect();
    let description = reader.take("beschrijving").and_then(|k| texts::markdown(k, &mut texts, meldingen));
    description.iter().for_each(|text| texts::report_not_shown(text, meldingen));
    let contact = contacten(reader.nodes("contact"), catalogus, &mut texts, meldingen);
    let logo = reader.take("logo").and_then(|k| picture(k, dir, meldingen));
    let photo = reader.take("foto").and_then(|k| picture(k, dir, meldingen));
    let old_slugs: Vec<Spanned> = reader.texts("oude-slugs", meldingen);
    reader.finish(meldingen);
    let old_slugs = old_slugs.into_iter().filter(|w| check_id(w, "oude naam van een pagina", meldingen)).collect();
    Some(School {
        slug: slug.to_owned(),
        name: name?.text,
        plaats,
        onderwijstypen,
        bestuur,
        samenwerkingsverbanden,
        vestigingen,
        aanmelden,
        description,
        contact,
        logo,
        photo,
        old_slugs,
        documenten: Vec::new(),
        has_document_files: false,
        empty_years: Vec::new(),
        links: texts.links,
        span: crate::reading::first_line(&node.span),
    })
}

/// Who can register a child: a closed set, because pages make a sentence of it.
fn aanmelden(word: &Spanned, meldingen: &mut Meldingen) -> Option<SignUp> {
    let loaded = SignUp::read(&word.text);
    if loaded.is_none() {
        let message = format!("`{}` zegt niet wie een kind kan aanmelden", word.text);
        let hint = did_you_mean(&word.text, SignUp::WORDS.iter().copied());
        meldingen.push(Melding::at(Code::UnknownValue, &word.span, message).hint(hint));
    }
    loaded
}

fn vestiging(node: &Node, meldingen: &mut Meldingen) -> Option<Vestiging> {
    let mut reader = MapReader::new(node, "een vestiging", meldingen)?;
    let phone = super::site::phone(&mut reader, "", meldingen);
    let mut word = |key: &str| reader.text(key, meldingen).map(|w| w.text);
    let vestiging = Vestiging {
        name: word("naam"),
        brin: word("brin"),
        address: word("adres"),
        postcode: word("postcode"),
        plaats: word("plaats"),
        phone,
        span: node.span.clone(),
    };
    reader.finish(meldingen);
    Some(vestiging)
}

fn contacten(
    nodes: &[Node],
    catalogus: &Catalogus,
    texts: &mut TextDir<'_>,
    meldingen: &mut Meldingen,
) -> Vec<Contact> {
    let roles: Vec<_> = catalogus.lijst("specialisten").into_iter().cloned().collect();
    let mut out = Vec::new();
    for node in nodes {
        let Some(mut reader) = MapReader::new(node, "een contact", meldingen) else { continue };
        if reader.require("wie", meldingen).is_none() {
            continue;
        }
        let who = reader.nodes("wie");
        let mut ctx = ReadContext {
            catalogus,
            afkortingen: &[],
            groups: &[],
            rows: &[],
            texts,
            meldingen,
            sure: Meldingen::new(),
        };
        let who = reference::free(who, &roles, None, &mut ctx);
        let bereik = site::bereik(&mut reader, meldingen);
        reader.finish(meldingen);
        // Those named together are reached in the same way.
        out.extend(who.into_iter().map(|who| Contact { who, bereik: bereik.clone() }));
    }
    out
}

/// An image with its alternative text; without one it is refused.
fn picture(node: &Node, dir: &Files, meldingen: &mut Meldingen) -> Option<Illustration> {
    if let Some(path) = node.as_text() {
        meldingen.push(
            Melding::at(Code::MissingAlt, &node.span, format!("afbeelding `{}` heeft geen `alt`", path.trim()))
                .hint(format!("schrijf `{{bestand: {}, alt: wat erop te zien is}}`", path.trim())),
        );
        return None;
    }
    let mut reader = MapReader::new(node, "een afbeelding", meldingen)?;
    let file = reader.require_text("bestand", meldingen);
    let alt = reader.text("alt", meldingen);
    reader.finish(meldingen);
    let file = file?;
    let Some(alt) = alt.filter(|w| !w.text.is_empty()) else {
        meldingen.push(
            Melding::at(Code::MissingAlt, &file.span, format!("afbeelding `{}` heeft geen `alt`", file.text))
                .hint("schrijf bij `alt` in een paar woorden wat erop te zien is"),
        );
        return None;
    };
    let picture = texts::read_picture(dir, &file.text, &file.span, meldingen)?;
    Some(Illustration { picture, alt: alt.text, span: file.span })
}

/// What was read from the folders of school years.
#[derive(Default)]
struct Years {
    /// Documents of all school years, newest first.
    documents: Vec<Document>,
    /// Whether any could not be read.
    broken: bool,
    /// Whether there is any file for a document, readable or not.
    any_file: bool,
    /// School years whose folder has no document, and that folder as messages show it.
    empty: Vec<(Schooljaar, String)>,
}

fn read_years(dir: &Files, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Years {
    let mut years = Years::default();
    let dirs = dir.content(meldingen).dirs;
    for year_dir in &dirs {
        let copy_of_year = filenames::copied_from(year_dir, dirs.iter().map(String::as_str)).and_then(Schooljaar::read);
        if copy_of_year.is_some() && is_copy(year_dir, &dirs, "de map", dir, meldingen) {
            continue;
        }
        // Other folders hold images and attachments.
        if !year_dir.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some(schooljaar) = Schooljaar::read(year_dir) else {
            let message = format!("de map `{year_dir}` is geen schooljaar");
            meldingen.push(
                Melding::at_path(Code::InvalidId, dir.show(year_dir), message)
                    .hint("noem de map naar twee jaren die op elkaar volgen, zoals `2024-2025`"),
            );
            continue;
        };
        let year = dir.below(year_dir);
        let names = year.content(meldingen).files;
        if names.iter().any(|name| name.ends_with(".yaml")) {
            years.any_file = true;
        } else {
            years.empty.push((schooljaar, year.show("").trim_end_matches('/').to_owned()));
        }
        read_year(&year, year_dir, schooljaar, &names, catalogus, &mut years, meldingen);
    }
    years.documents.sort_by(|a, b| b.schooljaar.cmp(&a.schooljaar).then_with(|| a.name.cmp(&b.name)));
    years
}

/// The documents of one school year.
fn read_year(
    year: &Files,
    year_dir: &str,
    schooljaar: Schooljaar,
    names: &[String],
    catalogus: &Catalogus,
    years: &mut Years,
    meldingen: &mut Meldingen,
) {
    let begin = years.documents.len();
    for name in names {
        let Some(stem) = name.strip_suffix(".yaml") else { continue };
        if is_copy(name, names, "", year, meldingen) {
            continue;
        }
        if !is_id(stem) {
            let message = format!("`{name}` kan geen naam van een document zijn");
            let hint = match filenames::original_stem(stem).filter(|stem| is_id(stem)) {
                Some(original) => format!("hernoem naar `{original}.yaml`"),
                None if is_device(stem) => id_hint(stem),
                None => "gebruik kleine letters, cijfers en streepjes, zoals `profiel.yaml`".to_owned(),
            };
            meldingen.push(Melding::at_path(Code::InvalidId, year.show(name), message).hint(hint));
            continue;
        }
        let input =
            document::DocumentInput { name: stem, dir: year, year_dir, schooljaar: Some(schooljaar), catalogus };
        let read = document::read(&input, meldingen);
        // What stands under a section that its format lacks was not read.
        years.broken |= read.as_ref().is_some_and(|d| d.formaat.flawed || !d.formaat.unreadable.is_empty());
        match read {
            Some(document) if !is_same(&document, &years.documents[begin..], year, meldingen) => {
                years.documents.push(document);
            }
            Some(_) => {}
            None => years.broken = true,
        }
    }
}
