//! Remarks that were typed where only a value may stand: `ja, maar alleen op dinsdag`. They are not read, since where a
//! value ends would be a guess; the message shows how it is written.

use crate::reading::did_you_mean;

/// Which key holds the value beside a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// `stand`: of an item, or of a place.
    Stand,
    /// `waarde`: of a field, a score or a column.
    Waarde,
}

impl Beside {
    fn key(self) -> &'static str {
        match self {
            Self::Stand => "stand",
            Self::Waarde => "waarde",
        }
    }
}

/// How a remark is written, if a text is a value with more behind it. `key` is what the answer stands under.
pub(super) fn hint(key: &str, text: &str, beside: Beside, is_value: impl Fn(&str) -> bool) -> Option<String> {
    let (value, remark) = split(text, is_value)?;
    let (value, remark) = (in_yaml(value), in_yaml(&remark));
    let good = format!("{{{}: {value}, noot: {remark}}}", beside.key());
    let good = if key.is_empty() { good } else { format!("{}: {good}", in_yaml(key)) };
    Some(format!("schrijf een opmerking zo: `{good}`"))
}

/// The hint for a text that means nothing: how it is written where it is a value with a remark, else the nearest name or
/// all possible ones, and how a remark would be written.
pub(super) fn or_names<'b>(
    key: &str,
    text: &str,
    beside: Beside,
    is_value: impl Fn(&str) -> bool,
    names: impl Iterator<Item = &'b str> + Clone,
) -> String {
    if let Some(hint) = hint(key, text, beside, is_value) {
        return hint;
    }
    let names = did_you_mean(text, names);
    if !text.contains(char::is_whitespace) || names.starts_with("bedoelde") {
        return names;
    }
    let such_as = match beside {
        Beside::Stand => "ja",
        Beside::Waarde => "...",
    };
    format!("{names}; een opmerking gaat als `{{{}: {such_as}, noot: ...}}`", beside.key())
}

/// The value that a text begins with, and the rest without the signs that set it off. The longest value counts.
pub(super) fn split(text: &str, is_value: impl Fn(&str) -> bool) -> Option<(&str, String)> {
    // Not in the middle of `2025-13-01`.
    let joins = |at: usize| {
        let mut rest = text.get(at..).unwrap_or_default().chars();
        rest.next().is_some_and(|c| "-/.'".contains(c)) && rest.next().is_some_and(char::is_alphanumeric)
    };
    let ends = text.char_indices().filter(|(at, c)| !c.is_alphanumeric() && !joins(*at)).map(|(at, _)| at);
    let ends = ends.collect::<Vec<_>>();
    let whole = ends.iter().rev().filter_map(|at| Some((text.get(..*at)?.trim_end(), text.get(*at..)?)));
    let (value, rest) = whole.into_iter().find(|(value, _)| !value.is_empty() && is_value(value))?;
    let bare = rest.trim_matches(|c: char| c.is_whitespace() || ",;:.-–—/(=+".contains(c));
    let bare = if bare.contains('(') { bare } else { bare.trim_end_matches(')') };
    let remark = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    remark.contains(char::is_alphabetic).then_some((value, remark))
}

/// A text as it is written between `{` and `}`.
pub(super) fn in_yaml(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -.'()/".contains(c);
    let begins = |c: char| c.is_alphanumeric();
    if text.chars().all(plain) && text.starts_with(begins) && !text.ends_with(' ') {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_from_the_remark_behind_it() {
        let known = |text: &str| ["ja", "volgt nog", "volgt", "in ontwikkeling"].contains(&text);
        for (text, value, remark) in [
            ("ja, maar alleen op dinsdag", "ja", "maar alleen op dinsdag"),
            ("ja (op dinsdag)", "ja", "op dinsdag"),
            ("ja alleen op dinsdag", "ja", "alleen op dinsdag"),
            ("ja\n  op dinsdag", "ja", "op dinsdag"),
            ("ja - via consulent (vrijdag)", "ja", "via consulent (vrijdag)"),
            ("volgt nog: in mei", "volgt nog", "in mei"),
            ("in ontwikkeling; zie plan", "in ontwikkeling", "zie plan"),
        ] {
            assert_eq!(split(text, known), Some((value, remark.to_owned())), "{text}");
        }
        for text in ["jaar", "ja", "ja.", "ja,", "ja 2", "ja-knikker", "nee, nooit", "", "op dinsdag, ja"] {
            assert_eq!(split(text, known), None, "{text}");
        }
    }

    #[test]
    fn what_would_break_the_line_is_quoted() {
        let hint = hint("lift", "ja, let op: trap", Beside::Stand, |text| text == "ja");
        assert_eq!(hint.as_deref(), Some("schrijf een opmerking zo: `lift: {stand: ja, noot: \"let op: trap\"}`"));
    }
}
