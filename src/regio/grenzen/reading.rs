//! From the answer to a section to its limits.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::model::antwoord::{About, Antwoord, Eigen, ItemAntwoord, Rij, Vorminhoud};
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::site::Document;
use crate::model::waarde::{Doelwit, Gevuld, Inhoud, ItemSleutel, Stand, Verwijzing};
use crate::soorten;
use crate::tekst::{Blok, Markdown, zinnen};

use super::{Basis, Grens, Matcher, Told};

/// Words of a column title that begin a sentence: "Wij hebben geen passende plek voor". A shorter
/// one only names the column.
const START_OF_SENTENCE: usize = 3;

/// A statement, before it is known what it is about.
struct Statement {
    anker: String,
    kop: Option<String>,
    tekst: String,
    start: Option<String>,
    zin: String,
    questions: Questions,
    items: Vec<ItemSleutel>,
    plek: Plek,
}

/// What the author says of the questions.
enum Questions {
    /// Nothing.
    Unsaid,
    /// These, at the statement or the group that it stands in.
    Here(Vec<String>),
    /// These, for the section as a whole.
    Sectie(Vec<String>),
}

/// What holds at a place in a section.
#[derive(Clone, Copy)]
struct Around<'a> {
    groep: Option<&'a About>,
    sectie: &'a About,
}

impl<'a> Around<'a> {
    /// What a statement is about: what stands nearest holds.
    fn of(self, own: Option<&'a About>) -> (Questions, Vec<ItemSleutel>) {
        let near = [own, self.groep];
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

    fn in_groep(self, groep: &'a About) -> Self {
        if groep.is_leeg() { self } else { Self { groep: Some(groep), ..self } }
    }
}

/// The limits of one section.
pub(super) fn sectie<'a>(
    document: &'a Document,
    sectie: &'a Sectie,
    antwoord: &'a Antwoord,
    catalogus: &Catalogus,
    matcher: &Matcher,
) -> Vec<Grens<'a>> {
    let whole = sectie.onderwerp == Some(Onderwerp::Grenzen);
    let mut reader = Reader { sectie, catalogus, whole, rows: 0, out: Vec::new() };
    let around = Around { groep: None, sectie: &antwoord.about };
    reader.content(antwoord, around);
    if !whole {
        return grenzen(document, sectie, reader.out, catalogus, matcher);
    }
    // What stands beside the answer mostly tells it again: of that counts what the answer does not
    // say. Where there is no answer it is the answer.
    let mut out = grenzen(document, sectie, std::mem::take(&mut reader.out), catalogus, matcher);
    for (text, for_parents) in [(&antwoord.toelichting, false), (&antwoord.voor_ouders, true)] {
        let Some(text) = text else { continue };
        reader.text(text, around);
        let mut beside = grenzen(document, sectie, std::mem::take(&mut reader.out), catalogus, matcher);
        if for_parents {
            tell_parents(&mut out, &mut beside);
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
    out
}

/// Notes which limits of a section its text for parents tells, whose limits are `here`.
fn tell_parents(of_sectie: &mut [Grens<'_>], here: &mut [Grens<'_>]) {
    for grens in of_sectie {
        let questions = grens.hulpvragen.keys().all(|v| here.iter().any(|g| g.hulpvragen.contains_key(v)));
        if questions && grens.items.iter().all(|item| here.iter().any(|g| g.items.contains(item))) {
            grens.told = Told::Alike;
        }
    }
    here.iter_mut().for_each(|grens| grens.told = Told::Here);
}

/// Finds out what statements are about.
fn grenzen<'a>(
    document: &'a Document,
    sectie: &'a Sectie,
    statements: Vec<Statement>,
    catalogus: &Catalogus,
    matcher: &Matcher,
) -> Vec<Grens<'a>> {
    let matched: Vec<_> = statements.iter().map(|u| matcher.find(u.kop.as_deref(), &u.zin)).collect();
    // A question of the whole section belongs to the statements with its words; if none has them, to all.
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
            // Whoever names the items has said what it is about.
            Questions::Unsaid if !statement.items.is_empty() => {
                let items = statement.items.iter().filter_map(|i| catalogus.item(i));
                items.flat_map(|i| &i.hulpvragen).map(|v| (v.tekst.clone(), Basis::Stated)).collect()
            }
            Questions::Unsaid => {
                matched.hulpvragen.iter().map(|(v, woord)| (v.clone(), Basis::Matched(woord.clone()))).collect()
            }
        })
        .collect();
    let all = statements.into_iter().zip(matched).zip(per_statement);
    all.map(|((statement, matched), hulpvragen)| Grens {
        document,
        sectie,
        anker: statement.anker,
        kop: statement.kop,
        tekst: statement.tekst,
        start: statement.start,
        zin: statement.zin,
        hulpvragen,
        items: if statement.items.is_empty() { matched.items } else { statement.items },
        told: Told::No,
        plek: statement.plek,
    })
    .collect()
}

struct Reader<'a> {
    sectie: &'a Sectie,
    catalogus: &'a Catalogus,
    /// Whether the section is about limits; else only its fields that are.
    whole: bool,
    /// Rows that were read.
    rows: usize,
    out: Vec<Statement>,
}

impl<'a> Reader<'a> {
    fn content(&mut self, antwoord: &'a Antwoord, around: Around<'a>) {
        match &antwoord.inhoud {
            Vorminhoud::Tekst(text) if self.whole => self.text(text, around),
            Vorminhoud::Niets | Vorminhoud::Tekst(_) | Vorminhoud::Graaf(_) => {}
            Vorminhoud::Velden(velden) => self.velden(velden, None, around),
            Vorminhoud::Rijen(rijen) => self.rijen(rijen, None, around),
            Vorminhoud::Items(items) => items.iter().for_each(|item| self.item(item, around)),
        }
        if self.whole {
            antwoord.anders.iter().enumerate().for_each(|(number, own)| self.own(number, own, around));
        }
    }

    fn push(
        &mut self,
        anker: Option<String>,
        (kop, start): (Option<&str>, Option<&str>),
        tekst: &str,
        about_limits: (Questions, Vec<ItemSleutel>),
        plek: &Plek,
    ) {
        let tekst = tekst.split_whitespace().collect::<Vec<_>>().join(" ");
        if !tekst.is_empty() {
            let whole = start.map(|start| format!("{start} {tekst}"));
            let zin = zinnen::met_punt(&zinnen::hoofdletter(whole.as_deref().unwrap_or(&tekst)));
            let (questions, items) = about_limits;
            let kop = kop.map(|k| k.trim().trim_end_matches(':').to_owned()).filter(|k| !k.is_empty());
            let anker = anker.unwrap_or_else(|| self.sectie.id.clone());
            let start = start.map(str::to_owned);
            self.out.push(Statement { anker, kop, tekst, start, zin, questions, items, plek: plek.clone() });
        }
    }

    /// Sentences of running text, and points of its lists under the words that lead to them.
    fn text(&mut self, text: &'a Markdown, around: Around<'a>) {
        let mut kop: Option<String> = None;
        let mut lead: Option<String> = None;
        for blok in text.blokken.iter() {
            let only = Markdown { blokken: vec![blok.clone()].into(), plek: text.plek.clone() };
            let plain = only.platte_tekst();
            match blok {
                Blok::Kop { .. } => {
                    kop = Some(plain);
                    lead = None;
                }
                Blok::Lijst { .. } | Blok::Tabel { .. } => {
                    let above = lead.take().or_else(|| kop.clone());
                    for line in plain.lines() {
                        self.push(None, (above.as_deref(), None), line, around.of(None), &text.plek);
                    }
                }
                _ => {
                    lead = None;
                    for zin in zinnen::zinnen(&plain) {
                        // "Wij hebben geen plek voor:" says something with what comes after it.
                        if zin.ends_with(':') {
                            lead = Some(zin.to_owned());
                        } else {
                            self.push(None, (kop.as_deref(), None), zin, around.of(None), &text.plek);
                        }
                    }
                }
            }
        }
    }

    fn rijen(&mut self, rijen: &'a [Rij], groep: Option<&'a str>, around: Around<'a>) {
        for rij in rijen {
            match rij {
                Rij::Groep { naam, rijen, about, .. } => {
                    self.rijen(rijen, Some(naam), around.in_groep(about));
                }
                Rij::Rij { id, velden, about, plek } => {
                    let anker = Some(soorten::row_anchor(&self.sectie.id, id.as_deref(), self.rows));
                    self.rows += 1;
                    if self.whole {
                        self.rij(anker, velden, groep, (about, around), plek);
                    } else {
                        let naam = self.naam(velden);
                        let questions = questions_in(velden);
                        self.limit_fields(anker, velden, naam.as_deref().or(groep), &questions);
                    }
                }
            }
        }
    }

    /// A row of a table of limits: all it says in words.
    fn rij(
        &mut self,
        anker: Option<String>,
        velden: &'a [(usize, Gevuld)],
        groep: Option<&str>,
        (about, around): (&'a About, Around<'a>),
        plek: &Plek,
    ) {
        let mut parts: Vec<String> = Vec::new();
        let mut start = None;
        for (index, gevuld) in velden {
            let Some(veld) = self.sectie.velden.get(*index) else { continue };
            let Some(text) = words(gevuld).filter(|_| veld.onderwerp.is_none_or(|o| o == Onderwerp::Grenzen)) else {
                continue;
            };
            let long = veld.titel.split_whitespace().count() >= START_OF_SENTENCE;
            if parts.is_empty() && long && text.starts_with(char::is_lowercase) {
                start = Some(veld.titel.as_str());
            }
            parts.push(text);
        }
        let tekst = match &parts[..] {
            [one] => one.clone(),
            all => all.iter().map(|d| zinnen::met_punt(d)).collect::<Vec<_>>().join(" "),
        };
        let (mut questions, items) = around.of(Some(about));
        let asked = questions_in(velden);
        if !asked.is_empty() {
            questions = Questions::Here(asked);
        }
        self.push(anker, (groep, start), &tekst, (questions, items), plek);
    }

    /// The fields about limits of something that a school offers.
    fn limit_fields(
        &mut self,
        anker: Option<String>,
        velden: &'a [(usize, Gevuld)],
        naam: Option<&str>,
        questions: &[String],
    ) {
        for (index, gevuld) in velden {
            let about_limits = self.sectie.velden.get(*index).is_some_and(|v| v.onderwerp == Some(Onderwerp::Grenzen));
            if let Some(text) = words(gevuld).filter(|_| about_limits) {
                let questions =
                    if questions.is_empty() { Questions::Unsaid } else { Questions::Here(questions.to_vec()) };
                self.push(anker.clone(), (naam, None), &text, (questions, Vec::new()), &gevuld.plek);
            }
        }
    }

    /// Fields that stand directly under the section.
    fn velden(&mut self, velden: &'a [(usize, Gevuld)], naam: Option<&str>, around: Around<'a>) {
        if !self.whole {
            return self.limit_fields(None, velden, naam, &[]);
        }
        for (index, gevuld) in velden {
            let Some(veld) = self.sectie.velden.get(*index) else { continue };
            if let Some(text) = words(gevuld) {
                self.push(None, (Some(&veld.titel), None), &text, around.of(None), &gevuld.plek);
            }
        }
    }

    /// An item or option that is ticked in a section about limits, and fields about limits.
    fn item(&mut self, item: &'a ItemAntwoord, around: Around<'a>) {
        let sectie = self.sectie;
        let of_lijst = sectie.lijst.as_ref().and_then(|l| Some((&l.id, l.items.get(item.index)?)));
        let naam = match of_lijst {
            Some((_, i)) => i.naam.as_str(),
            None => sectie.opties.get(item.index).map_or("", |(_, naam)| naam.as_str()),
        };
        if !self.whole {
            return self.limit_fields(None, &item.velden, Some(naam), &[]);
        }
        if item.stand != Stand::Ja {
            return;
        }
        let noot = [&item.noot, &item.tekst].into_iter().flatten().map(Markdown::platte_tekst);
        let zin = std::iter::once(naam.to_owned()).chain(noot).map(|d| zinnen::met_punt(&d)).collect::<Vec<_>>();
        let (mut questions, mut items) = around.of(None);
        if let (Some((lijst, i)), Questions::Unsaid) = (of_lijst, &questions) {
            if *lijst == HULPVRAGEN {
                questions = Questions::Here(vec![i.id.clone()]);
            } else if self.catalogus.plaatsen().is_none_or(|p| p.id != *lijst) {
                items.push(ItemSleutel { lijst: lijst.clone(), item: i.id.clone() });
            }
        }
        self.push(None, (None, None), &zin.join(" "), (questions, items), &item.plek);
    }

    fn own(&mut self, number: usize, own: &'a Eigen, around: Around<'a>) {
        let parts = [Some(own.naam.tekst.clone()), own.zin.clone()].into_iter().flatten();
        let noot = [&own.noot, &own.tekst].into_iter().flatten().map(Markdown::platte_tekst);
        let zin: Vec<String> = parts.chain(noot).map(|d| zinnen::met_punt(&d)).collect();
        let (questions, mut items) = around.of(Some(&own.about));
        items.extend(item_keys(&own.is));
        let anker = Some(soorten::eigen_anker(&self.sectie.id, number));
        self.push(anker, (None, None), &zin.join(" "), (questions, items), &own.naam.plek);
    }

    /// What a row is called: its first text.
    fn naam(&self, velden: &[(usize, Gevuld)]) -> Option<String> {
        let about_limits =
            |index: usize| self.sectie.velden.get(index).is_some_and(|v| v.onderwerp == Some(Onderwerp::Grenzen));
        velden.iter().filter(|(index, _)| !about_limits(*index)).find_map(|(_, gevuld)| words(gevuld))
    }
}

/// What was filled in, if it is words.
fn words(gevuld: &Gevuld) -> Option<String> {
    let text = match &gevuld.inhoud {
        Inhoud::Tekst(text) => text.platte_tekst().replace('\n', " "),
        Inhoud::Keuze(naam) => naam.clone(),
        _ => return None,
    };
    Some(text).filter(|t| !t.trim().is_empty())
}

/// The questions that a row names in a field of its format.
fn questions_in(velden: &[(usize, Gevuld)]) -> Vec<String> {
    let verwijzingen = velden.iter().filter_map(|(_, gevuld)| match &gevuld.inhoud {
        Inhoud::Verwijzingen(verwijzingen) => Some(question_ids(verwijzingen)),
        _ => None,
    });
    verwijzingen.flatten().collect()
}

fn question_ids(verwijzingen: &[Verwijzing]) -> Vec<String> {
    item_keys(verwijzingen).into_iter().filter(|s| s.lijst == HULPVRAGEN).map(|s| s.item).collect()
}

fn item_keys(verwijzingen: &[Verwijzing]) -> Vec<ItemSleutel> {
    let key = |v: &Verwijzing| match &v.doelwit {
        Doelwit::Item(key) => Some(key.clone()),
        Doelwit::Rij { .. } | Doelwit::Vrij => None,
    };
    verwijzingen.iter().filter_map(key).collect()
}
