//! Sentences in templates: the function `t`, and which sentences the templates ask for.
//!
//! `{{ t(key="school.no_profile", school=school.name) }}` puts a sentence there, in web templates and in those of PDFs alike.
//! What fills a hole is escaped as the medium demands, unless a template made it. The key stands in quotes, so that a theme is
//! refused when it is read, and not when one page in a hundred asks for a sentence that is not there.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, Value};

use crate::melding::{Code, Melding, Meldingen};
use crate::reading::did_you_mean;
use crate::source::{Source, Span};
use crate::text::{html, typst};
use crate::texts::{TextPart, Texts, known_holes, shown_hole};

use super::ThemeMedium;

/// The name of the function in templates.
const FUNCTION: &str = "t";

/// Gives templates the function `t`.
pub(super) fn register(tera: &mut Tera, texts: Arc<Texts>, medium: ThemeMedium) {
    tera.register_function(FUNCTION, move |given: Kwargs, _: &State| say(&texts, medium, &given));
}

/// A sentence: plain text that is escaped like any other, or markup once something in it is markup.
fn say(texts: &Texts, medium: ThemeMedium, given: &Kwargs) -> tera::TeraResult<Value> {
    let key: &str = given.must_get("key")?;
    let value = |name: &str| given.iter().find(|(given, _)| given.as_str() == Some(name)).map(|(_, value)| value);
    let count = value("count").map(ToString::to_string);
    let sentence = texts.sentence(key, count.as_deref());
    let sentence = sentence.ok_or_else(|| tera::Error::message(format!("there is no text `{key}`")))?;
    let is_markup = |part: &TextPart| match part {
        TextPart::Literal(_) => false,
        TextPart::Hole(name) => value(name).is_some_and(|value| value.is_string() && value.is_safe()),
        TextPart::Open(_) | TextPart::Close(_) => true,
    };
    let markup = sentence.parts().iter().any(is_markup);
    let escape = |text: &str| match medium {
        ThemeMedium::Web if markup => html::escape(text),
        ThemeMedium::Pdf if markup => typst::text(text),
        _ => text.to_owned(),
    };
    let mut out = String::new();
    for part in sentence.parts() {
        match part {
            TextPart::Literal(text) => out.push_str(&escape(text)),
            TextPart::Hole(name) => match value(name) {
                None => {}
                Some(value) if value.is_none() || value.is_undefined() => {}
                Some(value) if value.is_string() && value.is_safe() => out.push_str(value.as_str().unwrap_or_default()),
                Some(value) => out.push_str(&escape(&value.to_string())),
            },
            TextPart::Open(name) => out.push_str(&edges(name, value(name), medium).0),
            TextPart::Close(name) => out.push_str(&edges(name, value(name), medium).1),
        }
    }
    Ok(if markup { Value::safe_string(&out) } else { Value::normal_string(&out) })
}

/// What stands before and after words that are wrapped: of a mark, the element it stands for; of anything else, a link to the
/// address that is given, or the opening tag (in a PDF: the function) that a template made.
fn edges(name: &str, value: Option<&Value>, medium: ThemeMedium) -> (String, String) {
    let both = |open: &str, close: &str| (open.to_owned(), close.to_owned());
    match (medium, value.and_then(Value::as_str), name) {
        (ThemeMedium::Web, Some(tag), _) if value.is_some_and(Value::is_safe) => {
            let element = tag.trim_start().trim_start_matches('<');
            let end = element.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(element.len());
            (tag.to_owned(), format!("</{}>", &element[..end]))
        }
        (ThemeMedium::Pdf, Some(function), _) if value.is_some_and(Value::is_safe) => {
            (format!("{function}["), "]".into())
        }
        (ThemeMedium::Web, Some(address), _) => (format!("<a href=\"{}\">", html::escape(address)), "</a>".to_owned()),
        (ThemeMedium::Pdf, Some(address), _) => (format!("#link({})[", typst::code(address)), "]".to_owned()),
        (ThemeMedium::Web, None, "note") => both("<span class=\"noot\">", "</span>"),
        (ThemeMedium::Web, None, "hidden") => both("<span class=\"visually-hidden\">", "</span>"),
        (ThemeMedium::Web, None, "strong" | "em" | "code") => (format!("<{name}>"), format!("</{name}>")),
        (ThemeMedium::Pdf, None, "strong") => both("#strong[", "]"),
        (ThemeMedium::Pdf, None, "em") => both("#emph[", "]"),
        (ThemeMedium::Pdf, None, "note" | "hidden" | "code") => both("#[", "]"),
        (_, None, _) => both("", ""),
    }
}

/// Reports each sentence that a template asks for and that is not there, and each hole that is not filled or does not exist.
pub(super) fn check(source: &Arc<Source>, texts: &Texts, meldingen: &mut Meldingen) {
    for asked in asked(source.text()) {
        let place = |(start, end): (usize, usize)| Span::new(source, start, end);
        let Some((key, key_at)) = asked.key else {
            meldingen.push(
                Melding::at(Code::ThemaError, &place(asked.at), "`t` heeft geen `key` tussen aanhalingstekens")
                    .hint("noem de tekst zelf, zoals `t(key=\"home.title\")`: zo blijkt meteen of hij bestaat"),
            );
            continue;
        };
        let Some(holes) = texts.holes(&key) else {
            let group = |key: &str| key.split_once('.').map_or("", |(group, _)| group).to_owned();
            let of_group: Vec<&str> = texts.keys().filter(|known| group(known) == group(&key)).collect();
            let hint = match crate::melding::nearest_name(&key, texts.keys()) {
                None if of_group.is_empty() => {
                    "de teksten staan in `texts/nl.yaml` van het thema; eigen teksten horen daar onder `own`".to_owned()
                }
                Some(near) => format!("bedoelde u `{near}`?"),
                None => did_you_mean(&key, of_group.into_iter()),
            };
            meldingen
                .push(Melding::at(Code::ThemaError, &place(key_at), format!("er is geen tekst `{key}`")).hint(hint));
            continue;
        };
        for (name, at) in &asked.holes {
            if !holes.contains(name) {
                let message = format!("de tekst `{key}` kent {} niet", shown_hole(name));
                meldingen.push(Melding::at(Code::ThemaError, &place(*at), message).hint(known_holes(name, holes)));
            }
        }
        for hole in holes.iter().filter(|hole| !asked.holes.iter().any(|(name, _)| name == *hole)) {
            let message = format!("de tekst `{key}` krijgt geen waarde voor {}", shown_hole(hole));
            let hint = format!("geef er een, zoals `t(key=\"{key}\", {hole}=...)`");
            meldingen.push(Melding::at(Code::ThemaError, &place(key_at), message).hint(hint));
        }
    }
}

/// One call of `t` in a template, with the places of what is in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    at: (usize, usize),
    /// The key, if it stands there in quotes.
    pub(crate) key: Option<(String, (usize, usize))>,
    pub(crate) holes: Vec<(String, (usize, usize))>,
}

/// The calls of `t` in a template, in order.
pub(crate) fn asked(template: &str) -> Vec<Asked> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = template[at..].find('{').map(|more| at + more) {
        let end = match template.as_bytes().get(start + 1) {
            Some(b'#') => "#}",
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let from = start + 2;
        let until = if end == "#}" { template[from..].find(end) } else { end_of_code(&template[from..], end) };
        let until = until.map_or(template.len(), |more| from + more);
        if end != "#}" {
            calls(template, from, until, &mut found);
        }
        at = until;
    }
    found
}

/// Where code ends: at `end`, outside of quotes. In `{{ }}` a component's braces may stand before it.
fn end_of_code(code: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in code.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if code[at..].starts_with(end) => return Some(at),
            None => {}
        }
    }
    None
}

/// The calls between two places of a template.
fn calls(template: &str, from: usize, until: usize, found: &mut Vec<Asked>) {
    let bytes = template.as_bytes();
    let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
    let mut at = from;
    let mut quote = None;
    while at < until {
        let byte = bytes[at];
        match quote {
            Some(open) => quote = (byte != open).then_some(open),
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(byte),
            None if template[at..].starts_with("t(") && !is_name(bytes[at - 1]) => {
                found.push(call(template, at, until));
            }
            None => {}
        }
        at += 1;
        while !template.is_char_boundary(at) {
            at += 1;
        }
    }
}

/// The call that begins at a place.
fn call(template: &str, start: usize, until: usize) -> Asked {
    let bytes = template.as_bytes();
    let mut out = Asked { at: (start, start + 2), ..Asked::default() };
    let (mut at, mut depth, mut quote) = (start + 2, 0_usize, None);
    let mut name_from = at;
    while at < until {
        match (quote, bytes[at]) {
            (Some(open), byte) => quote = (byte != open).then_some(open),
            (None, byte @ (b'"' | b'\'' | b'`')) => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')') if depth == 0 => break,
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            (None, b',') if depth == 0 => name_from = at + 1,
            (None, b'=') if depth == 0 && bytes.get(at + 1) != Some(&b'=') && !b"=!<>".contains(&bytes[at - 1]) => {
                let typed = &template[name_from..at];
                let name = typed.trim();
                let from = name_from + typed.len() - typed.trim_start().len();
                if name == "key" {
                    out.key = literal(template, at + 1, until);
                } else if !name.is_empty() {
                    out.holes.push((name.to_owned(), (from, from + name.len())));
                }
            }
            _ => {}
        }
        at += 1;
    }
    out
}

/// The text in quotes that begins at a place, if nothing but that stands there.
fn literal(template: &str, from: usize, until: usize) -> Option<(String, (usize, usize))> {
    let code = template.get(from..until)?;
    let start = code.len() - code.trim_start().len();
    let open = code[start..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let length = code[start + 1..].find(open)?;
    let text = &code[start + 1..start + 1 + length];
    let after = code[start + 2 + length..].trim_start();
    let alone = after.starts_with(',') || after.starts_with(')');
    alone.then(|| (text.to_owned(), (from + start + 1, from + start + 1 + length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(template: &str) -> Vec<String> {
        asked(template).into_iter().filter_map(|asked| asked.key).map(|(key, _)| key).collect()
    }

    #[test]
    fn every_call_in_a_template_is_found_also_inside_another() {
        assert_eq!(keys(r#"<p>{{ t(key="a.b") }}</p>{% if t(key='c.d', n=1) == "}}" %}{% endif %}"#), ["a.b", "c.d"]);
        assert_eq!(keys(r#"{{ <crumbs above={[[x, t(key="a.b")]]} here={t(key="c.d")} /> }}"#), ["a.b", "c.d"]);
        assert_eq!(keys(r#"{{ t(key="a.b", of=t(key="c.d", n=list | length)) }}"#), ["a.b", "c.d"]);
    }

    #[test]
    fn what_only_looks_like_a_call_is_none() {
        for template in [
            "t(key=\"a.b\")",
            "{# {{ t(key=\"a.b\") }} #}",
            "{{ \"t(key=1)\" }}",
            "{{ x.t(y=1) }}",
            "{{ at(y=1) }}",
            "{{ é }}{",
        ] {
            assert_eq!(asked(template), [], "{template}");
        }
    }

    #[test]
    fn a_call_tells_its_holes_and_a_key_that_is_computed_is_none() {
        let calls = asked(
            r#"{{ t(key="a.b", school = s.name | replace(from="a", to="b"), count=[n for n in l if n == 1] | length) }}"#,
        );
        let holes: Vec<&str> = calls[0].holes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(holes, ["school", "count"]);
        for template in [r#"{{ t(key="a." ~ b) }}"#, "{{ t(key=name) }}", "{{ t(x=1) }}", "{{ t(key=\"a }}"] {
            assert_eq!(asked(template)[0].key, None, "{template}");
        }
    }
}
