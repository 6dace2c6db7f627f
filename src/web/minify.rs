//! Makes pages smaller in one pass: drops white space that shows nothing, quotes and end tags that need not be
//! there and comments, and writes entities as characters where it can.
//!
//! Nothing is moved or reordered, and a space between words or inline elements always stays. The pass
//! keeps no tree, so it cannot overflow on deep pages, and takes no longer than a copy. A page that is
//! not well formed (a theme may hold anything) stays as it is from the place where that shows.

/// Elements in a line of text: white space around them may be a space between words.
const INLINE: [&str; 34] = [
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd", "label", "mark", "meter", "output", "progress", "q", "s", "samp", "select", "small", "span", "strong",
    "sub", "sup", "svg", "time", "u",
];

/// More of them, which pages seldom have.
const INLINE_RARE: [&str; 6] = ["var", "wbr", "text", "tspan", "tref", "textPath"];

/// Elements whose content stays byte for byte.
const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];

/// An end tag that need not be there, by the rules of HTML (section 13.1.2.4, "Optional tags"), and what must come next.
struct OptionalEnd {
    end: &'static str,
    /// Start tags that end the element as well.
    before: &'static [&'static str],
    /// End tags of its parents, which end it too.
    inside: &'static [&'static str],
}

/// The end tags that are left out. Those of a page (`</body>`) stay: the preview looks for them.
const OPTIONAL_ENDS: [OptionalEnd; 11] = [
    OptionalEnd { end: "</li>", before: &["li"], inside: &["ul", "ol", "menu"] },
    OptionalEnd {
        end: "</p>",
        before: &[
            "p",
            "div",
            "ul",
            "ol",
            "dl",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "details",
            "aside",
            "blockquote",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "header",
            "hr",
            "main",
            "nav",
            "pre",
        ],
        inside: &[
            "li",
            "div",
            "td",
            "th",
            "dd",
            "section",
            "article",
            "details",
            "aside",
            "blockquote",
            "fieldset",
            "figure",
            "footer",
            "form",
            "header",
            "main",
            "nav",
            "body",
        ],
    },
    OptionalEnd { end: "</td>", before: &["td", "th"], inside: &["tr"] },
    OptionalEnd { end: "</th>", before: &["td", "th"], inside: &["tr"] },
    OptionalEnd { end: "</tr>", before: &["tr"], inside: &["thead", "tbody", "tfoot", "table"] },
    OptionalEnd { end: "</thead>", before: &["tbody", "tfoot"], inside: &[] },
    OptionalEnd { end: "</tbody>", before: &["tbody", "tfoot"], inside: &["table"] },
    OptionalEnd { end: "</tfoot>", before: &[], inside: &["table"] },
    OptionalEnd { end: "</dt>", before: &["dt", "dd"], inside: &[] },
    OptionalEnd { end: "</dd>", before: &["dt", "dd"], inside: &["dl", "div"] },
    OptionalEnd { end: "</option>", before: &["option", "optgroup"], inside: &["select", "datalist", "optgroup"] },
];

/// A smaller page that shows the same.
pub(super) fn minify(html: &str) -> String {
    let mut minifier = Minifier { out: String::with_capacity(html.len()), space: false, after_block: true };
    let mut rest = html;
    while !rest.is_empty() {
        let Some(from) = rest.find('<') else {
            minifier.text(rest);
            break;
        };
        minifier.text(&rest[..from]);
        rest = &rest[from..];
        let (whole, end) = (minifier.out.len(), minifier.unneeded_end(rest));
        minifier.out.truncate(whole - end.len());
        let Some(to) = minifier.tag(rest) else {
            minifier.out.truncate(whole - end.len());
            minifier.out.push_str(end);
            minifier.out.push_str(rest);
            break;
        };
        rest = &rest[to..];
    }
    minifier.out
}

struct Minifier {
    out: String,
    /// Whether white space was read that is not written yet.
    space: bool,
    /// Whether the tag of a block was written last: white space after it shows nothing.
    after_block: bool,
}

impl Minifier {
    /// Text between tags.
    fn text(&mut self, text: &str) {
        let without_start = text.trim_ascii_start();
        self.space |= without_start.len() < text.len();
        let core = without_start.trim_ascii_end();
        if core.is_empty() {
            return;
        }
        self.before_content();
        let bytes = core.as_bytes();
        let blank = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_whitespace);
        let (mut copied_to, mut i) = (0, 0);
        while i < bytes.len() {
            if bytes[i] == b'&' {
                let (length, character) = entity(&core[i..]);
                self.out.push_str(&core[copied_to..i]);
                self.out.push_str(character);
                i += length;
                copied_to = i;
            } else if blank(i) && (bytes[i] != b' ' || blank(i + 1)) {
                self.out.push_str(&core[copied_to..i]);
                self.out.push(' ');
                while blank(i) {
                    i += 1;
                }
                copied_to = i;
            } else {
                i += 1;
            }
        }
        self.out.push_str(&core[copied_to..]);
        self.space = core.len() < without_start.len();
    }

    /// Writes the space before something that shows.
    fn before_content(&mut self) {
        if self.space && !self.after_block {
            self.out.push(' ');
        }
        (self.space, self.after_block) = (false, false);
    }

    /// A tag, comment or declaration at the start of `rest`; returns where it ends.
    fn tag(&mut self, rest: &str) -> Option<usize> {
        if rest.starts_with("<!--") {
            return rest.find("-->").map(|i| i + 3);
        }
        let close = rest.starts_with("</");
        let begin = 1 + usize::from(close);
        let name_length = rest[begin..].find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':')))?;
        let name = &rest[begin..begin + name_length];
        if name.is_empty() {
            // `<!DOCTYPE html>`, or a `<` that is only text.
            let to = if rest.starts_with("<!") { rest.find('>')? + 1 } else { 1 };
            self.before_content();
            self.after_block = to > 1;
            self.out.push_str(&rest[..to]);
            return Some(to);
        }
        if INLINE.contains(&name) || INLINE_RARE.contains(&name) {
            self.before_content();
        } else {
            (self.space, self.after_block) = (false, true);
        }
        self.out.push_str(&rest[..begin + name_length]);
        let to = begin + name_length + self.attributes(&rest[begin + name_length..])?;
        if close || !VERBATIM.contains(&name) {
            return Some(to);
        }
        // Up to the closing tag, which is then read as any other.
        let ending = closing_tag(&rest[to..], name)?;
        self.out.push_str(&rest[to..to + ending]);
        (self.space, self.after_block) = (false, false);
        Some(to + ending)
    }

    /// The end tag that was written last, where the tag at the start of `rest` says the same.
    fn unneeded_end(&self, rest: &str) -> &'static str {
        let close = rest.starts_with("</");
        let name =
            rest[1 + usize::from(close)..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let optional = OPTIONAL_ENDS.iter().find(|o| self.after_block && self.out.ends_with(o.end));
        match optional.filter(|o| if close { o.inside } else { o.before }.contains(&name)) {
            Some(o) => o.end,
            None => "",
        }
    }

    /// The attributes and the end of a tag; returns where it ends.
    fn attributes(&mut self, rest: &str) -> Option<usize> {
        let bytes = rest.as_bytes();
        let mut i = 0;
        loop {
            while bytes.get(i)?.is_ascii_whitespace() {
                i += 1;
            }
            match bytes[i] {
                b'>' => {
                    self.out.push('>');
                    return Some(i + 1);
                }
                b'/' => {
                    i += 1;
                    // Only drawings need it: `<path ... />`. The space keeps it apart from a value without quotes.
                    if bytes.get(i) == Some(&b'>') {
                        self.out.push_str(" /");
                    }
                }
                _ => {
                    let name = i + rest[i..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
                    self.out.push(' ');
                    self.out.push_str(&rest[i..name.max(i + 1)]);
                    i = name.max(i + 1);
                    if bytes.get(i) == Some(&b'=') {
                        i += 1 + self.value(&rest[i + 1..])?;
                    }
                }
            }
        }
    }

    /// The value of an attribute; returns where it ends.
    fn value(&mut self, rest: &str) -> Option<usize> {
        let Some(quote @ ('"' | '\'')) = rest.chars().next() else {
            let to = rest.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
            self.out.push('=');
            self.out.push_str(&rest[..to]);
            return Some(to);
        };
        let value = rest[1..].split(quote).next()?;
        if value.len() + 2 > rest.len() {
            return None;
        }
        let bare = !value.contains(|c: char| c.is_ascii_whitespace() || "\"'=<>`".contains(c));
        match (value.is_empty(), bare) {
            // An attribute without a value has an empty one.
            (true, _) => {}
            (false, true) => {
                self.out.push('=');
                self.out.push_str(value);
            }
            (false, false) => {
                self.out.push('=');
                self.out.push(quote);
                self.out.push_str(value);
                self.out.push(quote);
            }
        }
        Some(value.len() + 2)
    }
}

/// How many bytes to replace at an `&`, and by what: quotes and `>` need no entity in text, nor does
/// an `&` before a space.
fn entity(text: &str) -> (usize, &'static str) {
    let plain = [("&#39;", "'"), ("&quot;", "\""), ("&gt;", ">")];
    match plain.into_iter().find(|(entity, _)| text.starts_with(entity)) {
        Some((entity, character)) => (entity.len(), character),
        None if text.strip_prefix("&amp;").is_some_and(|after| after.starts_with(' ')) => ("&amp;".len(), "&"),
        None => (1, "&"),
    }
}

/// Where the closing tag of an element starts.
fn closing_tag(rest: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(i) = rest[from..].find("</") {
        let here = from + i;
        if rest.as_bytes()[here + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(here);
        }
        from = here + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Node};

    use super::minify;

    #[track_caller]
    fn becomes(from: &str, to: &str) {
        assert_eq!(minify(from), to);
    }

    #[test]
    fn blank_between_blocks_goes_away() {
        becomes("<ul>\n  <li> een \n twee </li>\n\n<li>drie</li>\n</ul>\n", "<ul><li>een twee<li>drie</ul>");
    }

    #[test]
    fn a_space_between_words_stays_also_right_inside_a_block() {
        becomes("<div><a href=\"x\">een</a>\n<b>twee</b> drie</div>", "<div><a href=x>een</a> <b>twee</b> drie</div>");
        becomes("<p>een<b> twee</b></p>", "<p>een<b> twee</b></p>");
        becomes("<p>een <!-- weg --> twee</p>", "<p>een twee</p>");
    }

    #[test]
    fn quotes_stay_where_they_are_needed() {
        becomes(
            "<a  class=\"a b\" href='../x/' id=\"q\"\n hidden>x</a>",
            "<a class=\"a b\" href=../x/ id=q hidden>x</a>",
        );
        becomes("<img alt=\"\" title='a \"b\"'>", "<img alt title='a \"b\"'>");
        becomes("<p title=\"a=b\" lang=\"nl\">x</p>", "<p title=\"a=b\" lang=nl>x</p>");
    }

    #[test]
    fn a_drawing_keeps_its_own_end() {
        becomes(
            "<svg viewBox=\"0 0 2 2\"><path d=\"M1\" />\n<g/></svg>",
            "<svg viewBox=\"0 0 2 2\"><path d=M1 /><g /></svg>",
        );
    }

    #[test]
    fn code_and_scripts_stay_verbatim() {
        let literal = "<pre>a\n  b &quot;</pre><script>if (a < b) { \"</p>\" }</script>";
        becomes(literal, literal);
    }

    #[test]
    fn entities_become_chars_where_possible() {
        becomes(
            "<p>foto&#39;s &quot;a&quot; &lt;b&gt; C&amp;A, C &amp; A, &amp;lt; &eacute;</p>",
            "<p>foto's \"a\" &lt;b> C&amp;A, C & A, &amp;lt; &eacute;</p>",
        );
        becomes("<p title=\"&quot;a&quot;\">x</p>", "<p title=&quot;a&quot;>x</p>");
    }

    /// The elements and words of a page as a browser reads them, one a line, indented as they are nested.
    fn tree(html: &str) -> String {
        let mut out = String::new();
        for node in Html::parse_document(html).tree.nodes() {
            let line = match node.value() {
                Node::Element(element) => element.name().to_owned(),
                Node::Text(text) if !text.trim().is_empty() => format!("\"{}\"", text.trim()),
                _ => continue,
            };
            out += &format!("{:>1$}{line}\n", "", node.ancestors().count());
        }
        out
    }

    #[test]
    fn an_end_tag_goes_where_the_next_tag_says_the_same() {
        becomes(
            "<table><thead><tr><th>a</th> <th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
            "<table><thead><tr><th>a<th>b<tbody><tr><td>1<td>2</table>",
        );
        becomes("<dl><dt>a</dt><dd><p>b</p></dd><dt>c</dt><dd>d</dd></dl>", "<dl><dt>a<dd><p>b<dt>c<dd>d</dl>");
        becomes("<div><p>a</p><ul><li>b</li></ul><p>c</p></div>", "<div><p>a<ul><li>b</ul><p>c</div>");
        becomes("<select><option>a</option><option>b</option></select>", "<select><option>a<option>b</select>");
    }

    #[test]
    fn an_end_tag_stays_where_something_else_follows() {
        for page in [
            "<p>a</p>b",
            "<p>a</p><a href=x>b</a>",
            "<a href=x><p>a</p></a>",
            "<p>a</p><script>b</script><p>c</p>",
            "<div><dt>a</dt></div>",
            "<summary><p>a</p></summary>",
        ] {
            assert!(minify(page).contains("</p>") || minify(page).contains("</dt>"), "{page}");
        }
        // Not a tag of the page: the text of a script.
        becomes("<script>\"</li>\"</script><ul><li>a</li></ul>", "<script>\"</li>\"</script><ul><li>a</ul>");
    }

    #[test]
    fn a_browser_reads_the_same_tree() {
        /// A piece of a page; `chance` gives one of so many.
        fn block(chance: &mut impl FnMut(usize) -> usize, depth: usize, out: &mut String) {
            let around: &[&[&str]] = &[
                &["p"],
                &["ul", "li"],
                &["table", "tbody", "tr", "td"],
                &["table", "thead", "tr", "th"],
                &["dl", "dt"],
                &["dl", "dd"],
                &["div"],
                &["details", "p"],
                &["section", "p"],
                &["select", "option"],
            ];
            let names = around[chance(around.len())];
            for name in names {
                *out += &format!("<{name}>\n");
            }
            let inner = *names.last().unwrap();
            for i in 0..1 + chance(3) {
                if i > 0 && !matches!(inner, "div") {
                    *out += &format!("</{inner}>{}<{inner}>", ["", " ", "\n"][chance(3)]);
                }
                match chance(4) {
                    0 => *out += "woord <b>vet</b> ",
                    1 if !matches!(inner, "p" | "dt" | "option") && depth < 4 => block(chance, depth + 1, out),
                    2 => *out += "<a href=\"x\">naar</a>",
                    _ => *out += "woord",
                }
            }
            for name in names.iter().rev() {
                *out += &format!("</{name}>{}", ["", "\n"][chance(2)]);
            }
        }
        let mut seed = 7_u64;
        let mut chance = |n: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % n
        };
        for _ in 0..2_000 {
            let mut page = "<!DOCTYPE html><html lang=nl><head><title>t</title></head><body>".to_owned();
            for _ in 0..1 + chance(4) {
                block(&mut chance, 0, &mut page);
            }
            page += "</body></html>";
            assert_eq!(tree(&minify(&page)), tree(&page), "{page}\n{}", minify(&page));
        }
    }

    #[test]
    fn what_is_not_valid_html_stays() {
        for err in ["<p", "<a href=\"x", "<!-- open", "a < b", "<pre>open", "<a b=c", "<a =b>x", "</"] {
            let _ = minify(err);
        }
        becomes("<p>a</p><a href=\"x", "<p>a</p><a href=\"x");
        becomes("<p>a</p><p class=\"x", "<p>a</p><p class=\"x");
        becomes("1 < 2", "1 < 2");
    }

    #[test]
    fn deep_pages_are_no_problem() {
        let deep = "<div>".repeat(100_000) + "x" + &"</div>".repeat(100_000);
        becomes(&deep, &deep);
    }
}
