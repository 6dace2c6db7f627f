//! Random files in every style, each the same every time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

/// Numbers that look random and are the same each time.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(begin: u64) -> Self {
        Self(begin.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, boundary: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % boundary.max(1)
    }

    /// Once in so many times.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn out<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// A text of tricky pieces.
    pub(super) fn text(&mut self) -> String {
        const FRAGMENTS: &[&str] = &[
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
        const LINE_BREAKS: &[&str] =
            &["\n", "\n\n", "\r\n", "\n  ", "\n \n", "\n- ", "\n# ", "\n---\n", "\n\t", "\r", "\n1. "];
        if self.one_in(3) {
            return self.out(&["x", "Wij helpen.", "2024-09", "group 3", "een: twee", "zie #2", "", " "]).to_owned();
        }
        let lines = self.one_in(3);
        (0..=self.below(6))
            .map(|_| if lines && self.one_in(3) { self.out(LINE_BREAKS) } else { self.out(FRAGMENTS) })
            .collect()
    }
}

/// A value of a file that is being made.
pub(super) enum Stub {
    Empty,
    Text,
    Row { list: bool, members: Vec<Branch> },
}

pub(super) struct Branch {
    pub(super) key: String,
    /// The number of the comment above it and after it.
    pub(super) above: Option<usize>,
    pub(super) behind: Option<usize>,
    pub(super) value: Stub,
}

/// Makes a file.
struct Maker {
    random: Random,
    out: String,
    comments: usize,
    with_comments: bool,
    list_indent: usize,
}

impl Maker {
    fn stub(&mut self, depth: usize) -> Stub {
        match self.random.below(if depth > 3 { 4 } else { 8 }) {
            0 => Stub::Empty,
            1..=3 => Stub::Text,
            kind => {
                let list = kind > 5;
                let count = if self.random.one_in(8) { 0 } else { 1 + self.random.below(4) };
                let members = (0..count)
                    .map(|i| Branch {
                        key: format!("{}{i}", self.random.out(&["a", "één", "lange-sleutel", "b c", "'q: "])),
                        above: self.comment(5),
                        behind: self.comment(4),
                        value: self.stub(depth + 1),
                    })
                    .collect();
                Stub::Row { list, members }
            }
        }
    }

    fn comment(&mut self, times: usize) -> Option<usize> {
        (self.with_comments && self.random.one_in(times)).then(|| {
            self.comments += 1;
            self.comments
        })
    }

    fn write_comment(&mut self, number: usize) {
        let space = if self.random.one_in(3) { "" } else { " " };
        self.out.push_str(&format!("#{space}c{number}."));
    }

    fn behind(&mut self, number: Option<usize>) {
        if let Some(number) = number {
            let blank = self.random.out(&[" ", "   ", "\t"]);
            self.out.push_str(blank);
            self.write_comment(number);
        } else if self.random.one_in(12) {
            self.out.push_str("  ");
        }
    }

    fn line(&mut self, column: usize) {
        self.out.push('\n');
        if self.random.one_in(12) {
            self.out.push('\n');
        }
        self.out.push_str(&" ".repeat(column));
    }

    /// A value after a key or dash (or at the root), and the comment after it.
    fn value(&mut self, stub: &Stub, column: Option<usize>, in_list: bool, behind: Option<usize>) {
        let within = column.map_or(0, |k| k + 2);
        match stub {
            Stub::Empty => {
                self.out.push_str(if self.random.one_in(4) { " ~" } else { "" });
                self.behind(behind);
            }
            Stub::Text => self.text(column, behind),
            Stub::Row { list, members } if members.is_empty() || self.random.one_in(4) => {
                self.blank(column);
                let lines = self.random.one_in(3);
                self.brackets(*list, members, within, lines);
                self.behind(behind);
            }
            Stub::Row { list, members } => {
                let column = match column {
                    None => 0,
                    Some(column) if *list && !in_list => column + self.list_indent,
                    Some(column) => column + 2 + if in_list { 0 } else { self.random.below(2) * 2 },
                };
                let mut first_of_all =
                    in_list && behind.is_none() && members[0].above.is_none() && self.random.below(4) > 0;
                if first_of_all {
                    self.out.push(' ');
                } else {
                    self.behind(behind);
                }
                first_of_all |= within == 0 && self.out.trim_start_matches('\u{FEFF}').is_empty();
                for branch in members {
                    if let Some(above) = branch.above {
                        if !first_of_all {
                            self.line(column);
                        }
                        if self.random.one_in(5) {
                            // The comment may belong to what is above it.
                            self.out.push_str("    # dieper");
                            self.line(column);
                        }
                        self.write_comment(above);
                        first_of_all = false;
                    }
                    if !first_of_all {
                        self.line(column);
                    }
                    first_of_all = false;
                    if *list {
                        self.out.push('-');
                    } else {
                        self.key(&branch.key);
                        self.out.push(':');
                    }
                    self.value(&branch.value, Some(column), *list, branch.behind);
                }
            }
        }
    }

    fn blank(&mut self, column: Option<usize>) {
        if column.is_some() || self.out.ends_with("---") {
            let blank = if self.random.one_in(6) { "   " } else { " " };
            self.out.push_str(blank);
        }
    }

    fn key(&mut self, key: &str) {
        if key.starts_with('\'') {
            self.out.push_str(&format!("\"{key}\""));
        } else {
            self.out.push_str(key);
        }
    }

    fn text(&mut self, column: Option<usize>, behind: Option<usize>) {
        let within = column.map_or(0, |k| k + 2);
        let blank = " ".repeat(within);
        if self.random.one_in(12) && (column.is_some() || self.out.ends_with("---")) {
            if self.random.one_in(2) {
                self.out.push_str(" # los");
            }
            self.line(within);
        } else {
            self.blank(column);
        }
        match self.random.below(9) {
            0 => {
                let nasty = self.random.text().replace(['\n', '\r', '\t'], " ");
                let bare: String = nasty.chars().filter(|&c| !crate::writing::is_odd(c)).collect();
                self.out.push_str(&format!("'{}'", bare.replace('\'', "''")));
            }
            1 => self.out.push_str("\"twee\\nregels, \\\"zo\\\" 🙂\""),
            2 => self.out.push_str(&format!("kaal\n{blank} en meer\n\n{blank} é nog")),
            3 => self.out.push_str(&format!("'in\n{blank} delen'")),
            4 | 5 => {
                let heading = self.random.out(&["|", "|-", ">", ">-", "|+", "|2", ">2-"]);
                self.out.push_str(heading);
                self.behind(behind);
                let depth = if heading.contains('2') { within.max(2) } else { within.max(1) + self.random.below(3) };
                for line in ["één: twee", "", "  - drie # vier", "vijf"].iter().skip(self.random.below(2) * 2 + 1) {
                    let line = if self.out.ends_with(['>', '|', '-', '+', '.']) { line.trim_start() } else { line };
                    self.out.push('\n');
                    if !line.is_empty() {
                        self.out.push_str(&" ".repeat(depth));
                        self.out.push_str(line);
                    }
                }
                return;
            }
            _ => {
                let word = self.random.out(&["x", "Één twee", "2.30", "08", "ja", "'t'", "\"y\"", "a:b"]);
                self.out.push_str(word);
            }
        }
        self.behind(behind);
    }

    fn brackets(&mut self, list: bool, members: &[Branch], within: usize, lines: bool) {
        self.out.push(if list { '[' } else { '{' });
        for (i, branch) in members.iter().enumerate() {
            if lines {
                if let Some(above) = branch.above {
                    self.line(within + 1);
                    self.write_comment(above);
                }
                self.line(within + 1);
            } else if i > 0 && (!list || self.random.below(4) > 0) {
                self.out.push(' ');
            }
            if !list {
                self.key(&branch.key);
                self.out.push(':');
                self.out.push(' ');
            }
            match &branch.value {
                Stub::Empty => self.out.push_str(if list { "~" } else { "" }),
                Stub::Text => {
                    let word =
                        self.random.out(&["x", "Één", "'a, b'", "\"r\\ns\"", "75", "5", "[x]", "{p: q}", "p: q"]);
                    let word = if !list && word == "p: q" { "5" } else { word };
                    self.out.push_str(word);
                }
                Stub::Row { list, members } => {
                    let lines = lines && self.random.one_in(2);
                    self.brackets(*list, members, within + 1, lines);
                }
            }
            if i + 1 < members.len() || self.random.one_in(6) {
                self.out.push(',');
            }
            if lines {
                self.behind(branch.behind);
            }
        }
        if lines && !members.is_empty() {
            self.line(within + 1);
        }
        self.out.push(if list { ']' } else { '}' });
    }
}

/// A file, which may happen not to be clean YAML.
pub(super) fn file(begin: u64) -> (String, Stub, Random) {
    let mut random = Random::new(begin);
    for _ in 0..4 {
        random.below(2);
    }
    let with_comments = !random.one_in(3);
    let list_indent = random.out(&[2, 2, 2, 0]);
    let mut maker = Maker { random, out: String::new(), comments: 0, with_comments, list_indent };
    let stub = maker.stub(0);
    if maker.random.one_in(4) {
        maker.out.push_str("# kop\n");
        if maker.random.one_in(2) {
            maker.out.push('\n');
        }
    }
    if !with_comments && maker.random.one_in(12) {
        maker.out.insert(0, '\u{FEFF}');
    }
    if maker.random.one_in(8) {
        maker.out.push_str("---");
        if matches!(stub, Stub::Row { .. }) {
            maker.out.push('\n');
        }
    }
    let behind = maker.comment(4);
    maker.value(&stub, None, false, if matches!(stub, Stub::Row { .. }) { None } else { behind });
    if !maker.random.one_in(4) {
        maker.out.push('\n');
        if maker.random.one_in(6) {
            maker.out.push_str("# slot\n");
        }
        if maker.random.one_in(12) {
            maker.out.push_str("...\n");
        }
    }
    let mut text = maker.out;
    match maker.random.below(24) {
        0..6 => text = text.replace('\n', "\r\n"),
        // An indented root.
        6 if !text.contains("---") => text = format!("  {}", text.replace('\n', "\n  ")).trim_end().to_owned(),
        _ => {}
    }
    (text, stub, maker.random)
}
