//! First names by which to recognise a person: those of people who work in Dutch schools.
//!
//! A name that is also a word, a place or the beginning of a school's name (Roos, Wil, Linde, Florence) is left out:
//! a check that objects to a school's own name is soon switched off.

/// First names in lower case, sorted.
#[rustfmt::skip]
const FIRST_NAMES: &[&str] = &[
    "aad", "aafke", "aart", "abdel", "abdelkader", "abdullah", "abel", "adriaan", "adriana", "agnes", "agnieszka",
    "ahmed", "ahmet", "aicha", "aisha", "albert", "alexander", "alexandra", "ali", "alice", "alida", "alie", "amina",
    "amir", "amira", "andrea", "andreas", "andré", "angela", "angelique", "ania", "anita", "anja", "anke", "ankie",
    "ann", "anna", "anne", "anneke", "annelien", "annelies", "anneliese", "annemarie", "annemiek", "annemieke",
    "annet", "annette", "annie", "anouk", "antoinette", "anton", "antonia", "antoon", "arie", "arjan", "arjen",
    "arno", "arnold", "arthur", "astrid", "atie", "aylin", "ayse", "ayşe", "babette", "bart", "bastiaan", "baukje",
    "beatrijs", "berend", "bernadette", "bert", "bertus", "betsie", "betty", "bianca", "bilal", "birgit", "björn",
    "bob", "boudewijn", "bram", "brenda", "brigitte", "camiel", "carin", "carina", "carla", "carlijn", "carlo",
    "carmen", "carola", "carolien", "caroline", "catharina", "cathelijne", "cees", "chantal", "charlotte", "chris",
    "christel", "christiaan", "christian", "christien", "christina", "christine", "cindy", "claire", "claudia",
    "clemens", "cobie", "coen", "coenraad", "connie", "conny", "cor", "cora", "corine", "corinne", "cornelia",
    "cornelis", "corrie", "corry", "daan", "dagmar", "daniel", "danielle", "daniëlle", "danny", "david", "debbie",
    "debby", "deborah", "denise", "dennis", "derk", "desiree", "dewi", "diana", "dieuwertje", "dilek", "dimitri",
    "dineke", "dion", "dirk", "dolf", "dominique", "donald", "dorien", "dorine", "doris", "dorothea", "dylan",
    "edith", "eduard", "edward", "edwin", "eefje", "eelco", "eline", "elisabeth", "elise", "elke", "ella", "ellen",
    "elly", "elma", "els", "elsbeth", "elselien", "elsje", "elske", "emiel", "emine", "emma", "emmy", "erica", "erik",
    "erika", "erwin", "esmee", "esther", "eva", "evelien", "evelyn", "evert", "fabian", "farida", "fatih", "fatiha",
    "fatima", "fatma", "femke", "ferry", "fleur", "floor", "floris", "fons", "frances", "francien", "francine",
    "francisca", "franciska", "frank", "frans", "fred", "frederik", "freek", "freeke", "frits", "froukje", "geert",
    "geertje", "geertruida", "gerard", "gerben", "gerda", "gerdien", "gerhard", "gerlinde", "gerrie", "gerrit",
    "gert", "gertie", "gertjan", "gertrude", "gijs", "gijsbert", "gonda", "greet", "greetje", "greta", "guus",
    "hakan", "hamid", "hanna", "hannah", "hanneke", "hannie", "hans", "harm", "harmen", "harold", "harrie", "harriet",
    "harry", "hasan", "hassan", "heidi", "hein", "heleen", "helena", "helga", "hella", "hendrik", "hendrika",
    "hendrikje", "henk", "hennie", "henny", "henri", "henriëtte", "herman", "hermien", "hermine", "hetty", "hidde",
    "hilda", "hilde", "hinke", "hugo", "huib", "hülya", "ibrahim", "ilona", "ilse", "imane", "ina", "ineke", "inge",
    "ingeborg", "ingrid", "irene", "irma", "isabel", "isabelle", "ismail", "ivana", "ivo", "iwan", "jaap", "jacco",
    "jack", "jacob", "jacoba", "jacqueline", "jacques", "jan", "janine", "janna", "janneke", "jannes", "jannie",
    "janny", "jantien", "jantine", "jantje", "jasper", "jeannette", "jelle", "jelmer", "jelte", "jeltje", "jenneke",
    "jennifer", "jenny", "jeroen", "jesse", "jessica", "jetske", "jette", "jikke", "jill", "jitske", "joan", "joanne",
    "jochem", "joep", "joeri", "johan", "johanna", "johannes", "john", "joke", "jolanda", "jolande", "jolien",
    "jolijn", "jonas", "jonathan", "joop", "joost", "joris", "jorn", "jort", "jos", "josine", "josé", "jouke",
    "judith", "julia", "julie", "jurgen", "jurre", "jurriaan", "justin", "karel", "karen", "kariem", "karin",
    "karina", "karlijn", "katarzyna", "kathy", "katja", "katrien", "kees", "kevin", "khadija", "khalid", "kim",
    "kirsten", "klaartje", "klaas", "koen", "koos", "krijn", "krista", "kristel", "kristina", "kyra", "lara", "lars",
    "laura", "laurens", "leen", "leendert", "lena", "lennart", "lennox", "leo", "leon", "leonie", "leontine", "leroy",
    "lia", "lianne", "lidewij", "lidia", "lieke", "lies", "liesbeth", "lieve", "linda", "lisa", "lisanne",
    "liselotte", "lisette", "loek", "loes", "lonneke", "lotte", "louis", "louise", "luc", "lucas", "lucia", "lucie",
    "ludo", "luuk", "lydia", "lynn", "maaike", "maarten", "maartje", "machteld", "maikel", "malika", "manon",
    "manuela", "marc", "marcel", "marcella", "marcia", "margot", "margreet", "margriet", "maria", "mariam", "marian",
    "marianne", "marie", "marieke", "marielle", "mariet", "marij", "marije", "marijke", "marijn", "marika", "marina",
    "marinus", "marion", "mariska", "marit", "marita", "mariëlle", "marja", "marjan", "marjo", "marjolein",
    "marjolijn", "marjon", "marleen", "marlies", "marloes", "marlon", "marlou", "martha", "martien", "martijn",
    "martin", "martina", "martine", "maryam", "matthijs", "maud", "maurice", "maurits", "mehmet", "meike", "melanie",
    "melissa", "melle", "menno", "merijn", "mia", "michael", "michel", "michelle", "michiel", "michèle", "mieke",
    "miep", "mies", "milan", "milou", "miranda", "mireille", "mirella", "miriam", "mirjam", "mirthe", "mitchell",
    "mohamed", "mohammed", "monica", "moniek", "monika", "monique", "murat", "mustafa", "myra", "myrthe", "nadia",
    "nadine", "naima", "najat", "nancy", "naomi", "natalie", "natasja", "nathalie", "nel", "nelleke", "nellie",
    "nelly", "nicky", "nico", "nicolaas", "nicole", "nicolien", "niels", "nienke", "nina", "noa", "noortje", "nora",
    "noura", "nynke", "olaf", "olga", "olivier", "omar", "onno", "oscar", "otto", "pascal", "patricia", "patrick",
    "paul", "paula", "paulien", "pauline", "peter", "petra", "philip", "pien", "piet", "pieter", "pieternel", "pim",
    "piotr", "priscilla", "quinten", "quirijn", "rabia", "rachel", "rachid", "ralf", "ralph", "ramona", "raoul",
    "raymond", "rebecca", "reinier", "reinout", "remco", "remko", "renate", "renske", "rené", "renée", "ria",
    "rianne", "richard", "rick", "riet", "rik", "rita", "rob", "robbert", "robbie", "robert", "robin", "roderick",
    "roel", "roeland", "roelof", "rogier", "roland", "rolf", "romy", "ronald", "ronny", "rosa", "rosalie", "rosanne",
    "roxanne", "ruben", "rudi", "rudolf", "ruth", "ruud", "saadia", "sabine", "sabrina", "said", "saida", "salima",
    "samantha", "samir", "samira", "sander", "sandra", "sanne", "sara", "sarah", "saskia", "saïd", "sebastiaan",
    "selma", "semra", "serge", "sharon", "shirley", "sibel", "siebe", "sietse", "sietske", "sigrid", "silvia",
    "simon", "simone", "sjaak", "sjoerd", "sjoukje", "sofie", "sonja", "sophie", "stefan", "stefanie", "stephan",
    "stephanie", "sterre", "steven", "stijn", "susan", "susanne", "suus", "suzan", "suzanne", "sven", "sylvia",
    "tamar", "tamara", "tanja", "ted", "teun", "teunis", "thea", "theo", "theodora", "thijs", "thomas", "tilly",
    "tim", "timo", "tineke", "tinie", "titia", "tjalling", "tjeerd", "tjitske", "toine", "tom", "tomasz", "tonnie",
    "toos", "trees", "trijntje", "trudy", "truus", "tuğba", "ursula", "vanessa", "vera", "veronica", "veronique",
    "victor", "vincent", "wendy", "wessel", "wiebe", "wiebke", "wieke", "wietske", "wijnand", "willeke", "willem",
    "willemien", "willemijn", "wilma", "wim", "wouter", "wytze", "yara", "yasemin", "yasmin", "yasmina", "yolanda",
    "yolande", "younes", "youssef", "yusuf", "yvette", "yvon", "yvonne", "zainab", "zeynep", "zoë", "özlem",
];

/// Whether a word, as written in the text, is a first name.
pub(super) fn is_first_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    // Anne-Marie, Jan-Willem.
    lower.split('-').all(|part| FIRST_NAMES.binary_search(&part).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{FIRST_NAMES, is_first_name};

    #[test]
    fn the_names_are_in_order() {
        assert!(FIRST_NAMES.is_sorted(), "{FIRST_NAMES:?}");
    }

    #[test]
    fn names_are_and_words_are_not() {
        for name in ["Karin", "Mohammed", "Anne-Marie", "Jan-Willem", "Fatima", "Agnieszka"] {
            assert!(is_first_name(name), "{name}");
        }
        for word in ["Linde", "Roos", "Wil", "Door", "Mark", "School", "Max", "", "-"] {
            assert!(!is_first_name(word), "{word}");
        }
    }
}
