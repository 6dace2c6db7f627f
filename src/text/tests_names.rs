//! What names in disguise become, in a value of YAML and in a cell of a form.

mod values {
    use super::super::names::{Names, read};

    fn known(name: &str) -> bool {
        ["mentor", "COPA", "orthopedagoog", "taal/lees", "intern begeleider", "zorg en welzijn", "OPDC"].contains(&name)
    }

    fn names(value: &str) -> Vec<(String, Option<String>)> {
        match read(value, known) {
            Names::Known(names) => names.into_iter().map(|name| (name.text, name.remark)).collect(),
            other => vec![(format!("{other:?}"), None)],
        }
    }

    fn plain(of: &[&str]) -> Vec<(String, Option<String>)> {
        of.iter().map(|name| ((*name).to_owned(), None)).collect()
    }

    #[test]
    fn several_known_names_in_one_value_are_several_names() {
        for value in [
            "mentor, COPA",
            "mentor/COPA",
            "mentor / COPA",
            "mentor en COPA",
            "mentor & COPA",
            "mentor; COPA",
            "mentor\nCOPA",
            "• mentor • COPA",
            "– mentor – COPA",
            "-mentor -COPA",
            "- mentor - COPA",
            "1. mentor\n2. COPA",
            "* mentor\n* COPA",
            "mentor, COPA.",
        ] {
            assert_eq!(names(value), plain(&["mentor", "COPA"]), "{value}");
        }
        assert_eq!(names("mentor, COPA en orthopedagoog"), plain(&["mentor", "COPA", "orthopedagoog"]));
        assert_eq!(names("taal/lees, zorg en welzijn"), plain(&["taal/lees", "zorg en welzijn"]));
    }

    #[test]
    fn a_sign_before_one_known_name_goes() {
        for value in ["• mentor", "1. mentor", "2) mentor", "- mentor", "–mentor", "· mentor", "o mentor", "* mentor"]
        {
            assert_eq!(names(value), plain(&["mentor"]), "{value}");
        }
    }

    #[test]
    fn what_stands_in_brackets_behind_a_known_name_is_a_remark() {
        let remark = |name: &str, remark: &str| (name.to_owned(), Some(remark.to_owned()));
        assert_eq!(names("mentor (op donderdag)"), [remark("mentor", "op donderdag")]);
        assert_eq!(names("mentor (ma, di), COPA (extern)"), [remark("mentor", "ma, di"), remark("COPA", "extern")]);
        assert_eq!(names("• orthopedagoog (extern)"), [remark("orthopedagoog", "extern")]);
        assert_eq!(names("orthopedagoog (OPDC)"), plain(&["orthopedagoog"]));
    }

    #[test]
    fn what_is_known_in_part_or_looks_like_a_list_is_asked_about() {
        for (value, hint) in [
            ("mentor, juf Anna", "schrijf elke naam apart: `[mentor, juf Anna]`"),
            ("mentor/leraar", "schrijf elke naam apart: `[mentor, leraar]`"),
            ("• conciërge", "schrijf `conciërge`"),
            ("1. conciërge", "schrijf `conciërge`"),
            ("conciërge; kok", "schrijf elke naam apart: `[conciërge, kok]`"),
            ("mentor (op do), kok", "schrijf elke naam apart: `[mentor: \"op do\", kok]`"),
        ] {
            assert_eq!(read(value, known), Names::Suspect(hint.to_owned()), "{value}");
        }
    }

    #[test]
    fn a_free_name_stays_one_name() {
        for value in [
            "ouders en leerling",
            "team Jeugd, wijk Zuid",
            "vmbo-kader",
            "24/7 lijn",
            "School's Cool (stichting)",
            "1e leerjaar",
            "Halt",
            "2024",
        ] {
            assert_eq!(read(value, known), Names::One, "{value}");
        }
    }

    #[test]
    fn the_same_names_come_out_of_every_way_to_write_a_list() {
        for value in
            ["mentor | COPA", "mentor\tCOPA", "mentor ▪ COPA", "a) mentor\nb) COPA", "mentor of COPA", "mentor EN COPA"]
        {
            assert_eq!(names(value), plain(&["mentor", "COPA"]), "{value}");
        }
    }

    #[test]
    fn words_that_are_not_known_stay_together_but_for_commas() {
        let hint = |hint: &str| Names::Suspect(format!("schrijf elke naam apart: `[{hint}]`"));
        assert_eq!(read("mentor, juf en meester Anna", known), hint("mentor, juf en meester Anna"));
        assert_eq!(read("vader en moeder, mentor/leraar", known), hint("vader en moeder, mentor, leraar"));
        assert_eq!(read("mentor, kok, juf", known), hint("mentor, kok, juf"));
    }

    #[test]
    fn a_hint_never_writes_out_hundreds_of_names() {
        let Names::Suspect(hint) = read(&"mentor, kok, ".repeat(10_000), known) else { panic!("not suspect") };
        assert!(hint.len() < 100, "{hint}");
    }
}

mod cells {
    use super::super::names::read_cell;

    fn known(name: &str) -> bool {
        ["mentor", "orthopedagoog", "copa", "zorg- en adviesteam", "taal, lezen en spelling", "rt", "i", "o"]
            .contains(&name.to_lowercase().as_str())
    }

    fn lines(text: &str) -> Vec<String> {
        let names = read_cell(text, known);
        assert_eq!((&names.mixed, &names.lumped), (&vec![], &vec![]), "{text}");
        names.lines
    }

    #[test]
    fn names_are_known_whatever_stands_around_them() {
        for text in [
            "mentor\northopedagoog",
            "• mentor\n• orthopedagoog",
            "- mentor\n- orthopedagoog",
            "* mentor\n* orthopedagoog",
            "-mentor\n-orthopedagoog",
            "– mentor\n– orthopedagoog",
            "· mentor\n\n· orthopedagoog",
            "1. mentor\n2. orthopedagoog",
            "a) mentor\nb) orthopedagoog",
            "mentor, orthopedagoog",
            "mentor,orthopedagoog",
            "mentor; orthopedagoog",
            "mentor / orthopedagoog",
            "mentor/orthopedagoog",
            "mentor en orthopedagoog",
            "mentor & orthopedagoog",
            "• mentor • orthopedagoog",
            "mentor + orthopedagoog",
        ] {
            assert_eq!(lines(text), ["mentor", "orthopedagoog"], "{text}");
        }
        assert_eq!(lines("mentor, RT en COPA"), ["mentor", "RT", "COPA"]);
        assert_eq!(lines("1. mentor"), ["mentor"]);
        assert_eq!(lines("I/O"), ["I", "O"]);
    }

    #[test]
    fn a_name_with_a_separator_of_its_own_stays_whole() {
        assert_eq!(lines("zorg- en adviesteam"), ["zorg- en adviesteam"]);
        assert_eq!(lines("zorg- en adviesteam, mentor"), ["zorg- en adviesteam", "mentor"]);
        assert_eq!(lines("mentor en taal, lezen en spelling"), ["mentor", "taal, lezen en spelling"]);
        assert_eq!(lines("wijkteam en gemeente"), ["wijkteam en gemeente"]);
        assert_eq!(lines("CJG/wijkteam"), ["CJG/wijkteam"]);
    }

    #[test]
    fn a_remark_stays_with_its_name() {
        assert_eq!(lines("mentor: op maandag, dinsdag en woensdag"), ["mentor: op maandag, dinsdag en woensdag"]);
        assert_eq!(lines("mentor (op donderdag)"), ["mentor: op donderdag"]);
        assert_eq!(lines("• orthopedagoog (extern), mentor"), ["orthopedagoog: extern", "mentor"]);
        assert_eq!(lines("• mentor: soms"), ["mentor: soms"]);
    }

    #[test]
    fn known_names_among_other_words_are_told_apart() {
        for text in ["mentor, juf", "de conrector en mentor", "mentor / iemand anders"] {
            assert_eq!(read_cell(text, known).mixed, [text], "{text}");
        }
        assert_eq!(read_cell("rust, ritme, regelmaat", known).lumped, ["rust, ritme, regelmaat"]);
    }

    #[test]
    fn numbers_before_names_of_ones_own_go_when_there_are_more() {
        assert_eq!(lines("1. Praatgroep\n2. Leesclub"), ["Praatgroep", "Leesclub"]);
        assert_eq!(lines("1. klas"), ["1. klas"]);
        assert_eq!(lines("-1"), ["-1"]);
    }

    #[test]
    fn long_lines_take_no_longer_than_they_are() {
        let text = "mentor, ".repeat(20_000);
        assert_eq!(read_cell(&text, known).mixed.len(), 1);
    }

    #[test]
    fn an_abbreviation_behind_its_name_is_no_remark() {
        assert_eq!(lines("orthopedagoog (COPA)"), ["orthopedagoog"]);
        assert_eq!(lines("mentor, orthopedagoog (COPA)."), ["mentor", "orthopedagoog"]);
    }
}
