//! Words of schools, explained on pages for parents where they first stand.
//!
//! A pass over the finished page, so that what comes first on the page is what gets the explanation, whoever wrote it: a
//! school, a list, or the template. Names, headings, links and whatever carries `data-unexplained` have none. What is
//! explained in a part that is folded is explained again outside it: nobody has to open it first.

use std::collections::BTreeSet;

use crate::text::{ExplainedWords, Explanations, Note, html};

use super::hyphens::tag_end;

/// Elements whose text is a name, a heading or a way to somewhere else.
const UNEXPLAINED: [&str; 19] = [
    "a",
    "abbr",
    "b",
    "button",
    "caption",
    "code",
    "dt",
    "figcaption",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "nav",
    "strong",
    "summary",
    "th",
];

/// Elements whose content is no text.
const LITERAL: [&str; 6] = ["pre", "script", "style", "svg", "textarea", "title"];

/// Elements that stand inside a sentence.
const INLINE: [&str; 17] = [
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// The attribute of an element in which nothing is explained.
const AS_IS: &str = " data-unexplained";
/// The attribute of an element that is there only if something is explained in general.
const WHEN_EXPLAINED: &str = " data-when-explained";

/// The page with its explanations. `told` is what it is about already.
pub(super) fn explain(page: &str, explanations: &Explanations, told: ExplainedWords) -> String {
    let begin = page.find("<main").unwrap_or(page.len());
    let end = page[begin..].find("</main>").map_or(page.len(), |at| begin + at);
    let mut pass = Pass::new(explanations, told);
    pass.out.push_str(&page[..begin]);
    pass.content(&page[begin..end]);
    pass.out.push_str(&page[end..]);
    without_marks(&pass.out, pass.general)
}

/// What was told so far.
#[derive(Clone)]
struct State {
    told: ExplainedWords,
    /// Long forms of abbreviations that stood behind one.
    titles: BTreeSet<String>,
}

/// A piece of a paragraph.
enum Piece<'p> {
    Tag(&'p str),
    /// Text, and whether an explanation may stand in it.
    Text(&'p str, bool),
}

struct Pass<'a, 'p> {
    explanations: &'a Explanations,
    told: State,
    /// What was told before each folded part that is open.
    before: Vec<Option<State>>,
    paragraph: Vec<Piece<'p>>,
    /// The element in which nothing is explained, and how many of its name are open.
    as_is: Option<(&'p str, usize)>,
    general: bool,
    out: String,
}

impl<'a, 'p> Pass<'a, 'p> {
    fn new(explanations: &'a Explanations, told: ExplainedWords) -> Self {
        Self {
            explanations,
            told: State { told, titles: BTreeSet::new() },
            before: Vec::new(),
            paragraph: Vec::new(),
            as_is: None,
            general: false,
            out: String::new(),
        }
    }

    fn content(&mut self, content: &'p str) {
        let mut rest = content;
        while let Some(at) = rest.find('<') {
            self.text(&rest[..at]);
            rest = &rest[at..];
            let Some(end) = tag_end(rest) else { break };
            let (tag, after) = rest.split_at(end);
            rest = after;
            let name = name_of(tag);
            let literal = LITERAL.contains(&name) && !tag.starts_with("</") && !tag.ends_with("/>");
            if let Some(close) = rest.find(&format!("</{name}")).filter(|_| literal) {
                let (inside, after) = rest.split_at(close);
                self.paragraph.push(Piece::Tag(tag));
                self.paragraph.push(Piece::Tag(inside));
                rest = after;
            } else {
                self.tag(tag, name);
            }
        }
        self.text(rest);
        self.finish();
    }

    fn text(&mut self, text: &'p str) {
        if !text.is_empty() {
            self.paragraph.push(Piece::Text(text, self.as_is.is_none()));
        }
    }

    fn tag(&mut self, tag: &'p str, name: &'p str) {
        let closing = tag.starts_with("</");
        if !INLINE.contains(&name) {
            self.finish();
        }
        self.paragraph.push(Piece::Tag(tag));
        match &mut self.as_is {
            Some((open, depth)) if *open == name => {
                *depth = if closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.as_is = None;
                }
            }
            None if !closing && (UNEXPLAINED.contains(&name) || tag.contains(AS_IS)) => self.as_is = Some((name, 1)),
            _ => {}
        }
        if name == "details" && closing {
            if let Some(Some(state)) = self.before.pop() {
                self.told = state;
            }
        } else if name == "details" {
            let folded = !tag.contains(" open");
            self.before.push(folded.then(|| self.told.clone()));
        }
    }

    /// Writes the paragraph that ends here.
    fn finish(&mut self) {
        let mut pieces = std::mem::take(&mut self.paragraph);
        self.abbreviations(&mut pieces);
        let mut plain = String::new();
        let mut ranges = Vec::new();
        for piece in &pieces {
            if let Piece::Text(text, may) = piece {
                if *may {
                    ranges.push((plain.len(), plain.len() + text.len()));
                }
                plain.push_str(text);
            }
        }
        let may = |from: usize, to: usize| ranges.iter().any(|(begin, end)| *begin <= from && to <= *end);
        let notes = self.explanations.notes(&plain, &may, &mut self.told.told);
        let mut notes = notes.into_iter().peekable();
        let mut at = 0;
        for piece in pieces {
            match piece {
                Piece::Tag(tag) => self.out.push_str(tag),
                Piece::Text(text, may) => {
                    let mut rest = text;
                    while let Some(note) = notes.next_if(|note| may && note.at <= at + rest.len()) {
                        let (before, after) = rest.split_at(note.at - at);
                        self.out.push_str(before);
                        self.note(&note);
                        at += before.len();
                        rest = after;
                    }
                    self.out.push_str(rest);
                    at += rest.len();
                }
            }
        }
    }

    fn note(&mut self, note: &Note) {
        let text = html::escape(&note.text);
        self.general |= note.general;
        if note.general {
            self.out.push_str(&format!("<i>{text}</i>"));
        } else {
            self.out.push_str(&text);
        }
    }

    /// What an abbreviation stands for was written behind it, in each section anew; on one page once is enough.
    fn abbreviations(&mut self, pieces: &mut Vec<Piece<'p>>) {
        let mut at = 0;
        while at < pieces.len() {
            let title = match &pieces[at..] {
                [Piece::Tag(open), Piece::Text(short, _), Piece::Tag("</abbr>"), ..] => {
                    let title = open.strip_prefix("<abbr title=\"").and_then(|rest| rest.strip_suffix("\">"));
                    title.map(|title| (title, *short))
                }
                _ => None,
            };
            at += 1;
            let Some((title, short)) = title else { continue };
            let behind = match pieces.get(at + 2..) {
                Some([Piece::Text(" ", _), Piece::Tag(_), Piece::Text(long, _), Piece::Tag("</span>"), ..]) => {
                    long.strip_prefix('(').and_then(|long| long.strip_suffix(')')) == Some(title)
                }
                _ => false,
            };
            if behind {
                self.explanations.is_told(short, &mut self.told.told);
                if !self.told.titles.insert(title.to_owned()) {
                    pieces.drain(at + 2..at + 6);
                }
            }
        }
    }
}

fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_start_matches('/');
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

/// The page without the attributes of this pass, and without what is there only for explanations if there are none.
pub(super) fn without_marks(page: &str, explained: bool) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find(WHEN_EXPLAINED) {
        let (before, after) = (&rest[..at], &rest[at + WHEN_EXPLAINED.len()..]);
        let open = before.rfind('<').unwrap_or(at);
        let close = format!("</{}>", name_of(&before[open..]));
        match after.find(&close) {
            Some(end) if !explained => {
                out.push_str(&before[..open]);
                rest = &after[end + close.len()..];
            }
            _ => {
                out.push_str(before);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.replace(AS_IS, "")
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::text::{ExplainedWords, Explanations, Word};

    fn word(name: &str, short: &str, meaning: &str, general: bool) -> Word {
        let afkortingen = if short.is_empty() { Vec::new() } else { vec![short.to_owned()] };
        Word { name: name.to_owned(), others: Vec::new(), afkortingen, meaning: meaning.to_owned(), general }
    }

    /// What stands in `main` becomes of it.
    #[track_caller]
    fn becomes(content: &str, shown: &str) {
        let words = [
            word("jeugdondersteuning op school", "JOS", "", false),
            word("arrangement", "", "extra hulp", true),
            word("toelaatbaarheidsverklaring", "TLV", "nodig voor speciaal onderwijs", true),
        ];
        let page = format!("<p>arrangement</p><main>{content}</main><p>arrangement</p>");
        let page = explain(&page, &Explanations::new(words), ExplainedWords::default());
        assert_eq!(page, format!("<p>arrangement</p><main>{shown}</main><p>arrangement</p>"));
    }

    #[test]
    fn the_first_place_on_the_page_has_the_explanation() {
        becomes(
            "<p>Een arrangement.</p><ul><li>Een arrangement</ul>",
            "<p>Een arrangement<i> (extra hulp)</i>.</p><ul><li>Een arrangement</ul>",
        );
        becomes("<p>Een <em>arrangement</em>.</p>", "<p>Een <em>arrangement<i> (extra hulp)</i></em>.</p>");
        becomes("<p>JOS en JOS</p>", "<p>JOS (jeugdondersteuning op school) en JOS</p>");
    }

    #[test]
    fn names_headings_links_and_what_is_not_there_have_none() {
        for without in [
            "<h2>Een arrangement</h2>",
            "<p><a href=\"x\">Een arrangement</a></p>",
            "<p><strong>TLV</strong></p>",
            "<details><summary>TLV</summary></details>",
            "<table><tr><th>TLV</th></tr></table>",
            "<svg><text>TLV</text></svg>",
            "<script>var TLV = '<p>TLV</p>'</script>",
        ] {
            becomes(without, without);
        }
        becomes("<ul data-unexplained><li><ul><li>TLV</ul>TLV</ul>", "<ul><li><ul><li>TLV</ul>TLV</ul>");
        becomes(
            "<div data-unexplained><div>TLV</div>TLV</div><p>TLV</p>",
            "<div><div>TLV</div>TLV</div><p>TLV<i> (toelaatbaarheidsverklaring: nodig voor speciaal onderwijs)</i></p>",
        );
    }

    #[test]
    fn what_is_explained_in_a_folded_part_is_explained_outside_it_too() {
        becomes(
            "<details><p>TLV, arrangement</p></details><p>arrangement</p><details open><p>TLV (ja)</p></details><p>TLV</p>",
            "<details><p>TLV<i> (toelaatbaarheidsverklaring: nodig voor speciaal onderwijs)</i>, arrangement<i> (extra hulp)\
             </i></p></details><p>arrangement<i> (extra hulp)</i></p><details open><p>TLV (ja)</p></details><p>TLV</p>",
        );
    }

    #[test]
    fn an_abbreviation_of_the_school_is_written_in_full_once_on_a_page() {
        let abbr = "<abbr title=\"jeugdondersteuning op school\">JOS</abbr>";
        let full = format!("{abbr} <span class=\"x\">(jeugdondersteuning op school)</span>");
        becomes(
            &format!("<p>Bij {full} is</p><p>van {full}.</p><p>JOS</p>"),
            &format!("<p>Bij {full} is</p><p>van {abbr}.</p><p>JOS</p>"),
        );
        let other = full.replace("jeugdondersteuning", "hulp");
        becomes(&format!("<p>{full}</p><p>{other}</p>"), &format!("<p>{full}</p><p>{other}</p>"));
    }

    #[test]
    fn what_tells_of_explanations_is_there_only_with_them() {
        becomes("<p data-when-explained>Schuin is uitleg.</p><p>Niets</p>", "<p>Niets</p>");
        becomes(
            "<p data-when-explained>Schuin is uitleg.</p><p>arrangement</p>",
            "<p>Schuin is uitleg.</p><p>arrangement<i> (extra hulp)</i></p>",
        );
    }

    #[test]
    fn a_page_that_is_not_well_formed_loses_nothing() {
        for broken in ["<p>a</p></p></details>", "<p><abbr title=\"x", "<script>a", "a &amp; b <", "</", "<h2>TLV"] {
            becomes(broken, broken);
        }
    }
}
