//! What names in disguise become, in a value of YAML and in a cell of a form.

mod values {
    use super::super::names::{Names, read};

    const KNOWN: [&str; 10] = [
        "mentor",
        "COPA",
        "orthopedagoog",
        "taal/lees",
        "intern begeleider",
        "zorg en welzijn",
        "OPDC",
        "'t Kompas",
        "C++",
        "Maatje (nieuwkomers)",
    ];

    fn known(name: &str) -> Option<String> {
        if name == "coördinator passend onderwijs" {
            return Some("COPA".to_owned());
        }
        KNOWN.contains(&name).then(|| name.to_owned())
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
        assert_eq!(names("coördinator passend onderwijs (COPA)"), plain(&["coördinator passend onderwijs"]));
        assert_eq!(names("COPA (coördinator passend onderwijs)"), plain(&["COPA"]));
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
        for value in ["mentor | COPA", "mentor\tCOPA", "mentor ▪ COPA", "a) mentor\nb) COPA", "mentor EN COPA"] {
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
    fn no_list_of_signs_says_what_parts_known_names() {
        for value in [
            "mentor (COPA)",
            "mentor|COPA",
            "mentor•COPA",
            "→ mentor → COPA",
            "❖ mentor ❖ COPA",
            "☑ mentor ☑ COPA",
            "\u{f0d8} mentor \u{f0d8} COPA",
            "😀 mentor 😀 COPA",
            "“mentor” en “COPA”",
            "'mentor', 'COPA'",
            "*mentor* en **COPA**",
            "mentor&nbsp;en&nbsp;COPA",
            "mentor &amp; COPA",
            "de mentor en de COPA",
            "mentor samen met COPA",
            "mentor met COPA",
            "mentor plus COPA",
            "mentor, en ook COPA",
            "mentor – en – COPA",
            "[mentor] [COPA]",
        ] {
            assert_eq!(names(value), plain(&["mentor", "COPA"]), "{value}");
        }
        assert_eq!(
            names("'t Kompas, C++ en Maatje (nieuwkomers)"),
            plain(&["'t Kompas", "C++", "Maatje (nieuwkomers)"])
        );
    }

    #[test]
    fn numbers_and_letters_of_a_list_are_no_part_of_its_names() {
        for value in [
            "a. mentor b. COPA",
            "a) mentor, b) COPA",
            "1.mentor 2.COPA",
            "1) mentor 2) COPA",
            "(1) mentor, (2) COPA",
            "(a) mentor (b) COPA",
            "i. mentor, ii. COPA",
            "① mentor ② COPA",
            "A) mentor B) COPA",
            "(I) mentor (II) COPA",
            "1.mentor\n2.COPA",
        ] {
            assert_eq!(names(value), plain(&["mentor", "COPA"]), "{value}");
        }
        for value in ["(1) mentor", "i. mentor", "a) mentor", "1.mentor", "③mentor"] {
            assert_eq!(names(value), plain(&["mentor"]), "{value}");
        }
    }

    #[test]
    fn what_says_more_than_that_there_are_several_is_asked_about() {
        for value in [
            "mentor of COPA",
            "mentor en/of COPA",
            "mentor dan wel COPA",
            "☑ mentor ☐ COPA",
            "~~mentor~~ COPA",
            "mentor (of COPA)",
            "mentor > COPA",
            "mentor, COPA?",
            "mentor COPA",
            "mentor-COPA",
        ] {
            let Names::Suspect(hint) = read(value, known) else { panic!("{value}") };
            assert!(hint.starts_with("schrijf elke naam apart: `[mentor, COPA]`; wat er verder"), "{value}: {hint}");
        }
        let Names::Suspect(hint) = read("mentor: op ma; COPA: op di", known) else { panic!("not suspect") };
        assert!(hint.contains("`- naam: opmerking`"), "{hint}");
    }

    #[test]
    fn brackets_in_the_middle_of_a_list_set_its_names_apart() {
        let remark = |name: &str, remark: Option<&str>| (name.to_owned(), remark.map(str::to_owned));
        for (value, second) in [
            ("mentor (op ma) COPA", None),
            ("mentor (op ma) de COPA", None),
            ("mentor (op ma) COPA (op di)", Some("op di")),
            ("mentor (op ma) COPA (extern, op di)", Some("extern, op di")),
        ] {
            assert_eq!(names(value), [remark("mentor", Some("op ma")), remark("COPA", second)], "{value}");
        }
        // The rest of a list whose first item stands elsewhere, or amounts.
        let asks = |hint: &str| format!("schrijf elke naam apart: `[{hint}]`; wat er verder over te zeggen is");
        for (value, hint) in [
            ("mentor (b) COPA", "mentor, COPA"),
            ("mentor (ii) COPA", "mentor, COPA"),
            ("mentor (b) COPA (c) orthopedagoog", "mentor, COPA, orthopedagoog"),
            ("mentor (2) COPA (3)", "mentor: \"2\", COPA: \"3\""),
        ] {
            let Names::Suspect(said) = read(value, known) else { panic!("{value}: {:?}", read(value, known)) };
            assert!(said.starts_with(&asks(hint)), "{value}: {said}");
        }
        let some = "schrijf elke naam apart: `[mentor, kok, COPA]`";
        assert_eq!(read("mentor (b) kok (c) COPA", known), Names::Suspect(some.to_owned()));
        for one in ["mentor (op ma) van de brugklas", "kok (b) juf", "Anna (A) de Vries", "team (kern) wijk (zuid)"] {
            assert_eq!(read(one, known), Names::One, "{one}");
        }
        assert_eq!(names("mentor (2)"), [remark("mentor", Some("2"))]);
    }

    #[test]
    fn a_hint_can_be_copied() {
        let hint = |hint: &str| Names::Suspect(format!("schrijf elke naam apart: `[{hint}]`"));
        assert_eq!(read("1) mentor 2) juf Anna", known), hint("mentor, juf Anna"));
        assert_eq!(read("*mentor* en **juf**", known), hint("mentor, juf"));
        assert_eq!(read("mentor, team \"Jeugd\" & co", known), hint("mentor, \"team 'Jeugd' & co\""));
        assert_eq!(read("juf Anna, de mentor", known), hint("juf Anna, mentor"));
        assert_eq!(read("mentor, kok, de COPA", known), hint("mentor, kok, COPA"));
        assert_eq!(read("juf en de mentor", known), hint("juf, mentor"));
        assert_eq!(read("wijkteam (mentor)", known), Names::Suspect("schrijf `wijkteam (mentor)`".to_owned()));
    }

    #[test]
    fn every_name_in_a_random_list_is_found_or_asked_about() {
        let joins = [
            ", ",
            ",",
            "; ",
            " / ",
            "/",
            " en ",
            " & ",
            " + ",
            "\n",
            "\t",
            " | ",
            "|",
            "•",
            " • ",
            " – ",
            " - ",
            "\n- ",
            " → ",
            " of ",
            " en/of ",
            " samen met ",
            " plus ",
            " ✔ ",
            "\n2. ",
            " 3) ",
            ", en ",
            " en de ",
            "&nbsp;en&nbsp;",
            "” en “",
            "** en **",
            " ☐ ",
            " \u{f0b7} ",
            " dan wel ",
            " : ",
            " = ",
            "…",
            " (b) ",
            " (2) ",
            " (op ma) ",
        ];
        // Between a known name and other words these make one phrase; between known names only somebody can tell.
        let close = [" ", ". ", "\u{a0}", "“", "*", " met "];
        let begins = ["", "", "• ", "1. ", "a) ", "de ", "“", "**", "- ", "(1) ", "☐ ", "→"];
        let ends = ["", "", ".", "”", "**", " (op do)", "?", ";"];
        let free = ["juf Anna", "kok", "wijkteam", "team Jeugd & co"];
        let mut random = crate::random::Random::new(1);
        let mut pick = |count: usize| random.below(count);
        let mut taken_apart = 0;
        for _ in 0..20_000 {
            let mut value = begins[pick(begins.len())].to_owned();
            let mut named: Vec<&str> = Vec::new();
            let with_free = pick(2) == 0;
            let count = pick(4) + 2;
            for number in 0..count {
                if number > 0 {
                    let closely = !with_free && count == 2 && pick(2) == 0;
                    value.push_str(if closely { close[pick(close.len())] } else { joins[pick(joins.len())] });
                }
                let name = if with_free && pick(3) == 0 { free[pick(free.len())] } else { KNOWN[pick(KNOWN.len())] };
                named.push(name);
                value.push_str(name);
            }
            value.push_str(ends[pick(ends.len())]);
            let known_ones: Vec<&str> = named.iter().filter(|name| known(name).is_some()).copied().collect();
            match read(&value, known) {
                Names::Known(names) => {
                    let found: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
                    assert_eq!(found, named, "{value:?}");
                    taken_apart += 1;
                }
                Names::Suspect(hint) => {
                    for name in named.iter().filter(|_| hint.contains("`[")) {
                        let words = name.split(' ').next().unwrap();
                        assert!(hint.contains(words.trim_start_matches('\'')), "{value:?}: {name}: {hint}");
                    }
                }
                Names::One => {
                    assert!(known_ones.len() < 2, "{value:?}");
                }
            }
        }
        assert!(taken_apart > 1_000, "{taken_apart}");
    }

    #[test]
    fn a_name_with_a_stroke_among_words_that_nobody_knows_is_asked_about() {
        for value in [
            "de taal/lees” en “kok, juf Anna (op ma) orthopedagoog (op do)",
            "kok en de taal/lees",
            "de “taal/lees” en kok",
            "juf Anna (op ma) de taal/lees en kok",
            "‘de taal/lees’ & wijkteam",
            "kok / de taal/lees (op di)",
        ] {
            let Names::Suspect(hint) = read(value, known) else { panic!("{value}: {:?}", read(value, known)) };
            assert!(hint.contains("taal/lees"), "{value}: {hint}");
        }
        // A name of one's own with the same words in another order, or with more of them.
        for value in ["coach taal/lees van 2C", "lees/taal en kok", "het team taal/rekenen en kok"] {
            assert_eq!(read(value, known), Names::One, "{value}");
        }
    }

    #[test]
    fn brackets_in_brackets_are_read_without_end() {
        for value in ["mentor (".repeat(5_000), format!("{}COPA{}", "mentor (".repeat(5_000), ")".repeat(5_000))] {
            assert!(!matches!(read(&value, known), Names::One), "{}", value.len());
        }
    }

    #[test]
    fn a_hint_never_writes_out_hundreds_of_names() {
        let Names::Suspect(hint) = read(&"mentor, kok, ".repeat(10_000), known) else { panic!("not suspect") };
        assert!(hint.len() < 200, "{hint}");
    }
}

mod cells {
    use super::super::names::read_cell;

    fn known(name: &str) -> Option<String> {
        let typed = name.to_lowercase();
        if typed == "coördinator passend onderwijs" {
            return Some("copa".to_owned());
        }
        ["mentor", "orthopedagoog", "copa", "zorg- en adviesteam", "taal, lezen en spelling", "rt", "i", "o"]
            .contains(&typed.as_str())
            .then_some(typed)
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
        assert_eq!(lines("coördinator passend onderwijs (COPA)"), ["coördinator passend onderwijs"]);
        assert_eq!(lines("mentor, COPA (coördinator passend onderwijs)."), ["mentor", "COPA"]);
        assert_eq!(lines("mentor (COPA)"), ["mentor", "COPA"]);
    }

    #[test]
    fn signs_in_a_cell_set_names_apart_as_in_a_file() {
        for text in
            ["mentor\torthopedagoog", "☑ mentor ☑ orthopedagoog", "“mentor” en “orthopedagoog”", "mentor•orthopedagoog"]
        {
            assert_eq!(lines(text), ["mentor", "orthopedagoog"], "{text}");
        }
        assert_eq!(lines("1.mentor 2.orthopedagoog"), ["mentor", "orthopedagoog"]);
        assert_eq!(lines("mentor: op ma; orthopedagoog: op di"), ["mentor: op ma", "orthopedagoog: op di"]);
        for text in ["mentor of orthopedagoog", "mentor orthopedagoog", "mentor: op ma, orthopedagoog: op di"] {
            assert_eq!(read_cell(text, known).mixed, [text], "{text}");
        }
    }
}
