//! The one diagnostic type: everything that can be wrong becomes a [`Melding`].
//!
//! Messages are for people who write profiles, not for programmers: plain Dutch, one line, the
//! cause first, the way out in the hint. Codes are stable: scripts and switches may rely on them.

use crate::bron::Plek;

/// How serious a [`Melding`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ernst {
    /// The build cannot go on with this: exit code 1.
    Fout,
    /// Worth mending, but the output is right: exit code 0, or 1 with `--strict`.
    Waarschuwing,
    /// Good to know, and nothing to mend: it never changes the exit code.
    Opmerking,
}

impl Ernst {
    /// The word as it stands in messages.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Fout => "fout",
            Self::Waarschuwing => "waarschuwing",
            Self::Opmerking => "opmerking",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $naam:ident = $tekst:literal, $ernst:ident;)+) => {
        /// What kind of problem a [`Melding`] is about. The text form never changes meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $naam,)+ }

        impl Code {
            /// All codes, in the order of this list.
            pub const ALLE: &[Self] = &[$(Self::$naam,)+];

            /// The stable text form.
            pub fn tekst(self) -> &'static str {
                match self { $(Self::$naam => $tekst,)+ }
            }

            /// The severity that problems of this kind have.
            pub fn ernst(self) -> Ernst {
                match self { $(Self::$naam => Ernst::$ernst,)+ }
            }
        }
    };
}

codes! {
    /// A file cannot be read: no permission, or a folder where a file is expected.
    BestandOnleesbaar = "bestand-onleesbaar", Fout;
    /// A file is larger than what is read.
    BestandTeGroot = "bestand-te-groot", Fout;
    /// A text file is not UTF-8.
    GeenUtf8 = "geen-utf8", Fout;
    /// A YAML file without content where content is needed.
    LeegBestand = "leeg-bestand", Fout;
    /// A needed file or folder of the site is not there.
    BestandOntbreekt = "bestand-ontbreekt", Fout;
    /// A path that leaves the school's own folder, also through a symbolic link.
    PadBuitenMap = "pad-buiten-map", Fout;
    /// A file of a kind that is not allowed.
    Bestandssoort = "bestandssoort", Fout;
    /// A file whose name cannot stand on a website, or not on every system.
    Bestandsnaam = "bestandsnaam", Fout;
    /// A file or folder that nothing reads.
    BestandNietGelezen = "bestand-niet-gelezen", Waarschuwing;
    /// A file or folder that would be read, and looks like a copy of another.
    LijktKopie = "lijkt-kopie", Fout;
    /// An image whose bytes are not a whole image.
    AfbeeldingKapot = "afbeelding-kapot", Fout;
    /// An image without alternative text.
    AltOntbreekt = "alt-ontbreekt", Fout;

    /// A YAML error without a message of its own.
    YamlSyntaxis = "yaml-syntaxis", Fout;
    /// A tab in the indentation.
    YamlTab = "yaml-tab", Fout;
    /// A value that starts with an apostrophe or a quote that closes too early.
    YamlAanhaling = "yaml-aanhaling", Fout;
    /// A value that starts with a sign that means something in YAML.
    YamlTeken = "yaml-teken", Fout;
    /// `[x] y`: text after a closing bracket.
    YamlHaken = "yaml-haken", Fout;
    /// `Let op: ...`: a colon inside a value.
    YamlDubbelePunt = "yaml-dubbele-punt", Fout;
    /// A comma inside `{ }` or `[ ]` that cuts a value in two.
    YamlKomma = "yaml-komma", Fout;
    /// ` #` that cuts off text.
    YamlHekje = "yaml-hekje", Waarschuwing;
    /// `>` that folds a list into one line.
    YamlVouw = "yaml-vouw", Fout;
    /// An anchor or an alias.
    YamlAnker = "yaml-anker", Fout;
    /// A tag (`!woord`).
    YamlTag = "yaml-tag", Fout;
    /// A merge key (`<<`).
    YamlSamenvoegen = "yaml-samenvoegen", Fout;
    /// More than one YAML document in a file.
    YamlMeerDocumenten = "yaml-meer-documenten", Fout;
    /// Marks of git that part two versions of a text.
    VersiesDoorElkaar = "versies-door-elkaar", Fout;
    /// Nesting deeper than what is read.
    TeDiep = "te-diep", Fout;
    /// The same key twice.
    DubbeleSleutel = "dubbele-sleutel", Fout;

    /// A key that does not belong here.
    OnbekendeSleutel = "onbekende-sleutel", Fout;
    /// A key that must be there.
    OntbrekendeSleutel = "ontbrekende-sleutel", Fout;
    /// A value of another type than expected.
    VerkeerdType = "verkeerd-type", Fout;
    /// A value outside a closed set.
    OnbekendeWaarde = "onbekende-waarde", Fout;
    /// A section that the format does not have.
    OnbekendeSectie = "onbekende-sectie", Fout;
    /// An item that the list does not have.
    OnbekendItem = "onbekend-item", Fout;
    /// A list, scale or format that does not exist.
    OnbekendeDefinitie = "onbekende-definitie", Fout;
    /// A reference that is nearly a known name.
    BijnaVerwijzing = "bijna-verwijzing", Fout;
    /// An id, slug or schooljaar that is not written as it should be.
    OngeldigeId = "ongeldige-id", Fout;
    /// The same id twice.
    DubbelId = "dubbel-id", Fout;
    /// An item id that is a reserved word of every section.
    GereserveerdId = "gereserveerd-id", Fout;
    /// Both `ja` and `nee` for one item.
    JaEnNee = "ja-en-nee", Fout;
    /// A date that does not exist or is not written as a date.
    DatumOnbestaand = "datum-onbestaand", Fout;
    /// Dates in the wrong order.
    DatumVolgorde = "datum-volgorde", Fout;
    /// An amount that can be read in two ways.
    HoeveelDubbelzinnig = "hoeveel-dubbelzinnig", Waarschuwing;
    /// Items that are there without a place, in a section that has places.
    PlaatsNietVermeld = "plaats-niet-vermeld", Waarschuwing;
    /// A section that must be answered but is not.
    SectieLeeg = "sectie-leeg", Waarschuwing;
    /// Sections that were copied from another year and not checked since.
    NietGecontroleerd = "niet-gecontroleerd", Fout;

    /// The newest profile of a school is for a school year that has ended.
    SchooljaarVoorbij = "schooljaar-voorbij", Waarschuwing;
    /// A document whose `geldig-tot` has passed.
    GeldigheidVoorbij = "geldigheid-voorbij", Waarschuwing;
    /// A profile that was adopted more than four years ago.
    VaststellingOud = "vaststelling-oud", Waarschuwing;
    /// A document that was adopted or checked on a day that is still to come.
    DatumToekomst = "datum-toekomst", Waarschuwing;
    /// A school that says nobody, or no way, to turn to.
    ContactOntbreekt = "contact-ontbreekt", Waarschuwing;
    /// A telephone number in a document that is another one than the school has.
    TelefoonVerschilt = "telefoon-verschilt", Waarschuwing;
    /// The name of a person.
    Persoonsnaam = "persoonsnaam", Waarschuwing;
    /// The mail address or mobile number of a person.
    Privegegevens = "privegegevens", Waarschuwing;
    /// A small count beside a diagnosis.
    Herleidbaar = "herleidbaar", Waarschuwing;
    /// A text for parents above B1.
    Leesniveau = "leesniveau", Waarschuwing;
    /// An abbreviation that nothing explains.
    AfkortingOnbekend = "afkorting-onbekend", Waarschuwing;
    /// Two own offers that say the same.
    DubbelItem = "dubbel-item", Waarschuwing;
    /// Something under `anders` that a list has.
    StaatInLijst = "staat-in-lijst", Waarschuwing;
    /// A protocol that is followed while its attachment is not enclosed.
    BijlageOntbreekt = "bijlage-ontbreekt", Waarschuwing;
    /// A limit of which nobody said which question of parents it is about; its words decided.
    GrensZonderVraag = "grens-zonder-vraag", Waarschuwing;
    /// Two parts of a document that contradict each other.
    Tegenspraak = "tegenspraak", Waarschuwing;
    /// A check that no site may switch.
    ControleVast = "controle-vast", Fout;

    /// A route step that leads to a step that is not there.
    StapZonderDoel = "stap-zonder-doel", Fout;
    /// A route step that cannot be reached.
    StapOnbereikbaar = "stap-onbereikbaar", Fout;
    /// A route that goes round for ever from some step on.
    RouteZonderUitweg = "route-zonder-uitweg", Waarschuwing;

    /// A link with a scheme that is not allowed.
    LinkGeweigerd = "link-geweigerd", Fout;
    /// A link inside the site that leads nowhere.
    LinkZonderDoel = "link-zonder-doel", Fout;
    /// A row of a table in a text with more cells than the table has columns.
    TabelCellen = "tabel-cellen", Fout;
    /// Something in a text that can be read in two ways.
    OpmaakTwijfel = "opmaak-twijfel", Waarschuwing;
    /// HTML in a text.
    HtmlInTekst = "html-in-tekst", Waarschuwing;
    /// Words that were to be filled in, and were not.
    Invultekst = "invultekst", Waarschuwing;
    /// Letters that were lost when a text was copied or saved.
    TekensBeschadigd = "tekens-beschadigd", Waarschuwing;
    /// Several names in one.
    NamenSamen = "namen-samen", Waarschuwing;
    /// A heading that a path with `#kop` names, but that is not in the file.
    KopOntbreekt = "kop-ontbreekt", Fout;
    /// A character that the fonts of the PDF cannot show.
    TekenZonderVorm = "teken-zonder-vorm", Waarschuwing;
    /// A web link that the PDF cannot lead to because `basis-url` is not set.
    BasisUrlOntbreekt = "basis-url-ontbreekt", Waarschuwing;

    /// A workbook that cannot be read, or is no form.
    FormulierOnleesbaar = "formulier-onleesbaar", Fout;
    /// A workbook whose sheets, heads or questions are not those of the form.
    FormulierVeranderd = "formulier-veranderd", Fout;
    /// A cell of a workbook that holds what is no answer.
    FormulierCel = "formulier-cel", Fout;
    /// An answer that was changed both in the workbook and in the file.
    FormulierBotsing = "formulier-botsing", Fout;
    /// Two workbooks about one document.
    FormulierDubbel = "formulier-dubbel", Fout;
    /// An answer in a workbook that stands where nobody sees it: a hidden row, column or sheet, white letters.
    FormulierVerborgen = "formulier-verborgen", Fout;
    /// Something in a workbook that is no answer and is not taken over: a note, a picture, text that is struck through.
    FormulierWeggelaten = "formulier-weggelaten", Waarschuwing;
    /// An answer in a workbook that was understood, though it was written another way than asked.
    FormulierOpgevat = "formulier-opgevat", Waarschuwing;

    /// A document that is not published yet.
    DocumentConcept = "document-concept", Opmerking;
    /// A school without any document.
    SchoolZonderDocument = "school-zonder-document", Opmerking;
    /// A folder of a school year without any document.
    JaarZonderDocument = "jaar-zonder-document", Opmerking;

    /// A school that is left out because of its errors, as was asked for.
    SchoolOvergeslagen = "school-overgeslagen", Waarschuwing;
    /// A theme that cannot be used: manifest, template or Typst error.
    ThemaFout = "thema-fout", Fout;
    /// Content that the PDF standard does not allow.
    PdfFout = "pdf-fout", Fout;
}

/// One problem: what, where, and the way out.
#[derive(Debug, Clone)]
pub struct Melding {
    /// What kind of problem.
    pub code: Code,
    /// How serious.
    pub ernst: Ernst,
    /// One line in Dutch, without a full stop; names stand in backticks.
    pub bericht: String,
    /// Where.
    pub plek: Option<Plek>,
    /// A few words under the marked text.
    pub label: Option<String>,
    /// Other places that matter, with a few words each.
    pub ook: Vec<(Plek, String)>,
    /// The way out.
    pub hint: Option<String>,
    /// The path, where there is a file but no place in it.
    pub pad: Option<String>,
}

impl Melding {
    /// A problem at a place.
    pub fn op(code: Code, plek: &Plek, bericht: impl Into<String>) -> Self {
        Self { plek: Some(plek.clone()), ..Self::zonder_plek(code, bericht) }
    }

    /// A problem with a file that has no readable text.
    pub fn bij_pad(code: Code, pad: impl Into<String>, bericht: impl Into<String>) -> Self {
        Self { pad: Some(pad.into()), ..Self::zonder_plek(code, bericht) }
    }

    fn zonder_plek(code: Code, bericht: impl Into<String>) -> Self {
        Self {
            code,
            ernst: code.ernst(),
            bericht: bericht.into(),
            plek: None,
            label: None,
            ook: Vec::new(),
            hint: None,
            pad: None,
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
    pub fn misschien_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn ook(mut self, plek: &Plek, label: impl Into<String>) -> Self {
        self.ook.push((plek.clone(), label.into()));
        self
    }

    /// The path of the file it is about.
    pub fn bestand(&self) -> &str {
        match (&self.plek, &self.pad) {
            (Some(plek), _) => plek.pad(),
            (None, Some(pad)) => pad,
            (None, None) => "",
        }
    }

    /// Line and column, both from 1.
    pub fn regel_kolom(&self) -> Option<(usize, usize)> {
        self.plek.as_ref().map(Plek::regel_kolom)
    }
}

/// Numbers of errors and warnings.
pub fn aantallen(meldingen: &[Melding]) -> (usize, usize) {
    let van = |ernst| meldingen.iter().filter(|m| m.ernst == ernst).count();
    (van(Ernst::Fout), van(Ernst::Waarschuwing))
}

/// The problems found so far.
#[derive(Debug, Clone, Default)]
pub struct Meldingen(Vec<Melding>);

impl Meldingen {
    /// None yet.
    pub fn nieuw() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn meld(&mut self, melding: Melding) {
        self.0.push(melding);
    }

    /// Adds those of another run.
    pub fn neem_over(&mut self, ander: Self) {
        self.0.extend(ander.0);
    }

    /// Those of which `wijzig` leaves something.
    #[must_use]
    pub fn gewijzigd(self, wijzig: impl FnMut(Melding) -> Option<Melding>) -> Self {
        Self(self.0.into_iter().filter_map(wijzig).collect())
    }

    /// Those that are errors.
    #[must_use]
    pub fn alleen_fouten(self) -> Self {
        self.gewijzigd(|melding| Some(melding).filter(|m| m.ernst == Ernst::Fout))
    }

    /// Whether any is an error.
    pub fn heeft_fouten(&self) -> bool {
        self.0.iter().any(|m| m.ernst == Ernst::Fout)
    }

    /// Numbers of errors and warnings.
    pub fn aantallen(&self) -> (usize, usize) {
        aantallen(&self.0)
    }

    /// All of them, sorted by file and place; the same problem at the same place stands once.
    pub fn gesorteerd(mut self) -> Vec<Melding> {
        let sleutel = |m: &Melding| (m.bestand().to_owned(), m.regel_kolom(), m.code, m.bericht.clone());
        self.0.sort_by_cached_key(sleutel);
        self.0.dedup_by(|a, b| sleutel(a) == sleutel(b));
        self.0
    }

    /// As they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Melding> {
        self.0.iter()
    }
}

/// The name among `mogelijk` that is nearest to what was typed, if it is near: distance at
/// most 2, and never more than a third of the word (just's rule, tightened for short words).
/// Nothing is near a word of one or two letters: `X` is no slip for `N`.
pub fn naaste<'a>(getypt: &str, mogelijk: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let klein = getypt.to_lowercase();
    let lengte = klein.chars().count();
    let grens = (lengte / 3).min(2);
    mogelijk
        .into_iter()
        // Cheap, and true of nearly all names. One more, because a letter may become two in lower case.
        .filter(|m| m.chars().count().abs_diff(lengte) <= grens + 1)
        .map(|m| (strsim::osa_distance(&klein, &m.to_lowercase()), m))
        .filter(|(afstand, _)| *afstand <= grens)
        .min_by_key(|(afstand, _)| *afstand)
        .map(|(_, m)| m)
}
