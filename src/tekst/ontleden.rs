//! From Markdown to the tree: CommonMark with tables and strikethrough, read as people who write no Markdown mean it; see
//! [`super::prepare`].

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::bron::Plek;
use crate::melding::Meldingen;

use super::boom::{Blok, Inline, Markdown, Uitlijning};
use super::bouwer::{Bouwer, Houder, Kader, Soort};
use super::koppen::{Ankers, Kop};
use super::prepare::{TextForm, prepare};
use super::signs::shown;
use super::{links, tekens};

/// How deep blocks and inlines may stand in each other; what is deeper is flattened. Typst gives
/// up at about 20 quotes.
pub const DIEPTE: usize = 12;

pub(super) fn opties() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// Parses a text. `plek` covers it; `exact` says that the text stands there byte for byte, so
/// that links and images get places of their own.
///
/// Links that are refused become their text, images without alternative text are left out, and
/// images with a refused path become their alternative text; all are reported. So is HTML that has no meaning here, and
/// what can be read in two ways.
pub fn ontleed(tekst: &str, form: TextForm, plek: &Plek, exact: bool, meldingen: &mut Meldingen) -> Markdown {
    let (blokken, _) = build(tekst, form, plek, exact, meldingen);
    Markdown { blokken: blokken.into(), plek: plek.clone() }
}

/// The blocks of a text, and its headings with where they stand.
pub(super) fn build(
    tekst: &str,
    form: TextForm,
    plek: &Plek,
    exact: bool,
    meldingen: &mut Meldingen,
) -> (Vec<Blok>, Vec<Kop>) {
    let prepared = prepare(tekst, form);
    let mut bouwer = Bouwer {
        kaders: vec![Kader::Blokken(Vec::new(), Houder::Wortel)],
        bewaard: Vec::new(),
        diepte: 0,
        in_kop: false,
        te_diep_gemeld: false,
        ankers: Ankers::default(),
        koppen: Vec::new(),
        html_seen: BTreeSet::new(),
        addresses_from: 0,
        plek,
        bron_tekst: tekst,
        exact: exact && plek.tekst() == tekst,
        meldingen,
    };
    for doubt in &prepared.doubts {
        bouwer.doubt(doubt.at.clone(), &doubt.message, &doubt.hint);
    }
    for (gebeurtenis, bereik) in Parser::new_ext(&prepared.text, opties()).into_offset_iter() {
        match gebeurtenis {
            Event::SoftBreak if prepared.is_break(&bereik) => bouwer.neem(Event::HardBreak, bereik),
            gebeurtenis => bouwer.neem(gebeurtenis, bereik),
        }
    }
    bouwer.sluit_losse();
    let blokken = match bouwer.kaders.into_iter().next() {
        Some(Kader::Blokken(blokken, _)) => blokken,
        _ => Vec::new(),
    };
    (blokken, bouwer.koppen)
}

impl Bouwer<'_> {
    pub(super) fn neem(&mut self, gebeurtenis: Event<'_>, bereik: Range<usize>) {
        match gebeurtenis {
            Event::Start(tag) => self.open(tag, bereik),
            Event::End(tag) => self.sluit(tag),
            Event::Text(t) | Event::Html(t) => self.tekst(&shown(&t)),
            Event::InlineHtml(t) => self.html(&shown(&t), &bereik),
            Event::Code(t) => {
                let code = tekens::schoon(&shown(&t)).into_owned();
                if tekens::zichtbaar(&code) {
                    self.inline(Inline::Code(code));
                }
            }
            Event::SoftBreak => self.tekst(" "),
            Event::HardBreak if self.in_kop => self.tekst(" "),
            Event::HardBreak => self.inline(Inline::Regeleinde),
            Event::Rule => self.blok(Blok::Lijn),
            // Not enabled; shown as typed if they ever come.
            Event::InlineMath(t) | Event::DisplayMath(t) | Event::FootnoteReference(t) => self.tekst(&shown(&t)),
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, bereik: Range<usize>) {
        let van_blok =
            !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
        if van_blok {
            self.sluit_losse();
        }
        let telt = !van_blok || matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_));
        if telt && self.diepte >= DIEPTE {
            self.meld_te_diep(bereik);
            self.bewaard.push((false, false));
            return;
        }
        if !van_blok {
            self.open_losse();
        }
        let kader = self.kader(tag, bereik);
        let (heeft, telt) = (kader.is_some(), telt && kader.is_some());
        self.diepte += usize::from(telt);
        self.bewaard.push((heeft, telt));
        self.kaders.extend(kader);
    }

    fn kader(&mut self, tag: Tag<'_>, bereik: Range<usize>) -> Option<Kader> {
        let inlines = |soort| Some(Kader::Inlines(Vec::new(), soort));
        match tag {
            Tag::Paragraph => inlines(Soort::Alinea(false)),
            Tag::Heading { .. } if self.is_underlined(&bereik) => inlines(Soort::Underlined(bereik)),
            Tag::Heading { level, .. } => {
                self.in_kop = true;
                inlines(Soort::Kop(level as u8, bereik))
            }
            Tag::BlockQuote(_) => Some(Kader::Blokken(Vec::new(), Houder::Citaat)),
            Tag::CodeBlock(_) => Some(Kader::Code(String::new())),
            Tag::HtmlBlock => Some(Kader::Html(String::new(), bereik)),
            Tag::List(start) => Some(Kader::Lijst(start, Vec::new())),
            Tag::Item if matches!(self.kaders.last(), Some(Kader::Lijst(..))) => {
                Some(Kader::Blokken(Vec::new(), Houder::Item(self.number_at(bereik.start))))
            }
            Tag::Table(kolommen) => {
                let plek = self.waar(bereik);
                Some(Kader::Tabel(kolommen.into_iter().map(uitlijning).collect(), Vec::new(), plek))
            }
            Tag::TableHead | Tag::TableRow if matches!(self.kaders.last(), Some(Kader::Tabel(..))) => {
                self.check_row(&bereik);
                Some(Kader::Rij(Vec::new()))
            }
            Tag::TableCell if matches!(self.kaders.last(), Some(Kader::Rij(_))) => inlines(Soort::Cel),
            Tag::Emphasis => inlines(Soort::Nadruk),
            Tag::Strong => inlines(Soort::Sterk),
            Tag::Strikethrough => inlines(Soort::Door),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &shown(&dest_url), bereik),
            Tag::Image { dest_url, .. } => {
                let plek = self.waar(bereik);
                let bestand = links::lees_pad(&shown(&dest_url)).map_err(|w| self.meld(w, &plek)).ok();
                inlines(Soort::Beeld(bestand, plek))
            }
            _ => None,
        }
    }

    fn link(&mut self, soort: LinkType, adres: &str, bereik: Range<usize>) -> Option<Kader> {
        let plek = self.waar(bereik);
        let heel = if soort == LinkType::Email && !adres.to_ascii_lowercase().starts_with("mailto:") {
            format!("mailto:{adres}")
        } else {
            adres.to_owned()
        };
        let doel = links::lees(&heel).map_err(|w| self.meld(w, &plek)).ok()?;
        Some(Kader::Inlines(Vec::new(), Soort::Link(doel, plek, tekens::schoon(adres).into_owned())))
    }

    fn sluit(&mut self, tag: TagEnd) {
        let van_inline =
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image);
        if van_inline {
            self.close_markup();
        } else {
            self.sluit_losse();
        }
        if matches!(tag, TagEnd::Heading(_)) {
            self.in_kop = false;
        }
        let (heeft, telt) = self.bewaard.pop().unwrap_or_default();
        self.diepte -= usize::from(telt);
        if heeft
            && self.kaders.len() > 1
            && let Some(kader) = self.kaders.pop()
        {
            self.voltooi(kader);
        }
    }
}

fn uitlijning(van: Alignment) -> Uitlijning {
    match van {
        Alignment::None => Uitlijning::Geen,
        Alignment::Left => Uitlijning::Links,
        Alignment::Center => Uitlijning::Midden,
        Alignment::Right => Uitlijning::Rechts,
    }
}
