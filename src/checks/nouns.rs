//! Words that tell whether a run of capitalised words is a person.

/// Words that make a name one of an institution, a place or a way of working.
#[rustfmt::skip]
pub(super) const NO_PERSON: &[&str] = &[
    "academie", "afdeling", "basisschool", "bibliotheek", "bureau", "centrum", "college", "expertisecentrum", "fonds",
    "gebouw", "gemeente", "groep", "gymnasium", "hogeschool", "huis", "instelling", "instituut", "kinderopvang",
    "kindcentrum", "klas", "kliniek", "laan", "leerjaar", "locatie", "lyceum", "mavo", "methode", "methodiek",
    "montessori", "museum", "onderwijs", "opleiding", "organisatie", "park", "plein", "praktijk", "praktijkschool",
    "prijs", "programma", "project", "school", "scholen", "scholengemeenschap", "scholengroep", "stichting", "straat",
    "team", "training", "universiteit", "vereniging", "vestiging", "vmbo", "weg", "zorggroep", "vakcollege", "mbo",
    "wet",
];

/// Endings of such words: Maria Montessorischool, Kannerhuis, Vlugtlaan.
#[rustfmt::skip]
pub(super) const NO_PERSON_ENDING: &[&str] = &[
    "school", "college", "lyceum", "gymnasium", "huis", "laan", "straat", "plein", "weg", "dreef", "kade", "centrum",
    "instituut", "stichting", "kliniek", "groep", "onderwijs", "test", "methode", "training", "fonds", "zorg",
];

/// People after whom schools, theories and ways of teaching are named.
#[rustfmt::skip]
pub(super) const KNOWN: &[&str] = &[
    "anne frank", "helen parkhurst", "maria montessori", "célestin freinet", "celestin freinet", "rudolf steiner",
    "peter petersen", "jan ligthart", "kees boeke", "thomas more", "luc stevens", "john dewey", "jean piaget",
    "albert schweitzer", "martin luther", "willem de zwijger", "willem van oranje", "johan de witt", "simon stevin",
    "hugo de groot", "johannes calvijn", "stephen covey", "thomas gordon", "robert marzano", "daniel goeudevert",
    "philippe pinel", "marie curie", "vincent van gogh", "johan cruijff", "johan cruyff", "maria boodschap",
];

/// Words that begin sentences: after an abbreviation or a letter they are no surname.
#[rustfmt::skip]
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "aan", "alle", "als", "bij", "binnen", "daar", "daarna", "daarom", "dan", "dat", "de", "deze", "die", "dit",
    "door", "een", "elke", "er", "geen", "het", "hier", "hij", "hoe", "iedere", "ik", "in", "is", "jij", "kan",
    "leerlingen", "maar", "meer", "met", "moet", "na", "naar", "niet", "nog", "of", "om", "onder", "onze", "ook",
    "op", "ouders", "over", "samen", "school", "soms", "te", "tijdens", "tot", "twee", "u", "uit", "uw", "van",
    "veel", "via", "voor", "vraag", "waar", "wat", "we", "wie", "wij", "wordt", "zie", "zij", "zo", "zijn", "zonder",
];

/// Roles that a name may follow.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "adviseur", "begeleider", "coach", "conciërge", "conrector", "consulent", "contactpersoon", "coördinator",
    "coordinator", "decaan", "directeur", "docent", "gedragswetenschapper", "jeugdarts", "leerkracht",
    "leerplichtambtenaar", "leraar", "logopedist", "medewerker", "mentor", "orthopedagoog", "psycholoog", "rector",
    "schoolarts", "schoolleider", "specialist", "teamleider", "vertrouwenspersoon", "voorzitter", "werker",
    "wijkagent", "afdelingsleider", "bestuurder", "remedial-teacher", "teacher", "verpleegkundige",
];

/// Letters with full stops that are no initials: kinds of schools, and common abbreviations.
#[rustfmt::skip]
pub(super) const NO_NAME: &[&str] = &[
    "N.B.", "P.S.", "B.V.", "N.V.", "R.K.", "P.C.", "C.S.", "S.G.", "O.B.S.", "C.B.S.", "R.K.B.S.", "P.C.B.S.",
    "C.S.G.", "R.S.G.", "K.S.G.", "O.S.G.", "G.S.G.", "S.B.O.", "S.O.", "V.S.O.", "B.S.", "K.B.S.", "I.K.C.", "U.S.",
];

/// Words that a letter may follow without being an initial: "klas B. Daarna".
#[rustfmt::skip]
pub(super) const BEFORE_LETTER: &[&str] = &[
    "groep", "klas", "niveau", "cluster", "locatie", "bijlage", "punt", "stap", "vraag", "deel", "fase", "type",
    "categorie", "optie", "lijn", "route", "plan", "gebouw", "kolom", "vitamine",
];
