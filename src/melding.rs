//! The one diagnostic type: everything that can be wrong becomes a [`Melding`].
//!
//! Messages are for people who write profiles, not for programmers: plain Dutch, one line, the cause first, the way out
//! in the hint. Codes are stable: scripts and switches may rely on them.

use crate::source::Span;

/// How serious a [`Melding`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build cannot go on with this: exit code 1.
    Error,
    /// Worth fixing, but the output is right: exit code 0, or 1 with `--strict`.
    Warning,
    /// Good to know, and nothing to fix: it never changes the exit code.
    Note,
}

impl Severity {
    /// The word that messages use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "fout",
            Self::Warning => "waarschuwing",
            Self::Note => "opmerking",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// What kind of problem a [`Melding`] is about. The text form never changes meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// All codes, in the order of this list.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable text form.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The severity that problems of this kind have.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// A file cannot be read: no permission, or a folder where a file is expected.
    FileUnreadable = "bestand-onleesbaar", Error;
    /// A file is larger than the limit.
    FileTooBig = "bestand-te-groot", Error;
    /// A text file is not UTF-8.
    NotUtf8 = "geen-utf8", Error;
    /// A YAML file without content where content is needed.
    EmptyFile = "leeg-bestand", Error;
    /// A file or folder that the site needs is not there.
    FileMissing = "bestand-ontbreekt", Error;
    /// A path that leaves the school's own folder, directly or through a symbolic link.
    PathOutsideDir = "pad-buiten-map", Error;
    /// A file of a kind that is not allowed.
    FileKind = "bestandssoort", Error;
    /// A file whose name cannot be used on a website, or not on every system.
    FileName = "bestandsnaam", Error;
    /// A file or folder that nothing reads.
    FileNotRead = "bestand-niet-gelezen", Warning;
    /// A file or folder that would be read, and looks like a copy of another.
    LooksLikeCopy = "lijkt-kopie", Error;
    /// An image that is damaged or incomplete.
    PictureBroken = "afbeelding-kapot", Error;
    /// An image without alternative text.
    MissingAlt = "alt-ontbreekt", Error;

    /// A YAML error without a message of its own.
    YamlSyntax = "yaml-syntaxis", Error;
    /// A tab in the indentation.
    YamlTab = "yaml-tab", Error;
    /// A value that starts with an apostrophe or a quote that closes too early.
    YamlQuote = "yaml-aanhaling", Error;
    /// A value that starts with a character that means something in YAML.
    YamlChar = "yaml-teken", Error;
    /// `[x] y`: text after a closing bracket.
    YamlBrackets = "yaml-haken", Error;
    /// `Let op: ...`: a colon inside a value.
    YamlColon = "yaml-dubbele-punt", Error;
    /// A comma inside `{ }` or `[ ]` that cuts a value in two.
    YamlComma = "yaml-komma", Error;
    /// ` #` that cuts off text.
    YamlHash = "yaml-hekje", Warning;
    /// `>` that folds a list into one line.
    YamlFold = "yaml-vouw", Error;
    /// An anchor or an alias.
    YamlAnchor = "yaml-anker", Error;
    /// A tag (`!woord`).
    YamlTag = "yaml-tag", Error;
    /// A merge key (`<<`).
    YamlMerge = "yaml-samenvoegen", Error;
    /// More than one YAML document in a file.
    YamlMultipleDocuments = "yaml-meer-documenten", Error;
    /// Conflict markers of git between two versions of a text.
    VersionsMixed = "versies-door-elkaar", Error;
    /// Nesting deeper than the limit.
    TooDeep = "te-diep", Error;
    /// The same key twice.
    DuplicateKey = "dubbele-sleutel", Error;

    /// A key that does not belong here.
    UnknownKey = "onbekende-sleutel", Error;
    /// A key that must be there.
    MissingKey = "ontbrekende-sleutel", Error;
    /// A value of another type than expected.
    WrongType = "verkeerd-type", Error;
    /// A value outside a closed set.
    UnknownValue = "onbekende-waarde", Error;
    /// A section that the format does not have.
    UnknownSectie = "onbekende-sectie", Error;
    /// An item that the list does not have.
    UnknownItem = "onbekend-item", Error;
    /// A list, scale or format that does not exist.
    UnknownDefinition = "onbekende-definitie", Error;
    /// A reference that is nearly a known name.
    AlmostReference = "bijna-verwijzing", Error;
    /// An id, slug or school year that is not written as it should be.
    InvalidId = "ongeldige-id", Error;
    /// The same id twice.
    DuplicateId = "dubbel-id", Error;
    /// An item id that is a reserved word of every section.
    ReservedId = "gereserveerd-id", Error;
    /// Both `ja` and `nee` for one item.
    YesAndNo = "ja-en-nee", Error;
    /// A date that does not exist or is not written as a date.
    DateNonexistent = "datum-onbestaand", Error;
    /// Dates in the wrong order.
    DateOrder = "datum-volgorde", Error;
    /// An amount that can be read in two ways.
    HoeveelAmbiguous = "hoeveel-dubbelzinnig", Warning;
    /// Items that are there without a place, in a section that has places.
    PlaatsNotMentioned = "plaats-niet-vermeld", Warning;
    /// A section that must be answered but is not.
    SectieEmpty = "sectie-leeg", Warning;
    /// Sections that were copied from another year and not checked since.
    NotChecked = "niet-gecontroleerd", Error;

    /// The newest profile of a school is for a school year that has ended.
    SchooljaarOver = "schooljaar-voorbij", Warning;
    /// A document whose `geldig-tot` has passed.
    ValidityOver = "geldigheid-voorbij", Warning;
    /// A profile that was adopted more than four years ago.
    AdoptionOld = "vaststelling-oud", Warning;
    /// A document that was adopted or checked on a date in the future.
    DateInFuture = "datum-toekomst", Warning;
    /// A school that names no contact, or no way to reach one.
    ContactMissing = "contact-ontbreekt", Warning;
    /// A telephone number in a document that differs from those in `school.yaml`.
    PhoneDiffers = "telefoon-verschilt", Warning;
    /// The name of a person.
    PersonName = "persoonsnaam", Warning;
    /// The mail address or mobile number of a person.
    PrivateData = "privegegevens", Warning;
    /// An attachment whose own properties name the people who wrote it.
    AttachmentProperties = "naam-in-bijlage", Warning;
    /// A small count next to a diagnosis.
    Identifiable = "herleidbaar", Warning;
    /// A text for parents that is harder than B1.
    ReadingLevel = "leesniveau", Warning;
    /// An abbreviation that nothing explains.
    UnknownAfkorting = "afkorting-onbekend", Warning;
    /// Two own offers that say the same.
    DuplicateItem = "dubbel-item", Warning;
    /// Something under `anders` that is in a list.
    IsInList = "staat-in-lijst", Warning;
    /// A protocol that is followed, but not attached.
    BijlageMissing = "bijlage-ontbreekt", Warning;
    /// A limit for which nobody said which hulpvraag it is about; its words decided.
    GrensWithoutQuestion = "grens-zonder-vraag", Warning;
    /// What stands where a limit should and only leads elsewhere.
    GrensPointsElsewhere = "grens-verwijst", Warning;
    /// Two parts of a document that contradict each other.
    Contradiction = "tegenspraak", Warning;
    /// A switch for a check that has none.
    FixedControle = "controle-vast", Error;

    /// A route step that leads to a step that is not there.
    StapWithoutTarget = "stap-zonder-doel", Error;
    /// A route step that cannot be reached.
    StapUnreachable = "stap-onbereikbaar", Error;
    /// A route that loops forever from some step on.
    RouteWithoutExit = "route-zonder-uitweg", Warning;

    /// A link with a scheme that is not allowed.
    LinkRefused = "link-geweigerd", Error;
    /// A link inside the site that leads nowhere.
    LinkWithoutTarget = "link-zonder-doel", Error;
    /// A row of a table in a text with more cells than the table has columns.
    TableCells = "tabel-cellen", Error;
    /// Something in a text that can be read in two ways.
    MarkupDoubt = "opmaak-twijfel", Warning;
    /// HTML in a text.
    HtmlInText = "html-in-tekst", Warning;
    /// A placeholder that was not replaced.
    PlaceholderText = "invultekst", Warning;
    /// Letters that were lost when a text was copied or saved.
    GarbledLetters = "tekens-beschadigd", Warning;
    /// Several names that were written as one.
    NamesTogether = "namen-samen", Warning;
    /// A heading that a path with `#kop` names, but the file does not have.
    HeadingMissing = "kop-ontbreekt", Error;
    /// A character that the fonts of the PDF cannot show.
    CharWithoutGlyph = "teken-zonder-vorm", Warning;
    /// A web link that the PDF cannot lead to because `basis-url` is not set.
    BaseUrlMissing = "basis-url-ontbreekt", Warning;

    /// A workbook that cannot be read, or is no form.
    FormUnreadable = "formulier-onleesbaar", Error;
    /// A workbook whose sheets, headings or questions are not those of the form.
    FormChanged = "formulier-veranderd", Error;
    /// A cell of a workbook that holds something that is no answer.
    FormWrongCell = "formulier-cel", Error;
    /// An answer that was changed both in the workbook and in the file.
    FormClash = "formulier-botsing", Error;
    /// Two workbooks about one document.
    FormDuplicate = "formulier-dubbel", Error;
    /// An answer in a workbook where nobody sees it: in a hidden row, column or sheet, or in white letters.
    FormHidden = "formulier-verborgen", Error;
    /// Something in a workbook that is no answer and is not imported: a note, a picture, text that is struck through.
    FormLeftOut = "formulier-weggelaten", Warning;
    /// An answer in a workbook that was understood, though not written as asked.
    FormUnderstood = "formulier-opgevat", Warning;

    /// A document that is not published yet.
    DocumentConcept = "document-concept", Note;
    /// A school without any document.
    SchoolWithoutDocument = "school-zonder-document", Note;
    /// A folder of a school year without any document.
    YearWithoutDocument = "jaar-zonder-document", Note;

    /// A school that is left out because of its errors, as requested.
    SchoolSkipped = "school-overgeslagen", Warning;
    /// A theme that cannot be used: manifest, template or Typst error.
    ThemaError = "thema-fout", Error;
    /// Content that the PDF standard does not allow.
    PdfError = "pdf-fout", Error;
}

/// One problem: what, where, and the way out.
#[derive(Debug, Clone)]
pub struct Melding {
    /// The kind of problem.
    pub code: Code,
    /// How serious.
    pub severity: Severity,
    /// One line in Dutch, without a full stop; names are in backticks.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// A few words under the marked text.
    pub label: Option<String>,
    /// Other places that matter, with a few words each.
    pub also: Vec<(Span, String)>,
    /// The way out.
    pub hint: Option<String>,
    /// The path, when the problem is about a file but not a place in it.
    pub path: Option<String>,
}

impl Melding {
    /// A problem at a place.
    pub fn at(code: Code, span: &Span, message: impl Into<String>) -> Self {
        Self { span: Some(span.clone()), ..Self::without_span(code, message) }
    }

    /// A problem with a file that has no readable text.
    pub fn at_path(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::without_span(code, message) }
    }

    fn without_span(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            span: None,
            label: None,
            also: Vec::new(),
            hint: None,
            path: None,
        }
    }

    /// Adds a few words under the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds the way out.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the way out, if there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn also(mut self, span: &Span, label: impl Into<String>) -> Self {
        self.also.push((span.clone(), label.into()));
        self
    }

    /// The path of the file it is about; empty when there is none.
    pub fn file(&self) -> &str {
        match (&self.span, &self.path) {
            (Some(span), _) => span.path(),
            (None, Some(path)) => path,
            (None, None) => "",
        }
    }

    /// Line and column, both from 1.
    pub fn line_column(&self) -> Option<(usize, usize)> {
        self.span.as_ref().map(Span::line_column)
    }
}

/// How many errors and warnings there are.
pub fn counts(meldingen: &[Melding]) -> (usize, usize) {
    let count = |severity| meldingen.iter().filter(|m| m.severity == severity).count();
    (count(Severity::Error), count(Severity::Warning))
}

/// The problems found so far.
#[derive(Debug, Clone, Default)]
pub struct Meldingen(Vec<Melding>);

impl Meldingen {
    /// Without problems so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem.
    pub fn push(&mut self, melding: Melding) {
        self.0.push(melding);
    }

    /// Adds those of another collection.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Calls `read`, and tells how many errors it reported.
    pub fn counting<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, usize) {
        let mut found = Self::new();
        let out = read(&mut found);
        let (errors, _) = found.counts();
        self.extend(found);
        (out, errors)
    }

    /// Those that `change` returns, changed as it likes; the others are dropped.
    #[must_use]
    pub fn filter_map(self, change: impl FnMut(Melding) -> Option<Melding>) -> Self {
        Self(self.0.into_iter().filter_map(change).collect())
    }

    /// Only the errors.
    #[must_use]
    pub fn errors_only(self) -> Self {
        self.filter_map(|melding| Some(melding).filter(|m| m.severity == Severity::Error))
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|m| m.severity == Severity::Error)
    }

    /// How many errors and warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        counts(&self.0)
    }

    /// All of them, sorted by file and place; the same problem at the same place is there once.
    pub fn sorted(mut self) -> Vec<Melding> {
        let key = |m: &Melding| (m.file().to_owned(), m.line_column(), m.code, m.message.clone());
        self.0.sort_by_cached_key(key);
        self.0.dedup_by(|a, b| key(a) == key(b));
        self.0
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Melding> {
        self.0.iter()
    }
}

/// The name among `possible` that is nearest to what was typed, if any is near: at most two edits away, and no more
/// than one per three letters (the rule of `just`, tightened for short words). Nothing is near a word of one or two
/// letters: `X` is no slip for `N`.
pub fn nearest_name<'a>(typed: &str, possible: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = typed.to_lowercase();
    let length = lower.chars().count();
    let limit = (length / 3).min(2);
    possible
        .into_iter()
        // A cheap test that rules out nearly all names. One more, because a letter may become two in lower case.
        .filter(|m| m.chars().count().abs_diff(length) <= limit + 1)
        .map(|m| (strsim::osa_distance(&lower, &m.to_lowercase()), m))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, m)| m)
}
