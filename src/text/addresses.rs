//! Bare addresses in running text: `https://www.school.nl`, `www.school.nl`, `info@school.nl` become links.

use std::ops::Range;

use super::frames::TreeBuilder;
use super::links;
use super::tree::{Inline, LinkTarget};

/// The longest address that is recognised, in bytes.
const LONGEST: usize = 2000;

impl TreeBuilder<'_> {
    /// Makes links of the bare addresses in a run of inlines; what is a link already, or code, stays.
    pub(super) fn addresses(&mut self, inlines: &mut Vec<Inline>) {
        let may_have = |inline: &Inline| match inline {
            Inline::Text(text) => may_have_address(text),
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::Strikethrough(_) => true,
            _ => false,
        };
        if !inlines.iter().any(may_have) {
            return;
        }
        for mut inline in std::mem::take(inlines) {
            match &mut inline {
                Inline::Text(text) if may_have_address(text) => {
                    let mut done = 0;
                    for (at, target) in find(text) {
                        let address = &text[at.clone()];
                        let span = self.place_of(address);
                        inlines.extend((at.start > done).then(|| Inline::Text(text[done..at.start].to_owned())));
                        let content = vec![Inline::Text(address.to_owned())];
                        inlines.push(Inline::Link { target, content, span });
                        done = at.end;
                    }
                    inlines.extend((done < text.len()).then(|| Inline::Text(text[done..].to_owned())));
                    continue;
                }
                Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Strikethrough(inside) => {
                    self.addresses(inside)
                }
                _ => {}
            }
            inlines.push(inline);
        }
    }

    /// Where an address stands in the source: addresses come in the order of the text.
    fn place_of(&mut self, address: &str) -> crate::source::Span {
        let from = self.addresses_from;
        match self.source_text.get(from..).and_then(|rest| rest.find(address)) {
            Some(at) => {
                let at = from + at;
                self.addresses_from = at + address.len();
                self.span_of(at..at + address.len())
            }
            None => self.span.clone(),
        }
    }
}

fn may_have_address(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.contains("www.") || text.contains("WWW.")
}

/// The addresses in a text, in order.
fn find(text: &str) -> Vec<(Range<usize>, LinkTarget)> {
    let mut found = Vec::new();
    let mut start = 0;
    let parts = |c: char| c.is_whitespace() || "<>\"“”„|".contains(c);
    for word in text.split_inclusive(parts) {
        if may_have_address(word) {
            let word_end = start + word.trim_end_matches(parts).len();
            // `info@school.nl;admin@school.nl` is one word with two addresses.
            let mut from = start;
            while let Some((at, target)) = in_word(text, from, word_end) {
                from = at.end;
                found.push((at, target));
                // In a word that is longer than any address only the first is looked for.
                if word.len() > LONGEST {
                    break;
                }
            }
        }
        start += word.len();
    }
    found
}

/// The first address in a stretch without spaces.
fn in_word(text: &str, start: usize, end: usize) -> Option<(Range<usize>, LinkTarget)> {
    let word = &text[start..end];
    let lower = word.to_ascii_lowercase();
    let at_edge = |at: usize| !word[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let web = ["https://", "http://", "www."].iter().filter_map(|begin| lower.find(begin)).min();
    // Of a web address and a mail address in one word, the first.
    if let Some(at) = web.filter(|&at| at_edge(at) && !word[..at].contains('@')) {
        let address = without_end(&word[at..]);
        let whole = if lower[at..].starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
        let host =
            whole.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
        let named = host.trim_start_matches("www.").split('.').filter(|part| !part.is_empty()).count() > 1;
        let from = start + at;
        return links::read(&whole).ok().filter(|_| named).map(|target| (from..from + address.len(), target));
    }
    let sign = word.find('@')?;
    let in_mail = |c: char| c.is_ascii_alphanumeric() || ".-_+'".contains(c);
    let from =
        word[..sign].rfind(|c| !in_mail(c)).map_or(0, |i| i + word[i..].chars().next().map_or(1, char::len_utf8));
    let to = word[sign + 1..].find(|c| !in_mail(c)).map_or(word.len(), |i| sign + 1 + i);
    let (from, to) = (
        from + word[from..sign].len() - word[from..sign].trim_start_matches(['\'', '.', '-']).len(),
        sign + 1 + word[sign + 1..to].trim_end_matches(['.', '-', '\'', '_']).len(),
    );
    let address = word.get(from..to).filter(|address| links::is_mail_address(address))?;
    let top = address.rsplit('.').next().unwrap_or_default();
    let named = top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let target = links::read(&format!("mailto:{address}")).ok().filter(|_| named)?;
    Some((start + from..start + to, target))
}

/// Signs at the end of an address that came along from the words behind it.
pub(crate) const BEHIND: &str = ",;.:!?'\">|";

/// What to write instead of a value that is to be one web address; `None` where it is one.
pub(crate) fn not_web(text: &str) -> Option<String> {
    let good = ["https://", "http://"].iter().any(|s| text.starts_with(s)) && !text.contains(char::is_whitespace);
    if !good {
        return Some("begin met `https://`".to_owned());
    }
    without_behind(text).map(|bare| format!("schrijf `{bare}`"))
}

/// What to write instead of a value that is to be one mail address; `None` where it is one.
pub(crate) fn not_mail(text: &str) -> Option<String> {
    let good = |text: &str| {
        text.split_once('@').is_some_and(|(before, after)| {
            !before.is_empty()
                && after.contains('.')
                && !after.contains('@')
                && !text.contains([' ', '<', '>', '"', '?', '&'])
        })
    };
    match without_behind(text) {
        Some(bare) if good(bare) => Some(format!("schrijf `{bare}`")),
        None if good(text) => None,
        _ => Some("schrijf bijvoorbeeld `info@school.nl`".to_owned()),
    }
}

/// An address without what came along behind it, if anything did.
fn without_behind(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(|c| BEHIND.contains(c));
    (bare.len() < text.len()).then_some(bare)
}

/// An address without the punctuation that ends the sentence around it; a bracket that it opened itself stays.
fn without_end(address: &str) -> &str {
    let mut address = address;
    // Longer ones are refused anyway.
    while address.len() <= LONGEST {
        let last = address.chars().next_back().unwrap_or(' ');
        let open = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            _ if ".,;:!?'’*_~…".contains(last) => last,
            _ => break,
        };
        if open != last && address.matches(last).count() <= address.matches(open).count() {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(at, target)| format!("{} {target}", &text[at])).collect()
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        assert_eq!(
            addresses("Kijk op https://www.school.example/a_b?c=1. Of bel."),
            ["https://www.school.example/a_b?c=1 https://www.school.example/a_b?c=1"]
        );
        assert_eq!(addresses("(www.school.example)"), ["www.school.example https://www.school.example"]);
        assert_eq!(addresses("mail:info@school.example, of z.nl"), ["info@school.example mailto:info@school.example"]);
        for (two, first, second) in [
            ("a@x.nl;b@x.nl", "a@x.nl mailto:a@x.nl", "b@x.nl mailto:b@x.nl"),
            ("a@x.nl/b@x.nl", "a@x.nl mailto:a@x.nl", "b@x.nl mailto:b@x.nl"),
            ("a@x.nl,www.x.nl", "a@x.nl mailto:a@x.nl", "www.x.nl https://www.x.nl"),
        ] {
            assert_eq!(addresses(two), [first, second], "{two}");
        }
        assert_eq!(addresses("https://x.nl/a_(b)) en"), ["https://x.nl/a_(b) https://x.nl/a_(b)"]);
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        for text in ["a@b", "@school", "www.", "http://", "xhttp://a.nl", "3@2.5", "info@", "https://localhost"] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }
}
