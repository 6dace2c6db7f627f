//! Tests: random files in every style, each the same every time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

/// Numbers that look random and are the same each time.
pub(super) struct Toeval(u64);

impl Toeval {
    pub(super) fn nieuw(begin: u64) -> Self {
        Self(begin.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a bound.
    pub(super) fn onder(&mut self, grens: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % grens.max(1)
    }

    /// Once in so many times.
    pub(super) fn een_op(&mut self, keer: usize) -> bool {
        self.onder(keer) == 0
    }

    fn uit<T: Copy>(&mut self, keuze: &[T]) -> T {
        keuze[self.onder(keuze.len())]
    }

    /// A text of nasty pieces.
    pub(super) fn tekst(&mut self) -> String {
        const STUKJES: &[&str] = &[
            "woord",
            "Één",
            "🙂",
            " ",
            "  ",
            ": ",
            ":",
            " #",
            "#",
            "'",
            "\"",
            "''",
            "- ",
            "-",
            "---",
            "[",
            "]",
            "{",
            "}",
            ",",
            ", ",
            "|",
            ">",
            ">18",
            "*",
            "&",
            "!",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "~",
            "null",
            "<<",
            "...",
            "5,75",
            "08",
            "ja",
            "’t",
            "'t ",
            "\\",
            "\t",
            "\u{A0}",
            "\u{1}",
            "\u{7F}",
            "\u{85}",
            "\u{2028}",
            "\u{FEFF}",
            "\u{F0B7}",
            "=",
            "|2",
            "a: b",
            "\\n",
            "# x",
            "#x",
            "2",
            "\u{202F}",
            "é\u{301}",
        ];
        const BREUKEN: &[&str] =
            &["\n", "\n\n", "\r\n", "\n  ", "\n \n", "\n- ", "\n# ", "\n---\n", "\n\t", "\r", "\n1. "];
        if self.een_op(3) {
            return self.uit(&["x", "Wij helpen.", "2024-09", "groep 3", "een: twee", "zie #2", "", " "]).to_owned();
        }
        let regels = self.een_op(3);
        (0..=self.onder(6))
            .map(|_| if regels && self.een_op(3) { self.uit(BREUKEN) } else { self.uit(STUKJES) })
            .collect()
    }
}

/// A value of a file to be.
pub(super) enum Stam {
    Leeg,
    Tekst,
    Rij { lijst: bool, leden: Vec<Tak> },
}

pub(super) struct Tak {
    pub(super) sleutel: String,
    /// The number of the comment above it and behind it.
    pub(super) boven: Option<usize>,
    pub(super) achter: Option<usize>,
    pub(super) waarde: Stam,
}

/// Makes a file.
struct Maker {
    toeval: Toeval,
    uit: String,
    commentaren: usize,
    met_commentaar: bool,
    lijststap: usize,
}

impl Maker {
    fn stam(&mut self, diepte: usize) -> Stam {
        match self.toeval.onder(if diepte > 3 { 4 } else { 8 }) {
            0 => Stam::Leeg,
            1..=3 => Stam::Tekst,
            soort => {
                let lijst = soort > 5;
                let aantal = if self.toeval.een_op(8) { 0 } else { 1 + self.toeval.onder(4) };
                let leden = (0..aantal)
                    .map(|i| Tak {
                        sleutel: format!("{}{i}", self.toeval.uit(&["a", "één", "lange-sleutel", "b c", "'q: "])),
                        boven: self.commentaar(5),
                        achter: self.commentaar(4),
                        waarde: self.stam(diepte + 1),
                    })
                    .collect();
                Stam::Rij { lijst, leden }
            }
        }
    }

    fn commentaar(&mut self, keer: usize) -> Option<usize> {
        (self.met_commentaar && self.toeval.een_op(keer)).then(|| {
            self.commentaren += 1;
            self.commentaren
        })
    }

    fn schrijf_commentaar(&mut self, nummer: usize) {
        let spatie = if self.toeval.een_op(3) { "" } else { " " };
        self.uit.push_str(&format!("#{spatie}c{nummer}."));
    }

    fn achter(&mut self, nummer: Option<usize>) {
        if let Some(nummer) = nummer {
            let wit = self.toeval.uit(&[" ", "   ", "\t"]);
            self.uit.push_str(wit);
            self.schrijf_commentaar(nummer);
        } else if self.toeval.een_op(12) {
            self.uit.push_str("  ");
        }
    }

    fn regel(&mut self, kolom: usize) {
        self.uit.push('\n');
        if self.toeval.een_op(12) {
            self.uit.push('\n');
        }
        self.uit.push_str(&" ".repeat(kolom));
    }

    /// A value behind a key or dash (or at the root), and the comment behind it.
    fn waarde(&mut self, stam: &Stam, kolom: Option<usize>, in_lijst: bool, achter: Option<usize>) {
        let binnen = kolom.map_or(0, |k| k + 2);
        match stam {
            Stam::Leeg => {
                self.uit.push_str(if self.toeval.een_op(4) { " ~" } else { "" });
                self.achter(achter);
            }
            Stam::Tekst => self.tekst(kolom, achter),
            Stam::Rij { lijst, leden } if leden.is_empty() || self.toeval.een_op(4) => {
                self.wit(kolom);
                let regels = self.toeval.een_op(3);
                self.haken(*lijst, leden, binnen, regels);
                self.achter(achter);
            }
            Stam::Rij { lijst, leden } => {
                let kolom = match kolom {
                    None => 0,
                    Some(kolom) if *lijst && !in_lijst => kolom + self.lijststap,
                    Some(kolom) => kolom + 2 + if in_lijst { 0 } else { self.toeval.onder(2) * 2 },
                };
                let mut eerst = in_lijst && achter.is_none() && leden[0].boven.is_none() && self.toeval.onder(4) > 0;
                if eerst {
                    self.uit.push(' ');
                } else {
                    self.achter(achter);
                }
                eerst |= binnen == 0 && self.uit.trim_start_matches('\u{FEFF}').is_empty();
                for tak in leden {
                    if let Some(boven) = tak.boven {
                        if !eerst {
                            self.regel(kolom);
                        }
                        if self.toeval.een_op(5) {
                            // It may belong to what is above it.
                            self.uit.push_str("    # dieper");
                            self.regel(kolom);
                        }
                        self.schrijf_commentaar(boven);
                        eerst = false;
                    }
                    if !eerst {
                        self.regel(kolom);
                    }
                    eerst = false;
                    if *lijst {
                        self.uit.push('-');
                    } else {
                        self.sleutel(&tak.sleutel);
                        self.uit.push(':');
                    }
                    self.waarde(&tak.waarde, Some(kolom), *lijst, tak.achter);
                }
            }
        }
    }

    fn wit(&mut self, kolom: Option<usize>) {
        if kolom.is_some() || self.uit.ends_with("---") {
            let wit = if self.toeval.een_op(6) { "   " } else { " " };
            self.uit.push_str(wit);
        }
    }

    fn sleutel(&mut self, sleutel: &str) {
        if sleutel.starts_with('\'') {
            self.uit.push_str(&format!("\"{sleutel}\""));
        } else {
            self.uit.push_str(sleutel);
        }
    }

    fn tekst(&mut self, kolom: Option<usize>, achter: Option<usize>) {
        let binnen = kolom.map_or(0, |k| k + 2);
        let wit = " ".repeat(binnen);
        if self.toeval.een_op(12) && (kolom.is_some() || self.uit.ends_with("---")) {
            if self.toeval.een_op(2) {
                self.uit.push_str(" # los");
            }
            self.regel(binnen);
        } else {
            self.wit(kolom);
        }
        match self.toeval.onder(9) {
            0 => {
                let nasty = self.toeval.tekst().replace(['\n', '\r', '\t'], " ");
                let kaal: String = nasty.chars().filter(|&c| !super::schrijven::is_vreemd(c)).collect();
                self.uit.push_str(&format!("'{}'", kaal.replace('\'', "''")));
            }
            1 => self.uit.push_str("\"twee\\nregels, \\\"zo\\\" 🙂\""),
            2 => self.uit.push_str(&format!("kaal\n{wit} en meer\n\n{wit} é nog")),
            3 => self.uit.push_str(&format!("'in\n{wit} delen'")),
            4 | 5 => {
                let kop = self.toeval.uit(&["|", "|-", ">", ">-", "|+", "|2", ">2-"]);
                self.uit.push_str(kop);
                self.achter(achter);
                let diepte = if kop.contains('2') { binnen.max(2) } else { binnen.max(1) + self.toeval.onder(3) };
                for regel in ["één: twee", "", "  - drie # vier", "vijf"].iter().skip(self.toeval.onder(2) * 2 + 1) {
                    let regel = if self.uit.ends_with(['>', '|', '-', '+', '.']) { regel.trim_start() } else { regel };
                    self.uit.push('\n');
                    if !regel.is_empty() {
                        self.uit.push_str(&" ".repeat(diepte));
                        self.uit.push_str(regel);
                    }
                }
                return;
            }
            _ => {
                let woord = self.toeval.uit(&["x", "Één twee", "2.30", "08", "ja", "'t'", "\"y\"", "a:b"]);
                self.uit.push_str(woord);
            }
        }
        self.achter(achter);
    }

    fn haken(&mut self, lijst: bool, leden: &[Tak], binnen: usize, regels: bool) {
        self.uit.push(if lijst { '[' } else { '{' });
        for (i, tak) in leden.iter().enumerate() {
            if regels {
                if let Some(boven) = tak.boven {
                    self.regel(binnen + 1);
                    self.schrijf_commentaar(boven);
                }
                self.regel(binnen + 1);
            } else if i > 0 && (!lijst || self.toeval.onder(4) > 0) {
                self.uit.push(' ');
            }
            if !lijst {
                self.sleutel(&tak.sleutel);
                self.uit.push(':');
                self.uit.push(' ');
            }
            match &tak.waarde {
                Stam::Leeg => self.uit.push_str(if lijst { "~" } else { "" }),
                Stam::Tekst => {
                    let woord =
                        self.toeval.uit(&["x", "Één", "'a, b'", "\"r\\ns\"", "75", "5", "[x]", "{p: q}", "p: q"]);
                    let woord = if !lijst && woord == "p: q" { "5" } else { woord };
                    self.uit.push_str(woord);
                }
                Stam::Rij { lijst, leden } => {
                    let regels = regels && self.toeval.een_op(2);
                    self.haken(*lijst, leden, binnen + 1, regels);
                }
            }
            if i + 1 < leden.len() || self.toeval.een_op(6) {
                self.uit.push(',');
            }
            if regels {
                self.achter(tak.achter);
            }
        }
        if regels && !leden.is_empty() {
            self.regel(binnen + 1);
        }
        self.uit.push(if lijst { ']' } else { '}' });
    }
}

/// A file, which may happen to be no clean YAML.
pub(super) fn bestand(begin: u64) -> (String, Stam, Toeval) {
    let mut toeval = Toeval::nieuw(begin);
    for _ in 0..4 {
        toeval.onder(2);
    }
    let met_commentaar = !toeval.een_op(3);
    let lijststap = toeval.uit(&[2, 2, 2, 0]);
    let mut maker = Maker { toeval, uit: String::new(), commentaren: 0, met_commentaar, lijststap };
    let stam = maker.stam(0);
    if maker.toeval.een_op(4) {
        maker.uit.push_str("# kop\n");
        if maker.toeval.een_op(2) {
            maker.uit.push('\n');
        }
    }
    if !met_commentaar && maker.toeval.een_op(12) {
        maker.uit.insert(0, '\u{FEFF}');
    }
    if maker.toeval.een_op(8) {
        maker.uit.push_str("---");
        if matches!(stam, Stam::Rij { .. }) {
            maker.uit.push('\n');
        }
    }
    let achter = maker.commentaar(4);
    maker.waarde(&stam, None, false, if matches!(stam, Stam::Rij { .. }) { None } else { achter });
    if !maker.toeval.een_op(4) {
        maker.uit.push('\n');
        if maker.toeval.een_op(6) {
            maker.uit.push_str("# slot\n");
        }
        if maker.toeval.een_op(12) {
            maker.uit.push_str("...\n");
        }
    }
    let mut tekst = maker.uit;
    match maker.toeval.onder(24) {
        0..6 => tekst = tekst.replace('\n', "\r\n"),
        // A root that is indented.
        6 if !tekst.contains("---") => tekst = format!("  {}", tekst.replace('\n', "\n  ")).trim_end().to_owned(),
        _ => {}
    }
    (tekst, stam, maker.toeval)
}
