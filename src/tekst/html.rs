//! Writes the tree as HTML.
//!
//! Runs of text always stand in `p`, `li`, `td`, `th`, `pre` or a heading, never directly in a
//! block such as `blockquote`.

use super::boom::{Blok, Doel, Inline, Markdown, Niveaus, Oplosser, Uitlijning, toont_iets, voor_item};
use super::tekens;

/// The escape for HTML: safe as text and in a quoted attribute. Control characters are left out.
pub fn ontsnap(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len() + tekst.len() / 8);
    ontsnap_in(&mut uit, &tekens::schoon(tekst));
    uit
}

/// The escape for JSON inside a `script` element: no text in it can end the element or open a
/// comment, and it stays the same JSON. These characters stand only inside its strings.
pub fn json_in_script(json: &str) -> String {
    let mut uit = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => uit.push_str("\\u003c"),
            '>' => uit.push_str("\\u003e"),
            '&' => uit.push_str("\\u0026"),
            '\u{2028}' => uit.push_str("\\u2028"),
            '\u{2029}' => uit.push_str("\\u2029"),
            _ => uit.push(c),
        }
    }
    uit
}

fn ontsnap_in(uit: &mut String, tekst: &str) {
    let mut over = 0;
    for (i, byte) in tekst.bytes().enumerate() {
        let entiteit = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        uit.push_str(&tekst[over..i]);
        uit.push_str(entiteit);
        over = i + 1;
    }
    uit.push_str(&tekst[over..]);
}

/// A text as blocks. `kopniveau` is the level of its top headings; no level is skipped.
pub fn schrijf(markdown: &Markdown, oplosser: &dyn Oplosser, kopniveau: u8) -> String {
    let mut schrijver = Schrijver { uit: String::new(), oplosser, niveaus: Niveaus::vanaf(kopniveau) };
    schrijver.blokken(&markdown.blokken);
    schrijver.uit
}

/// A text as one run, without blocks, for inside `p`, `li` or `td`: paragraphs, items and rows
/// are parted by line breaks.
pub fn schrijf_inline(markdown: &Markdown, oplosser: &dyn Oplosser) -> String {
    let mut schrijver = Schrijver { uit: String::new(), oplosser, niveaus: Niveaus::vanaf(1) };
    schrijver.vlak(&markdown.blokken, "");
    schrijver.uit
}

/// Inlines that stand alone, such as those of [`super::Afkortingen::markeer_tekst`].
pub fn inlines(inlines: &[Inline], oplosser: &dyn Oplosser) -> String {
    let mut schrijver = Schrijver { uit: String::new(), oplosser, niveaus: Niveaus::vanaf(1) };
    schrijver.inlines(inlines);
    schrijver.uit
}

struct Schrijver<'a> {
    uit: String,
    oplosser: &'a dyn Oplosser,
    niveaus: Niveaus,
}

impl Schrijver<'_> {
    fn ruw(&mut self, html: &str) {
        self.uit.push_str(html);
    }

    fn tekst(&mut self, tekst: &str) {
        ontsnap_in(&mut self.uit, &tekens::schoon(tekst));
    }

    fn attribuut(&mut self, naam: &str, waarde: &str) {
        self.ruw(" ");
        self.ruw(naam);
        self.ruw("=\"");
        self.tekst(waarde);
        self.ruw("\"");
    }

    fn blokken(&mut self, blokken: &[Blok]) {
        for blok in blokken {
            self.blok(blok);
            self.ruw("\n");
        }
    }

    fn blok(&mut self, blok: &Blok) {
        match blok {
            Blok::Kop { niveau, anker, inhoud } => self.kop(*niveau, anker, inhoud),
            Blok::Alinea(inhoud) => self.element("p", inhoud),
            Blok::Lijst { start, items } => self.lijst(*start, items),
            Blok::Citaat(blokken) => {
                self.ruw("<blockquote>\n");
                self.blokken(blokken);
                self.ruw("</blockquote>");
            }
            Blok::Code(code) => {
                self.ruw("<pre tabindex=\"0\"><code>");
                ontsnap_in(&mut self.uit, &tekens::schone_regels(code));
                self.ruw("</code></pre>");
            }
            Blok::Tabel { kop, uitlijning, rijen } => self.tabel(kop, uitlijning, rijen),
            Blok::Lijn => self.ruw("<hr>"),
            Blok::Figuur { bestand, alt, .. } => {
                if self.oplosser.afbeelding(bestand).is_some() {
                    self.ruw("<figure>");
                    self.afbeelding(bestand, alt);
                    self.ruw("</figure>");
                } else {
                    self.ruw("<p>");
                    self.tekst(alt);
                    self.ruw("</p>");
                }
            }
        }
    }

    fn element(&mut self, naam: &str, inhoud: &[Inline]) {
        self.ruw(&format!("<{naam}>"));
        self.inlines(inhoud);
        self.ruw(&format!("</{naam}>"));
    }

    fn kop(&mut self, niveau: u8, anker: &str, inhoud: &[Inline]) {
        if !toont_iets(inhoud) {
            return;
        }
        let niveau = self.niveaus.volgende(niveau);
        self.ruw(&format!("<h{niveau}"));
        if let Some(id) = self.oplosser.kop_id(anker).filter(|id| !id.is_empty()) {
            self.attribuut("id", &id);
        }
        self.ruw(">");
        self.inlines(inhoud);
        self.ruw(&format!("</h{niveau}>"));
    }

    fn lijst(&mut self, start: Option<u64>, items: &[Vec<Blok>]) {
        self.ruw(&match start {
            None => "<ul>\n".to_owned(),
            Some(1) => "<ol>\n".to_owned(),
            Some(start) => format!("<ol start=\"{start}\">\n"),
        });
        for item in items {
            self.ruw("<li>");
            match item.as_slice() {
                // Text, perhaps with a list under it: no paragraph needed.
                [Blok::Alinea(inhoud), rest @ ..] if rest.iter().all(|b| matches!(b, Blok::Lijst { .. })) => {
                    self.inlines(inhoud);
                    if !rest.is_empty() {
                        self.ruw("\n");
                    }
                    self.blokken(rest);
                }
                blokken => self.blokken(blokken),
            }
            self.ruw("</li>\n");
        }
        self.ruw(if start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn tabel(&mut self, kop: &[Vec<Inline>], uitlijning: &[Uitlijning], rijen: &[Vec<Vec<Inline>>]) {
        self.ruw("<div class=\"tabel-rol\" role=\"group\" tabindex=\"0\" aria-label=\"Tabel\">\n<table>\n");
        let klasse = |kolom: usize| match uitlijning.get(kolom) {
            None | Some(Uitlijning::Geen) => "",
            Some(Uitlijning::Links) => " class=\"links\"",
            Some(Uitlijning::Midden) => " class=\"midden\"",
            Some(Uitlijning::Rechts) => " class=\"rechts\"",
        };
        if kop.iter().any(|cel| toont_iets(cel)) {
            self.ruw("<thead><tr>");
            for (kolom, cel) in kop.iter().enumerate() {
                if toont_iets(cel) {
                    self.ruw(&format!("<th scope=\"col\"{}>", klasse(kolom)));
                    self.inlines(cel);
                    self.ruw("</th>");
                } else {
                    self.ruw("<td></td>");
                }
            }
            self.ruw("</tr></thead>\n");
        }
        self.ruw("<tbody>\n");
        for rij in rijen {
            self.ruw("<tr>");
            for (kolom, cel) in rij.iter().enumerate() {
                self.ruw(&format!("<td{}>", klasse(kolom)));
                self.inlines(cel);
                self.ruw("</td>");
            }
            self.ruw("</tr>\n");
        }
        self.ruw("</tbody>\n</table>\n</div>");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Tekst(tekst) => self.tekst(tekst),
                Inline::Nadruk(inhoud) => self.element("em", inhoud),
                Inline::Sterk(inhoud) => self.element("strong", inhoud),
                Inline::Door(inhoud) => self.element("del", inhoud),
                Inline::Code(code) => {
                    self.ruw("<code>");
                    self.tekst(code);
                    self.ruw("</code>");
                }
                Inline::Link { doel, inhoud, .. } => self.link(doel, inhoud),
                Inline::Afbeelding { bestand, alt, .. } => self.afbeelding(bestand, alt),
                Inline::Regeleinde => self.ruw("<br>"),
                Inline::Afkorting { kort, voluit, eerste } => {
                    self.ruw("<abbr");
                    self.attribuut("title", voluit);
                    self.ruw(">");
                    self.tekst(kort);
                    self.ruw("</abbr>");
                    if *eerste {
                        self.ruw(" <span class=\"voluit\">(");
                        self.tekst(voluit);
                        self.ruw(")</span>");
                    }
                }
            }
        }
    }

    fn link(&mut self, doel: &Doel, inhoud: &[Inline]) {
        let Some(adres) = self.oplosser.link(doel) else { return self.inlines(inhoud) };
        self.ruw("<a");
        self.attribuut("href", &adres);
        if matches!(doel, Doel::Web(_)) {
            self.ruw(" rel=\"noopener\"");
        }
        self.ruw(">");
        self.inlines(inhoud);
        self.ruw("</a>");
    }

    fn afbeelding(&mut self, bestand: &str, alt: &str) {
        let Some(beeld) = self.oplosser.afbeelding(bestand) else { return self.tekst(alt) };
        self.ruw("<img");
        self.attribuut("src", &beeld.adres);
        self.attribuut("alt", alt);
        if beeld.breedte > 0 && beeld.hoogte > 0 {
            self.ruw(&format!(" width=\"{}\" height=\"{}\"", beeld.breedte, beeld.hoogte));
        }
        self.ruw(" loading=\"lazy\">");
    }

    /// Blocks as runs of text, parted by line breaks.
    fn vlak(&mut self, blokken: &[Blok], voor: &str) {
        for blok in blokken {
            match blok {
                Blok::Kop { inhoud, .. } => {
                    self.begin_regel(voor);
                    self.element("strong", inhoud);
                }
                Blok::Alinea(inhoud) => {
                    self.begin_regel(voor);
                    self.inlines(inhoud);
                }
                Blok::Lijst { start, items } => {
                    for (nummer, item) in items.iter().enumerate() {
                        self.vlak(item, &voor_item(*start, nummer));
                    }
                }
                Blok::Citaat(blokken) => self.vlak(blokken, voor),
                Blok::Code(code) => {
                    self.begin_regel(voor);
                    self.ruw("<code>");
                    self.tekst(code.trim());
                    self.ruw("</code>");
                }
                Blok::Tabel { kop, rijen, .. } => {
                    for rij in std::iter::once(kop).chain(rijen) {
                        self.begin_regel(voor);
                        for (nummer, cel) in rij.iter().filter(|cel| toont_iets(cel)).enumerate() {
                            self.ruw(if nummer > 0 { ", " } else { "" });
                            self.inlines(cel);
                        }
                    }
                }
                Blok::Lijn => {}
                Blok::Figuur { bestand, alt, .. } => {
                    self.begin_regel(voor);
                    self.afbeelding(bestand, alt);
                }
            }
        }
    }

    fn begin_regel(&mut self, voor: &str) {
        if !self.uit.is_empty() {
            self.ruw("<br>");
        }
        self.ruw(voor);
    }
}
