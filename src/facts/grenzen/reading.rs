//! From the answer to a section to its limits.

use std::collections::BTreeMap;

use crate::model::antwoord::{About, AnswerBody, Antwoord, ItemAntwoord, OwnItem, Row};
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::site::Document;
use crate::model::value::{Content, Filled, ItemKey, RefTarget, Reference, Stand};
use crate::soorten;
use crate::source::Span;
use crate::text::{Block, Markdown, one_line, sentences, word_list};

use super::{Basis, Grens, GrensTold, Matcher, Pointer};

/// A column title of at least this many words begins a sentence: "Wij hebben geen passende plek voor". A
/// shorter one only names the column.
const START_OF_SENTENCE: usize = 3;

/// A statement of a limit, before it is known which questions that is about. Its fields are those of [`Grens`].
struct Statement {
    anchor: String,
    heading: Option<String>,
    text: String,
    start: Option<String>,
    sentence: String,
    questions: Questions,
    items: Vec<ItemKey>,
    span: Span,
}

/// Which questions the author says that a statement is about.
enum Questions {
    /// Nothing.
    Unsaid,
    /// These, said at the statement or the group that it stands in.
    Here(Vec<String>),
    /// These, said about the section as a whole.
    Sectie(Vec<String>),
}

/// What the author says about a group and a section, for the statements in them.
#[derive(Clone, Copy)]
struct Around<'a> {
    group: Option<&'a About>,
    sectie: &'a About,
}

impl<'a> Around<'a> {
    /// What a statement is about: what is said nearest to it holds.
    fn of(self, own: Option<&'a About>) -> (Questions, Vec<ItemKey>) {
        let near = [own, self.group];
        let here = near.into_iter().flatten().find_map(|b| b.hulpvragen.as_deref());
        let questions = match (here, self.sectie.hulpvragen.as_deref()) {
            (Some(here), _) => Questions::Here(question_ids(here)),
            (None, Some(sectie)) => Questions::Sectie(question_ids(sectie)),
            (None, None) => Questions::Unsaid,
        };
        let all = near.into_iter().flatten().chain([self.sectie]);
        let items = all.map(|b| &b.items).find(|items| !items.is_empty()).map(|items| item_keys(items));
        (questions, items.unwrap_or_default())
    }

    fn in_group(self, group: &'a About) -> Self {
        if group.is_empty() { self } else { Self { group: Some(group), ..self } }
    }
}

/// The limits of one section.
pub(super) fn sectie<'a>(
    document: &'a Document,
    sectie: &'a Sectie,
    antwoord: &'a Antwoord,
    catalogus: &Catalogus,
    matcher: &Matcher,
) -> (Vec<Grens<'a>>, Vec<Pointer>) {
    let whole = sectie.onderwerp == Some(Onderwerp::Grenzen);
    let mut reader = Reader { sectie, catalogus, whole, rows: 0, out: Vec::new(), pointers: Vec::new() };
    let around = Around { group: None, sectie: &antwoord.about };
    reader.content(antwoord, around);
    // In running text a sentence that leads elsewhere is nothing to ask about; where a limit should stand it is.
    let pointers = std::mem::take(&mut reader.pointers);
    let pointers = if matches!(antwoord.content, AnswerBody::Text(_)) { Vec::new() } else { pointers };
    if !whole {
        return (grenzen(document, sectie, reader.out, catalogus, matcher), pointers);
    }
    // The texts beside an answer mostly repeat it, so only what the answer does not say counts in
    // them. Where there is no answer, they are the answer.
    let mut out = grenzen(document, sectie, std::mem::take(&mut reader.out), catalogus, matcher);
    for (text, for_parents) in [(&antwoord.toelichting, false), (&antwoord.for_ouders, true)] {
        let Some(text) = text else { continue };
        reader.text(text, around);
        let mut beside = grenzen(document, sectie, std::mem::take(&mut reader.out), catalogus, matcher);
        if for_parents {
            mark_told(&mut out, &mut beside);
        }
        if !out.is_empty() {
            for grens in &mut beside {
                grens.hulpvragen.retain(|hulpvraag, _| !out.iter().any(|g| g.hulpvragen.contains_key(hulpvraag)));
                grens.items.retain(|item| !out.iter().any(|g| g.items.contains(item)));
            }
            beside.retain(|g| !g.hulpvragen.is_empty() || !g.items.is_empty());
        }
        out.extend(beside);
    }
    (out, pointers)
}

/// Marks which limits of a section its text for parents tells; `here` are the limits in that text.
fn mark_told(of_sectie: &mut [Grens<'_>], here: &mut [Grens<'_>]) {
    for grens in of_sectie {
        let questions = grens.hulpvragen.keys().all(|v| here.iter().any(|g| g.hulpvragen.contains_key(v)));
        if questions && grens.items.iter().all(|item| here.iter().any(|g| g.items.contains(item))) {
            grens.told = GrensTold::Alike;
        }
    }
    here.iter_mut().for_each(|grens| grens.told = GrensTold::Here);
}

/// Makes limits of statements, by finding out what those are about.
fn grenzen<'a>(
    document: &'a Document,
    sectie: &'a Sectie,
    statements: Vec<Statement>,
    catalogus: &Catalogus,
    matcher: &Matcher,
) -> Vec<Grens<'a>> {
    let matched: Vec<_> = statements.iter().map(|u| matcher.find(u.heading.as_deref(), &u.sentence)).collect();
    // A question that is said about the section belongs to the statements with its words; if none has them, to all.
    let named = |hulpvraag: &String| {
        let of_sectie = statements.iter().zip(&matched).filter(|(u, _)| matches!(u.questions, Questions::Sectie(_)));
        of_sectie.into_iter().any(|(_, h)| h.hulpvragen.contains_key(hulpvraag))
    };
    let per_statement: Vec<BTreeMap<String, Basis>> = statements
        .iter()
        .zip(&matched)
        .map(|(statement, matched)| match &statement.questions {
            Questions::Here(questions) => questions.iter().map(|v| (v.clone(), Basis::Stated)).collect(),
            Questions::Sectie(questions) => {
                let here = questions.iter().filter(|v| matched.hulpvragen.contains_key(*v) || !named(v));
                here.map(|v| (v.clone(), Basis::Stated)).collect()
            }
            // Whoever names items has said by them what it is about.
            Questions::Unsaid if !statement.items.is_empty() => {
                let items = statement.items.iter().filter_map(|i| catalogus.item(i));
                items.flat_map(|i| &i.hulpvragen).map(|v| (v.text.clone(), Basis::Stated)).collect()
            }
            Questions::Unsaid => {
                matched.hulpvragen.iter().map(|(v, word)| (v.clone(), Basis::Matched(word.clone()))).collect()
            }
        })
        .collect();
    let all = statements.into_iter().zip(matched).zip(per_statement);
    all.map(|((statement, matched), hulpvragen)| Grens {
        document,
        sectie,
        anchor: statement.anchor,
        heading: statement.heading,
        text: statement.text,
        start: statement.start,
        sentence: statement.sentence,
        hulpvragen,
        items: if statement.items.is_empty() { matched.items } else { statement.items },
        told: GrensTold::No,
        span: statement.span,
    })
    .collect()
}

/// Words with which a sentence begins that only leads to something else.
const POINTS: &[&str] = word_list!("wijst-verder.txt");

/// Words of a limit: a sentence that has one of them says something itself.
const LIMITS: &[&str] = word_list!("zegt-een-grens.txt");

/// The most words of a sentence that only points.
const POINTER_WORDS: usize = 16;

/// Whether a sentence only leads to something else: "Lees ook meer over de mentor." "Zie ons schoolplan."
fn is_pointer(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let has_limit = words.iter().any(|word| LIMITS.contains(&word.as_str()));
    words.first().is_some_and(|word| POINTS.contains(&word.as_str())) && words.len() <= POINTER_WORDS && !has_limit
}

struct Reader<'a> {
    sectie: &'a Sectie,
    catalogus: &'a Catalogus,
    /// Whether the section as a whole is about limits; else only some of its fields may be.
    whole: bool,
    /// How many rows were read, which numbers the next.
    rows: usize,
    out: Vec<Statement>,
    /// What stands where a limit should and only leads elsewhere.
    pointers: Vec<Pointer>,
}

impl<'a> Reader<'a> {
    fn content(&mut self, antwoord: &'a Antwoord, around: Around<'a>) {
        match &antwoord.content {
            AnswerBody::Text(text) if self.whole => self.text(text, around),
            AnswerBody::Nothing | AnswerBody::Text(_) | AnswerBody::Graaf(_) => {}
            AnswerBody::Fields(fields) => self.fields(fields, None, around),
            AnswerBody::Rows(rows) => self.rows(rows, None, around),
            AnswerBody::Items(items) => items.iter().for_each(|item| self.item(item, around)),
        }
        if self.whole {
            antwoord.others.iter().enumerate().for_each(|(number, own)| self.own(number, own, around));
        }
    }

    fn push(
        &mut self,
        anchor: Option<String>,
        (heading, start): (Option<&str>, Option<&str>),
        text: &str,
        about_limits: (Questions, Vec<ItemKey>),
        span: &Span,
    ) {
        let text = one_line(text);
        if !text.is_empty() {
            let whole = start.map(|start| format!("{start} {text}"));
            let sentence = sentences::with_full_stop(&sentences::capitalize(whole.as_deref().unwrap_or(&text)));
            let (questions, items) = about_limits;
            // Whoever names hulpvragen or items says that it is a limit.
            if matches!(questions, Questions::Unsaid | Questions::Sectie(_))
                && items.is_empty()
                && start.is_none()
                && is_pointer(&text)
            {
                self.pointers.push(Pointer { text, span: span.clone() });
                return;
            }
            let heading = heading.map(|k| k.trim().trim_end_matches(':').to_owned()).filter(|k| !k.is_empty());
            let anchor = anchor.unwrap_or_else(|| self.sectie.id.clone());
            let start = start.map(str::to_owned);
            self.out.push(Statement { anchor, heading, text, start, sentence, questions, items, span: span.clone() });
        }
    }

    /// Sentences of running text, and points of its lists, which have the words that lead up to them as heading.
    fn text(&mut self, text: &'a Markdown, around: Around<'a>) {
        let mut heading: Option<String> = None;
        let mut lead: Option<String> = None;
        for block in text.blocks.iter() {
            let only = Markdown { blocks: vec![block.clone()].into(), span: text.span.clone() };
            let plain = only.plain_text();
            match block {
                Block::Heading { .. } => {
                    heading = Some(plain);
                    lead = None;
                }
                Block::Lijst { .. } | Block::Table { .. } => {
                    let above = lead.take().or_else(|| heading.clone());
                    for line in plain.lines() {
                        self.push(None, (above.as_deref(), None), line, around.of(None), &text.span);
                    }
                }
                _ => {
                    lead = None;
                    for sentence in sentences::sentences(&plain) {
                        // "Wij hebben geen plek voor:" says something only together with what comes after it.
                        if sentence.ends_with(':') {
                            lead = Some(sentence.to_owned());
                        } else {
                            self.push(None, (heading.as_deref(), None), sentence, around.of(None), &text.span);
                        }
                    }
                }
            }
        }
    }

    fn rows(&mut self, rows: &'a [Row], group: Option<&'a str>, around: Around<'a>) {
        for row in rows {
            match row {
                Row::Group { name, rows, about, .. } => {
                    self.rows(rows, Some(name), around.in_group(about));
                }
                Row::Row { id, fields, about, span } => {
                    let anchor = Some(soorten::row_anchor(&self.sectie.id, id.as_deref(), self.rows));
                    self.rows += 1;
                    if self.whole {
                        self.row(anchor, fields, group, (about, around), span);
                    } else {
                        let name = self.name(fields);
                        let questions = questions_in(fields);
                        self.limit_fields(anchor, fields, name.as_deref().or(group), &questions);
                    }
                }
            }
        }
    }

    /// A row of a table of limits: all that it says in words, as one statement.
    fn row(
        &mut self,
        anchor: Option<String>,
        fields: &'a [(usize, Filled)],
        group: Option<&str>,
        (about, around): (&'a About, Around<'a>),
        span: &Span,
    ) {
        let mut parts: Vec<String> = Vec::new();
        let mut start = None;
        for (index, filled) in fields {
            let Some(field) = self.sectie.fields.get(*index) else { continue };
            let Some(text) = words(filled).filter(|_| field.onderwerp.is_none_or(|o| o == Onderwerp::Grenzen)) else {
                continue;
            };
            let long = field.title.split_whitespace().count() >= START_OF_SENTENCE;
            if parts.is_empty() && long && text.starts_with(char::is_lowercase) {
                start = Some(field.title.as_str());
            }
            parts.push(text);
        }
        let text = match &parts[..] {
            [one] => one.clone(),
            all => all.iter().map(|d| sentences::with_full_stop(d)).collect::<Vec<_>>().join(" "),
        };
        let (mut questions, items) = around.of(Some(about));
        let asked = questions_in(fields);
        // What a group is about says nothing of whether each row in it is a limit.
        if about.is_empty() && asked.is_empty() && start.is_none() && is_pointer(&text) {
            self.pointers.push(Pointer { text: one_line(&text), span: span.clone() });
            return;
        }
        if !asked.is_empty() {
            questions = Questions::Here(asked);
        }
        self.push(anchor, (group, start), &text, (questions, items), span);
    }

    /// The fields about limits among those of something that a school offers.
    fn limit_fields(
        &mut self,
        anchor: Option<String>,
        fields: &'a [(usize, Filled)],
        name: Option<&str>,
        questions: &[String],
    ) {
        for (index, filled) in fields {
            let about_limits = self.sectie.fields.get(*index).is_some_and(|v| v.onderwerp == Some(Onderwerp::Grenzen));
            if let Some(text) = words(filled).filter(|_| about_limits) {
                let questions =
                    if questions.is_empty() { Questions::Unsaid } else { Questions::Here(questions.to_vec()) };
                self.push(anchor.clone(), (name, None), &text, (questions, Vec::new()), &filled.span);
            }
        }
    }

    /// Fields that stand directly under the section.
    fn fields(&mut self, fields: &'a [(usize, Filled)], name: Option<&str>, around: Around<'a>) {
        if !self.whole {
            return self.limit_fields(None, fields, name, &[]);
        }
        for (index, filled) in fields {
            let Some(field) = self.sectie.fields.get(*index) else { continue };
            if let Some(text) = words(filled) {
                self.push(None, (Some(&field.title), None), &text, around.of(None), &filled.span);
            }
        }
    }

    /// An item or option that is ticked in a section about limits, and fields about limits.
    fn item(&mut self, item: &'a ItemAntwoord, around: Around<'a>) {
        let sectie = self.sectie;
        let of_lijst = sectie.lijst.as_ref().and_then(|l| Some((&l.id, l.items.get(item.index)?)));
        let name = match of_lijst {
            Some((_, i)) => i.for_ouders(),
            None => sectie.options.get(item.index).map_or("", |(_, name)| name.as_str()),
        };
        if !self.whole {
            return self.limit_fields(None, &item.fields, Some(name), &[]);
        }
        if item.stand != Stand::Yes {
            return;
        }
        let noot = [&item.noot, &item.text].into_iter().flatten().map(Markdown::plain_text);
        let sentence =
            std::iter::once(name.to_owned()).chain(noot).map(|d| sentences::with_full_stop(&d)).collect::<Vec<_>>();
        let (mut questions, mut items) = around.of(None);
        if let (Some((lijst, i)), Questions::Unsaid) = (of_lijst, &questions) {
            if *lijst == HULPVRAGEN {
                questions = Questions::Here(vec![i.id.clone()]);
            } else if self.catalogus.plaatsen().is_none_or(|p| p.id != *lijst) {
                items.push(ItemKey { lijst: lijst.clone(), item: i.id.clone() });
            }
        }
        self.push(None, (None, None), &sentence.join(" "), (questions, items), &item.span);
    }

    fn own(&mut self, number: usize, own: &'a OwnItem, around: Around<'a>) {
        let parts = [Some(own.name.text.clone()), own.sentence.clone()].into_iter().flatten();
        let noot = [&own.noot, &own.text].into_iter().flatten().map(Markdown::plain_text);
        let sentence: Vec<String> = parts.chain(noot).map(|d| sentences::with_full_stop(&d)).collect();
        let (questions, mut items) = around.of(Some(&own.about));
        items.extend(item_keys(&own.is));
        let anchor = Some(soorten::own_anchor(&self.sectie.id, number));
        self.push(anchor, (None, None), &sentence.join(" "), (questions, items), &own.name.span);
    }

    /// What a row is called: its first text.
    fn name(&self, fields: &[(usize, Filled)]) -> Option<String> {
        let about_limits =
            |index: usize| self.sectie.fields.get(index).is_some_and(|v| v.onderwerp == Some(Onderwerp::Grenzen));
        fields.iter().filter(|(index, _)| !about_limits(*index)).find_map(|(_, filled)| words(filled))
    }
}

/// What was filled in, if it is words.
fn words(filled: &Filled) -> Option<String> {
    let text = match &filled.content {
        Content::Text(text) => text.plain_line(),
        Content::Keuze(name) => name.clone(),
        _ => return None,
    };
    Some(text).filter(|t| !t.trim().is_empty())
}

/// The questions that a row names in a field of its format.
fn questions_in(fields: &[(usize, Filled)]) -> Vec<String> {
    let references = fields.iter().filter_map(|(_, filled)| match &filled.content {
        Content::References(references) => Some(question_ids(references)),
        _ => None,
    });
    references.flatten().collect()
}

fn question_ids(references: &[Reference]) -> Vec<String> {
    item_keys(references).into_iter().filter(|s| s.lijst == HULPVRAGEN).map(|s| s.item).collect()
}

fn item_keys(references: &[Reference]) -> Vec<ItemKey> {
    let key = |v: &Reference| match &v.ref_target {
        RefTarget::Item(key) => Some(key.clone()),
        RefTarget::Row { .. } | RefTarget::Free => None,
    };
    references.iter().filter_map(key).collect()
}
