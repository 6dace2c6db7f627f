//! Reading maps: which keys are there, which are missing, which do not belong.
//!
//! Every definition file and every answer goes through [`MapReader`], so that an unknown key always gets the same
//! message, with the nearest name.

use crate::melding::{Code, Melding, Meldingen, nearest_name};
use crate::model::Spanned;
use crate::normal::plain;
use crate::source::Span;
use crate::yaml::{Entry, Node, Value, kind_name};

use crate::files::filenames::is_device;

/// Reads the keys of one map; [`finish`](Self::finish) reports the keys nobody asked for.
#[derive(Debug)]
pub struct MapReader<'a> {
    what: String,
    span: &'a Span,
    entries: &'a [Entry],
    requested: Vec<String>,
}

impl<'a> MapReader<'a> {
    /// Starts reading; `what` names the thing in messages ("een sectie"). A node that is not a map is reported; an
    /// empty one is a map without keys.
    pub fn new(node: &'a Node, what: &str, meldingen: &mut Meldingen) -> Option<Self> {
        let entries: &[Entry] = match &node.value {
            Value::Map(entries) => entries,
            Value::Empty => &[],
            Value::Text(_) | Value::List(_) => {
                let message = format!("{what} heeft sleutels met een waarde, maar hier staat {}", kind_name(node));
                let hint = match node.value {
                    Value::List(_) => "haal de streepjes of de haakjes `[ ]` weg: elke regel is `sleutel: waarde`",
                    _ => "schrijf hieronder, verder ingesprongen, regels als `sleutel: waarde`",
                };
                meldingen.push(Melding::at(Code::WrongType, &first_line(&node.span), message).hint(hint));
                return None;
            }
        };
        Some(Self { what: what.to_owned(), span: &node.span, entries, requested: Vec::new() })
    }

    /// The place of the whole map.
    pub fn span(&self) -> &'a Span {
        self.span
    }

    /// Whether the map has no keys.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a key; an empty value counts as absent.
    pub fn take(&mut self, key: &str) -> Option<&'a Node> {
        self.requested.push(key.to_owned());
        self.entries.iter().find(|p| p.key == key).map(|p| &p.value).filter(|k| !k.is_empty())
    }

    /// Whether a key has a value. This does not count as asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|p| p.key == key && !p.value.is_empty())
    }

    /// A key with its value, which may be empty.
    pub fn take_entry(&mut self, key: &str) -> Option<&'a Entry> {
        let entry = self.entries.iter().find(|p| p.key == key)?;
        self.requested.push(key.to_owned());
        Some(entry)
    }

    /// The value of a key that must be there, where another key would do as well; the absence of both is reported.
    pub fn require_or(&mut self, key: &str, other: &str, meldingen: &mut Meldingen) -> Option<&'a Node> {
        if self.entries.iter().any(|p| p.key == key) || self.has(other) {
            return self.require(key, meldingen);
        }
        self.requested.push(key.to_owned());
        meldingen.push(
            Melding::at(
                Code::MissingKey,
                &first_line(self.span),
                format!("`{key}` of `{other}` ontbreekt in {}", self.what),
            )
            .hint(format!("voeg een regel `{key}: ...` of `{other}: ...` toe")),
        );
        None
    }

    /// The value of a key that must be there; its absence is reported.
    pub fn require(&mut self, key: &str, meldingen: &mut Meldingen) -> Option<&'a Node> {
        let found = self.take(key);
        if found.is_none()
            && let Some(entry) = self.entries.iter().find(|p| p.key == key)
        {
            meldingen.push(
                Melding::at(Code::MissingKey, &entry.key_span, format!("`{key}` is niet ingevuld"))
                    .hint(format!("vul achter `{key}:` iets in")),
            );
        } else if found.is_none() {
            meldingen.push(
                Melding::at(Code::MissingKey, &first_line(self.span), format!("`{key}` ontbreekt in {}", self.what))
                    .hint(format!("voeg een regel `{key}: ...` toe")),
            );
        }
        found
    }

    /// A text under a key.
    pub fn text(&mut self, key: &str, meldingen: &mut Meldingen) -> Option<Spanned> {
        self.take(key).and_then(|k| as_word(k, meldingen))
    }

    /// A text under a key that must be there.
    pub fn require_text(&mut self, key: &str, meldingen: &mut Meldingen) -> Option<Spanned> {
        self.require(key, meldingen).and_then(|k| as_word(k, meldingen))
    }

    /// `ja` or `nee` under a key.
    pub fn yes_no(&mut self, key: &str, meldingen: &mut Meldingen) -> Option<bool> {
        self.take(key).and_then(|k| as_yes_no(k, meldingen))
    }

    /// A list of texts under a key; a single text is a list of one.
    pub fn texts(&mut self, key: &str, meldingen: &mut Meldingen) -> Vec<Spanned> {
        self.take(key).map(|k| as_words(k, meldingen)).unwrap_or_default()
    }

    /// The nodes of a list under a key; a single node is a list of one.
    pub fn nodes(&mut self, key: &str) -> &'a [Node] {
        self.take(key).map(as_nodes).unwrap_or_default()
    }

    /// The entries nobody asked for; this counts as asking for them.
    pub fn rest(&mut self) -> Vec<&'a Entry> {
        let rest: Vec<&Entry> = self.entries.iter().filter(|p| !self.requested.contains(&p.key)).collect();
        self.requested.extend(rest.iter().map(|p| p.key.clone()));
        rest
    }

    /// The entries nobody asked for whose key passes `meant`; this counts as asking for them.
    pub fn take_where(&mut self, meant: impl Fn(&str) -> bool) -> Vec<&'a Entry> {
        let entries = self.entries;
        let rest = entries.iter().filter(|p| !self.requested.contains(&p.key) && meant(&p.key));
        let rest: Vec<&Entry> = rest.collect();
        self.requested.extend(rest.iter().map(|p| p.key.clone()));
        rest
    }

    /// Reports the keys nobody asked for.
    pub fn finish(mut self, meldingen: &mut Meldingen) {
        let known = self.requested.clone();
        for entry in self.rest() {
            meldingen.push(unknown_key(entry, &self.what, known.iter().map(String::as_str)));
        }
    }
}

/// The message for a key that does not belong, with the nearest name or the possible ones.
pub fn unknown_key<'b>(entry: &Entry, what: &str, known: impl Iterator<Item = &'b str> + Clone) -> Melding {
    let melding = Melding::at(
        Code::UnknownKey,
        &entry.key_span,
        format!("`{}` is hier geen bekende sleutel ({what})", entry.key),
    );
    let remark = ["noot", "toelichting"].into_iter().find(|key| known.clone().any(|name| name == *key));
    match remark.filter(|_| is_remark_key(&entry.key)) {
        Some(key) => {
            let others = each_once(known.filter(|name| *name != key)).join(", ");
            melding.hint(format!("een opmerking heet hier `{key}`. Ook mogelijk: {others}"))
        }
        None => melding.hint(possible_keys(&entry.key, known)),
    }
}

/// Whether a key was meant for a remark: what people call one.
pub fn is_remark_key(key: &str) -> bool {
    const WORDS: [&str; 9] = [
        "noot",
        "opmerking",
        "opmerkingen",
        "aantekening",
        "notitie",
        "commentaar",
        "toelichting",
        "uitleg",
        "bijzonderheden",
    ];
    WORDS.contains(&crate::normal::key(key).as_str())
}

/// "bedoelde u `x`?" where a name is near, else the possible names: all of them, since a message is often the only
/// place where an author meets them.
pub fn did_you_mean<'b>(typed: &str, known: impl Iterator<Item = &'b str> + Clone) -> String {
    if let Some(name) = nearest_name(typed, known.clone()) {
        return format!("bedoelde u `{name}`?");
    }
    let names = each_once(known);
    if names.is_empty() { "er is hier niets mogelijk".to_owned() } else { format!("mogelijk: {}", names.join(", ")) }
}

/// The nearest key, if one is near, and all other keys that may stand there: what comes near a slip need not be what
/// its author was looking for.
pub fn possible_keys<'b>(typed: &str, known: impl Iterator<Item = &'b str> + Clone) -> String {
    let Some(near) = nearest_name(typed, known.clone()) else { return did_you_mean(typed, known) };
    let others = each_once(known.filter(|key| *key != near));
    if others.is_empty() {
        return format!("bedoelde u `{near}`?");
    }
    format!("bedoelde u `{near}`? Ook mogelijk: {}", others.join(", "))
}

/// Names as a message quotes them, each once.
fn each_once<'b>(names: impl Iterator<Item = &'b str>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    names.filter(|name| seen.insert(*name)).map(|name| format!("`{name}`")).collect()
}

/// The message for a value of another type than expected.
pub fn wrong_type(node: &Node, expected: &str) -> Melding {
    Melding::at(
        Code::WrongType,
        &first_line(&node.span),
        format!("hier staat {}, maar verwacht is {expected}", kind_name(node)),
    )
    .maybe_hint(match node.value {
        Value::List(_) => Some("schrijf één waarde, zonder streepjes of haakjes `[ ]`".to_owned()),
        Value::Map(_) => Some(
            "schrijf één waarde; staat er een dubbele punt in de tekst, zet dan aanhalingstekens om de hele tekst"
                .to_owned(),
        ),
        Value::Text(_) | Value::Empty => None,
    })
}

/// A text node, trimmed; anything else is reported.
pub fn as_word(node: &Node, meldingen: &mut Meldingen) -> Option<Spanned> {
    match &node.value {
        Value::Text(scalar) => Some(Spanned { text: plain(&scalar.text).trim().to_owned(), span: node.span.clone() }),
        Value::Empty => None,
        Value::List(_) | Value::Map(_) => {
            meldingen.push(wrong_type(node, "een tekst"));
            None
        }
    }
}

/// `ja` or `nee`; anything else is reported.
pub fn as_yes_no(node: &Node, meldingen: &mut Meldingen) -> Option<bool> {
    let word = as_word(node, meldingen)?;
    match word.text.to_lowercase().as_str() {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => {
            let message = format!("`{}` is geen `ja` of `nee`", word.text);
            meldingen.push(Melding::at(Code::UnknownValue, &word.span, message).hint("schrijf `ja` of `nee`"));
            None
        }
    }
}

/// Texts of a list, or of a single text.
pub fn as_words(node: &Node, meldingen: &mut Meldingen) -> Vec<Spanned> {
    as_nodes(node).iter().filter_map(|k| as_word(k, meldingen)).collect()
}

/// The nodes of a list, or a single node as a list of one; none when empty.
pub fn as_nodes(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(nodes) => nodes,
        Value::Empty => &[],
        Value::Text(_) | Value::Map(_) => std::slice::from_ref(node),
    }
}

/// The first line of a place: what is underlined when a whole map or list is meant.
pub fn first_line(span: &Span) -> Span {
    let length = span.text().find('\n').unwrap_or(span.text().len());
    span.part(0, length)
}

/// Whether a text is a proper id or slug: `[a-z0-9-]`, no dash at the ends. It becomes the name of a folder or a file,
/// so a name that is reserved on Windows is no id.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !is_device(text)
}

/// How an id should be written, for one that is not.
pub fn id_hint(text: &str) -> String {
    let good = crate::text::slug(text);
    if is_device(&good) {
        return format!("`{good}` is op Windows gereserveerd; kies een ander woord");
    }
    format!("gebruik kleine letters, cijfers en streepjes, bijvoorbeeld `{good}`")
}

/// Checks an id and reports it when it is not written as one.
pub fn check_id(word: &Spanned, what: &str, meldingen: &mut Meldingen) -> bool {
    if is_id(&word.text) {
        return true;
    }
    let message = format!("`{}` kan geen {what} zijn", word.text);
    meldingen.push(Melding::at(Code::InvalidId, &word.span, message).hint(id_hint(&word.text)));
    false
}
