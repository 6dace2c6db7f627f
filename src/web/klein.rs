//! Makes pages smaller in one pass: white space that shows nothing, quotes that need not be there,
//! comments, and entities that can be a character.
//!
//! Nothing is moved or reordered, and a space between words or inline elements always stays. The pass
//! keeps no tree, so it cannot overflow on deep pages, and takes the time of a copy. A page that is
//! not well formed (a theme may be anything) comes out as it is from the place where that shows.

/// Elements in a line of text: white space around them may be a space between words.
const IN_REGEL: [&str; 34] = [
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd", "label", "mark", "meter", "output", "progress", "q", "s", "samp", "select", "small", "span", "strong",
    "sub", "sup", "svg", "time", "u",
];

/// More of them, that pages seldom have.
const IN_REGEL_ZELDEN: [&str; 6] = ["var", "wbr", "text", "tspan", "tref", "textPath"];

/// Elements whose content stays byte for byte.
const LETTERLIJK: [&str; 4] = ["pre", "script", "style", "textarea"];

/// A smaller page that shows the same.
pub(super) fn verklein(html: &str) -> String {
    let mut kleiner = Kleiner { uit: String::with_capacity(html.len()), spatie: false, na_blok: true };
    let mut rest = html;
    while !rest.is_empty() {
        let Some(van) = rest.find('<') else {
            kleiner.tekst(rest);
            break;
        };
        kleiner.tekst(&rest[..van]);
        rest = &rest[van..];
        let heel = kleiner.uit.len();
        let Some(tot) = kleiner.teken(rest) else {
            kleiner.uit.truncate(heel);
            kleiner.uit.push_str(rest);
            break;
        };
        rest = &rest[tot..];
    }
    kleiner.uit
}

struct Kleiner {
    uit: String,
    /// White space was read and not written yet.
    spatie: bool,
    /// What was written last is a block's tag: white space after it shows nothing.
    na_blok: bool,
}

impl Kleiner {
    /// Text between tags.
    fn tekst(&mut self, tekst: &str) {
        let zonder_begin = tekst.trim_ascii_start();
        self.spatie |= zonder_begin.len() < tekst.len();
        let kern = zonder_begin.trim_ascii_end();
        if kern.is_empty() {
            return;
        }
        self.voor_inhoud();
        let bytes = kern.as_bytes();
        let wit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_whitespace);
        let (mut over, mut i) = (0, 0);
        while i < bytes.len() {
            if bytes[i] == b'&' {
                let (lengte, teken) = entiteit(&kern[i..]);
                self.uit.push_str(&kern[over..i]);
                self.uit.push_str(teken);
                i += lengte;
                over = i;
            } else if wit(i) && (bytes[i] != b' ' || wit(i + 1)) {
                self.uit.push_str(&kern[over..i]);
                self.uit.push(' ');
                while wit(i) {
                    i += 1;
                }
                over = i;
            } else {
                i += 1;
            }
        }
        self.uit.push_str(&kern[over..]);
        self.spatie = kern.len() < zonder_begin.len();
    }

    /// Writes the space before what shows.
    fn voor_inhoud(&mut self) {
        if self.spatie && !self.na_blok {
            self.uit.push(' ');
        }
        (self.spatie, self.na_blok) = (false, false);
    }

    /// A tag, comment or declaration at the start of `rest`; gives where it ends.
    fn teken(&mut self, rest: &str) -> Option<usize> {
        if rest.starts_with("<!--") {
            return rest.find("-->").map(|i| i + 3);
        }
        let sluit = rest.starts_with("</");
        let begin = 1 + usize::from(sluit);
        let naam_lengte = rest[begin..].find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':')))?;
        let naam = &rest[begin..begin + naam_lengte];
        if naam.is_empty() {
            // `<!DOCTYPE html>`, or a `<` that is only text.
            let tot = if rest.starts_with("<!") { rest.find('>')? + 1 } else { 1 };
            self.voor_inhoud();
            self.na_blok = tot > 1;
            self.uit.push_str(&rest[..tot]);
            return Some(tot);
        }
        if IN_REGEL.contains(&naam) || IN_REGEL_ZELDEN.contains(&naam) {
            self.voor_inhoud();
        } else {
            (self.spatie, self.na_blok) = (false, true);
        }
        self.uit.push_str(&rest[..begin + naam_lengte]);
        let tot = begin + naam_lengte + self.attributen(&rest[begin + naam_lengte..])?;
        if sluit || !LETTERLIJK.contains(&naam) {
            return Some(tot);
        }
        // Up to the closing tag, which is then read as any other.
        let einde = sluittag(&rest[tot..], naam)?;
        self.uit.push_str(&rest[tot..tot + einde]);
        (self.spatie, self.na_blok) = (false, false);
        Some(tot + einde)
    }

    /// The attributes and the end of a tag; gives where it ends.
    fn attributen(&mut self, rest: &str) -> Option<usize> {
        let bytes = rest.as_bytes();
        let mut i = 0;
        loop {
            while bytes.get(i)?.is_ascii_whitespace() {
                i += 1;
            }
            match bytes[i] {
                b'>' => {
                    self.uit.push('>');
                    return Some(i + 1);
                }
                b'/' => {
                    i += 1;
                    // Only drawings need it: `<path ... />`. A space parts it from a bare value.
                    if bytes.get(i) == Some(&b'>') {
                        self.uit.push_str(" /");
                    }
                }
                _ => {
                    let naam = i + rest[i..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
                    self.uit.push(' ');
                    self.uit.push_str(&rest[i..naam.max(i + 1)]);
                    i = naam.max(i + 1);
                    if bytes.get(i) == Some(&b'=') {
                        i += 1 + self.waarde(&rest[i + 1..])?;
                    }
                }
            }
        }
    }

    /// The value of an attribute; gives where it ends.
    fn waarde(&mut self, rest: &str) -> Option<usize> {
        let Some(aanhaling @ ('"' | '\'')) = rest.chars().next() else {
            let tot = rest.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
            self.uit.push('=');
            self.uit.push_str(&rest[..tot]);
            return Some(tot);
        };
        let waarde = rest[1..].split(aanhaling).next()?;
        if waarde.len() + 2 > rest.len() {
            return None;
        }
        let kaal = !waarde.contains(|c: char| c.is_ascii_whitespace() || "\"'=<>`".contains(c));
        match (waarde.is_empty(), kaal) {
            // Without a value it is empty.
            (true, _) => {}
            (false, true) => {
                self.uit.push('=');
                self.uit.push_str(waarde);
            }
            (false, false) => {
                self.uit.push('=');
                self.uit.push(aanhaling);
                self.uit.push_str(waarde);
                self.uit.push(aanhaling);
            }
        }
        Some(waarde.len() + 2)
    }
}

/// The length of the entity that a text starts with, and what to write for it: quotes and `>` need
/// none in text, nor does an `&` before a space.
fn entiteit(tekst: &str) -> (usize, &'static str) {
    let gewoon = [("&#39;", "'"), ("&quot;", "\""), ("&gt;", ">")];
    match gewoon.into_iter().find(|(entiteit, _)| tekst.starts_with(entiteit)) {
        Some((entiteit, teken)) => (entiteit.len(), teken),
        None if tekst.strip_prefix("&amp;").is_some_and(|na| na.starts_with(' ')) => ("&amp;".len(), "&"),
        None => (1, "&"),
    }
}

/// Where the closing tag of an element starts.
fn sluittag(rest: &str, naam: &str) -> Option<usize> {
    let mut van = 0;
    while let Some(i) = rest[van..].find("</") {
        let hier = van + i;
        if rest.as_bytes()[hier + 2..].get(..naam.len()).is_some_and(|n| n.eq_ignore_ascii_case(naam.as_bytes())) {
            return Some(hier);
        }
        van = hier + 2;
    }
    None
}

#[cfg(test)]
mod proeven {
    use super::verklein;

    #[track_caller]
    fn wordt(van: &str, naar: &str) {
        assert_eq!(verklein(van), naar);
    }

    #[test]
    fn witruimte_tussen_blokken_gaat_weg() {
        wordt("<ul>\n  <li> een \n twee </li>\n\n<li>drie</li>\n</ul>\n", "<ul><li>een twee</li><li>drie</li></ul>");
    }

    #[test]
    fn een_spatie_tussen_woorden_blijft_ook_direct_in_een_blok() {
        wordt("<div><a href=\"x\">een</a>\n<b>twee</b> drie</div>", "<div><a href=x>een</a> <b>twee</b> drie</div>");
        wordt("<p>een<b> twee</b></p>", "<p>een<b> twee</b></p>");
        wordt("<p>een <!-- weg --> twee</p>", "<p>een twee</p>");
    }

    #[test]
    fn aanhalingstekens_blijven_waar_zij_nodig_zijn() {
        wordt(
            "<a  class=\"a b\" href='../x/' id=\"q\"\n hidden>x</a>",
            "<a class=\"a b\" href=../x/ id=q hidden>x</a>",
        );
        wordt("<img alt=\"\" title='a \"b\"'>", "<img alt title='a \"b\"'>");
        wordt("<p title=\"a=b\" lang=\"nl\">x</p>", "<p title=\"a=b\" lang=nl>x</p>");
    }

    #[test]
    fn een_tekening_houdt_haar_eigen_einde() {
        wordt(
            "<svg viewBox=\"0 0 2 2\"><path d=\"M1\" />\n<g/></svg>",
            "<svg viewBox=\"0 0 2 2\"><path d=M1 /><g /></svg>",
        );
    }

    #[test]
    fn code_en_scripts_blijven_letterlijk() {
        let letterlijk = "<pre>a\n  b &quot;</pre><script>if (a < b) { \"</p>\" }</script>";
        wordt(letterlijk, letterlijk);
    }

    #[test]
    fn entiteiten_worden_tekens_waar_dat_kan() {
        wordt(
            "<p>foto&#39;s &quot;a&quot; &lt;b&gt; C&amp;A, C &amp; A, &amp;lt; &eacute;</p>",
            "<p>foto's \"a\" &lt;b> C&amp;A, C & A, &amp;lt; &eacute;</p>",
        );
        wordt("<p title=\"&quot;a&quot;\">x</p>", "<p title=&quot;a&quot;>x</p>");
    }

    #[test]
    fn wat_geen_goede_html_is_blijft_staan() {
        for fout in ["<p", "<a href=\"x", "<!-- open", "a < b", "<pre>open", "<a b=c", "<a =b>x", "</"] {
            let _ = verklein(fout);
        }
        wordt("<p>a</p><a href=\"x", "<p>a</p><a href=\"x");
        wordt("1 < 2", "1 < 2");
    }

    #[test]
    fn diepe_pagina_s_zijn_geen_probleem() {
        let diep = "<div>".repeat(100_000) + "x" + &"</div>".repeat(100_000);
        wordt(&diep, &diep);
    }
}
