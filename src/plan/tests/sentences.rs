//! Every kind of problem, as the technician reads it.

use super::*;

/// Replaces `from` in [`SHORT`] by `to` and asks what is said.
#[track_caller]
fn said_after(from: &str, to: &str) -> String {
    assert!(SHORT.contains(from), "{from}");
    said(&SHORT.replace(from, to))
}

#[track_caller]
fn assert_said(from: &str, to: &str, expected: &str) {
    assert_eq!(said_after(from, to), expected);
}

#[test]
fn values_out_of_range() {
    for (from, to, expected) in [
        ("day = 0", "day = -1", "9: sessions[1].day = -1 is outside 0 to 7300 days"),
        ("= 10\n", "= 41\n", "10: sessions[1].dilution = 41 is outside 0 to 40 ml water per ml pigment"),
        ("= 80\n", "= 80\ndepth_mm = 3\n", "12: sessions[1].depth_mm = 3 is outside 0.02 to 2 mm"),
        ("= 80\n", "= 80\nneedle_mm = 0.01", "12: sessions[1].needle_mm = 0.01 is outside 0.05 to 1 mm"),
        ("skin_tone = 'tan'", "melanin = 0.5", "4: client.melanin = 0.5 is outside 0.005 to 0.45"),
        ("name = 'Short'", "seed = -3", "2: seed = -3 is outside 0 to 9223372036854775807"),
        ("name = 'Short'", "name = ' '", "2: name is empty"),
        ("name = 'Short'", "name = \"a\\nb\"", "2: name holds a line break or another control character"),
    ] {
        assert_said(from, to, &format!("plan.toml:{expected}"));
    }
    let long = "x".repeat(121);
    assert_said("Short", &long, "plan.toml:2: name has 121 characters; at most 120 fit");
}

#[test]
fn numbers_that_are_none() {
    for (written, shown) in [("nan", "NaN"), ("inf", "inf"), ("-inf", "-inf"), ("1e400", "inf")] {
        let expected = format!(
            "plan.toml:9: sessions[1].day = {shown} is not a finite number; it must be 0 to 7300 days"
        );
        assert_said("day = 0", &format!("day = {written}"), &expected);
    }
}

#[test]
fn numbers_however_they_are_written() {
    for (written, day) in
        [("12", 12.0), ("12.0", 12.0), ("1.2e1", 12.0), ("+12", 12.0), ("0x0c", 12.0), ("1_2", 12.0)]
    {
        let plan = Plan::from_toml(&SHORT.replace("day = 0", &format!("day = {written}")), "").unwrap();
        assert_eq!(plan.sessions[0].day, day, "{written}");
    }
}

#[test]
fn values_of_the_wrong_kind() {
    for (from, to, expected) in [
        ("day = 0", "day = '0'", "9: sessions[1].day = '0' is text; it must be a number, 0 to 7300 days"),
        (
            "day = 0",
            "day = true",
            "9: sessions[1].day = true is a yes or no; it must be a number, 0 to 7300 days",
        ),
        (
            "day = 0",
            "day = 2026-01-01",
            "9: sessions[1].day = 2026-01-01 is a date; it must be a number, 0 to 7300 days",
        ),
        ("day = 0", "day = [0]", "9: sessions[1].day = [0] is a list; it must be a number, 0 to 7300 days"),
        ("day = 0", "day = {}", "9: sessions[1].day is a section; it must be a number, 0 to 7300 days"),
        ("'Short'", "7", "2: name = 7 is a whole number; it must be text in quotes"),
        (
            "name = 'Short'",
            "seed = 1.5",
            "2: seed = 1.5 is a decimal number; it must be a whole number, 0 to 9223372036854775807",
        ),
        (
            "= 80\n",
            "= 80\nenabled = 'yes'",
            "12: sessions[1].enabled = 'yes' is text; it must be true or false",
        ),
        ("[hair_loss]\npattern =", "hair_loss =", "6: client.hair_loss is not a known key"),
    ] {
        let all = said_after(from, to);
        assert_eq!(all.lines().next_back(), Some(&*format!("plan.toml:{expected}")), "{all}");
    }
}

#[test]
fn sections_of_the_wrong_kind() {
    let top = |line: &str| said(&SHORT.replace("name = 'Short'", line));
    assert_eq!(
        top("head = 3"),
        "plan.toml:2: head = 3 is a whole number; it must be a section, headed [head]"
    );
    let expected =
        "plan.toml:8: sessions is a section; it must be a list of sections, each headed [[sessions]]";
    assert_said("[[sessions]]", "[sessions]", expected);
    let twice = said(&format!("{SHORT}[[sessions]]\nday = 1\n").replace("[[sessions]]", "[sessions]"));
    assert_eq!(twice, expected.replace(":8:", ":12:"));
    let mixed = said(&format!("{SHORT}[sessions]\nday = 1\n"));
    assert_eq!(mixed, expected.replace(":8:", ":12:"));
    let text = SHORT.split("[[sessions]]").next().unwrap().replace("name = 'Short'", "sessions = [3]");
    assert_eq!(
        said(&text),
        "plan.toml:2: sessions[1] = 3 is a whole number; it must be a section, headed [[sessions]]"
    );
}

#[test]
fn unknown_keys_with_the_key_that_was_meant() {
    for (from, to, expected) in [
        (
            "= 80\n",
            "= 80\ndept_mm = 0.2",
            "12: sessions[1].dept_mm is not a known key; did you mean depth_mm?",
        ),
        (
            "= 80\n",
            "= 80\nneedle = 0.2",
            "12: sessions[1].needle is not a known key; did you mean needle_mm?",
        ),
        ("name =", "title =", "2: title is not a known key"),
        ("name =", "Name =", "2: Name is not a known key; did you mean name?"),
        (
            "format = 2\n",
            "format = 2\n[hairlines]\n[\"a\\u001b\"]\n",
            "2: hairlines is not a known key; did you mean hairline?",
        ),
        ("= 80\n", "= 80\n[colour]\n", "12: colour is not a known key"),
    ] {
        let all = said_after(from, to);
        assert_eq!(all.lines().next(), Some(&*format!("plan.toml:{expected}")), "{all}");
    }
}

#[test]
fn missing_keys() {
    for (from, expected) in [
        ("format = 2", "1: format is missing; it must be 2"),
        (
            "skin_tone = 'tan'",
            "3: client.skin_tone is missing; it must be one of very-light, light, intermediate, tan, brown, dark; or \
             write fitzpatrick, monk, ita_deg, lab, or melanin and blood",
        ),
        (
            "hair_colour = 'black'",
            "3: client.hair_colour is missing; it must be one of black, dark-brown, brown, light-brown, blond, red, \
             grey, white",
        ),
        (
            "pattern = 'norwood-3'",
            "6: hair_loss.pattern is missing; it must be one of none, norwood-1, norwood-2, norwood-2a, norwood-3, \
             norwood-3a, norwood-3-vertex, norwood-4, norwood-4a, norwood-5, norwood-5a, norwood-6, norwood-7, \
             ludwig-1, ludwig-2, ludwig-3, total",
        ),
        ("day = 0", "8: sessions[1].day is missing; it must be a number, 0 to 7300 days"),
        (
            "dilution = 10",
            "8: sessions[1].dilution is missing; it must be a number, 0 to 40 ml water per ml pigment",
        ),
    ] {
        assert_said(from, "", &format!("plan.toml:{expected}"));
    }
    let expected = "plan.toml:4: client.melanin is missing; it must be a number, 0.005 to 0.45";
    assert_said("skin_tone = 'tan'", "blood = 0.005", &expected.replace(":4:", ":3:"));
}

#[test]
fn words_that_are_not_on_the_list() {
    let colours = "black, dark-brown, brown, light-brown, blond, red, grey, white";
    for (word, hint) in
        [("dark brown", "; did you mean \"dark-brown\"?"), ("gray", "; did you mean \"grey\"?"), ("pink", "")]
    {
        let expected = format!("plan.toml:5: client.hair_colour = \"{word}\" is not one of {colours}{hint}");
        assert_said("'black'", &format!("'{word}'"), &expected);
    }
    let zones = "frontal, mid-scalp, vertex, temporal, parietal, occipital, nape";
    let list = said_after("= 80\n", "= 80\nzones = ['crown',\n 'vertx', 3]");
    let expected = [
        format!("plan.toml:12: sessions[1].zones = \"crown\" is not one of {zones}"),
        format!(
            "plan.toml:13: sessions[1].zones = \"vertx\" is not one of {zones}; did you mean \"vertex\"?"
        ),
        format!("plan.toml:13: sessions[1].zones = 3 is a whole number; it must be one of {zones}"),
    ];
    assert_eq!(list.lines().collect::<Vec<_>>(), expected);
    let expected =
        format!("plan.toml:12: sessions[1].zones = 'top' is text; it must be \"all\" or a list of {zones}");
    assert_said("= 80\n", "= 80\nzones = 'top'", &expected);
    let expected =
        "plan.toml:12: sessions[1].zones is empty; name a zone, write \"all\", or set enabled = false";
    assert_said("= 80\n", "= 80\nzones = []", expected);
}

#[test]
fn keys_that_do_not_fit_together() {
    let expected =
        "plan.toml:4: client.skin_tone cannot stand beside melanin and blood; keep one or the other";
    assert_said("'tan'", "'tan'\nmelanin = 0.05", expected);
    let head = |head: &str| said(&format!("{SHORT}[head]\n{head}"));
    let expected = "plan.toml:14: head.file cannot stand beside head.model; keep one or the other";
    assert_eq!(head("model = 'built-in'\nfile = 'a.obj'\nunit = 'mm'"), expected);
    assert_eq!(head("unit = 'mm'"), "plan.toml:13: head.unit goes with head.file only");
    assert_eq!(
        head("file = 'a.obj'\nunit = 'mile'"),
        "plan.toml:14: head.unit = \"mile\" is not one of mm, cm, dm, m, inch"
    );
    assert_eq!(
        head("unit='m'\nfile = ''"),
        "plan.toml:14: head.file is empty; write the path of a scan: OBJ, PLY, STL, GLB or a zip with one"
    );
    let expected = "plan.toml:15: head.forward = \"-z\" lies along head.up = \"+z\"";
    assert_eq!(head("file = 'a.obj'\nunit = 'mm'\nforward = '-z'\nup = '+z'"), expected);
}

#[test]
fn sessions_in_order_and_not_too_many() {
    let session = |day: &str| format!("[[sessions]]\nday = {day}\ndilution = 5\ndensity_per_cm2 = 9\n");
    let text = format!("{SHORT}{}{}{}{}", session("12"), session("5"), session("8000"), session("13"));
    let expected = "\
plan.toml:17: sessions[3].day = 5 is before the session above, on day 12
plan.toml:21: sessions[4].day = 8000 is outside 0 to 7300 days";
    assert_eq!(said(&text), expected);
    let same_day = Plan::from_toml(&format!("{SHORT}{}", session("0")), "").unwrap();
    assert_eq!(same_day.sessions.len(), 2);
    let most = format!("{SHORT}{}", session("1").repeat(15));
    assert_eq!(Plan::from_toml(&most, "").unwrap().sessions.len(), 16);
    let expected = "plan.toml:8: sessions lists 17 sessions; at most 16 are allowed";
    assert_eq!(said(&format!("{most}{}", session("1"))), expected);
}

#[test]
fn another_format_is_the_only_news() {
    let expected = "plan.toml:1: format = 3 is not understood; this version of Papilla reads 1 and 2";
    assert_said("format = 2", "format = 3\ncolour = 'green'", expected);
    assert_said("format = 2", "format = '1'", "plan.toml:1: format = '1' is text; it must be 2");
}

#[test]
fn broken_toml_with_the_key_where_there_is_one() {
    for (from, to, expected) in [
        ("name =", "name", "2:6: this is not TOML: key with no value, expected `=`"),
        ("[hair_loss]", "[hair_loss", "6:11: this is not TOML: unclosed table, expected `]`"),
        ("day = 0", "day =", "9: sessions[1].day has no value"),
        (
            "'black'",
            "black",
            "5: client.hair_colour = black is not TOML: string values must be quoted, expected literal string",
        ),
        (
            "= 10\n",
            "= 1,5 # thin\n",
            "10: sessions[1].dilution = 1,5 is not TOML: unexpected key or value, expected newline, `#`; decimals are written with a point",
        ),
        (
            "= 80\n",
            "= 80\nzones = ['vertex'\nneedle_mm = 0.3",
            "12: sessions[1].zones = ['vertex' is not TOML: missing comma between array elements, expected `,`",
        ),
        ("day = 0", "day = 0\nday = 1", "10:1: this is not TOML: duplicate key"),
    ] {
        assert_said(from, to, &format!("plan.toml:{expected}"));
    }
}

#[test]
fn all_problems_are_listed_in_the_order_of_the_file() {
    let text = "\
format = 2
seed = 1.5
[client]
skin_tone = 'pale'
hair_colour = 'black'
shaft_mm = 2
[hair_loss]
[hairline]
hight_mm = 70
[[sessions]]
day = 0
dilution = 1,5
density_per_cm2 = 500
";
    let problems = match Plan::from_toml(text, "plan.toml") {
        Err(PlanError::Invalid { problems, .. }) => problems,
        other => panic!("{other:?}"),
    };
    let found: Vec<_> = problems.iter().map(|problem| (problem.place.unwrap().line, &*problem.key)).collect();
    let expected = [
        (2, "seed"),
        (4, "client.skin_tone"),
        (6, "client.shaft_mm"),
        (9, "hairline.hight_mm"),
        (12, "sessions[1].dilution"),
        (13, "sessions[1].density_per_cm2"),
    ];
    assert_eq!(found, expected, "a missing key is not looked for while the TOML is broken");
    let mended = said(&text.replace("1,5", "1.5"));
    assert_eq!(mended.lines().count(), 6, "{mended}");
    assert!(mended.contains("plan.toml:7: hair_loss.pattern is missing"), "{mended}");
}

#[test]
fn a_shape_is_the_built_in_heads_only_and_has_ranges() {
    let text = format!("{SHORT}[head]\nsex = 'female'\nlength_mm = 250\n");
    assert!(
        said(&text).contains("plan.toml:14: head.length_mm = 250 is outside 170 to 222 mm"),
        "{}",
        said(&text)
    );
    let text = format!("{SHORT}[head]\nfile = 'a.obj'\nunit = 'cm'\nage_years = 60\nsex = 'female'\n");
    for key in ["head.age_years", "head.sex"] {
        let sentence = format!("{key} goes with the built-in head only; a scan has its own shape");
        assert!(said(&text).contains(&sentence), "{}", said(&text));
    }
    let text = format!("{SHORT}[head]\nsex = 'female'\nage_years = 60\n");
    let HeadSource::BuiltIn(shape) = Plan::from_toml(&text, "").unwrap().head else { panic!("built in") };
    assert_eq!(shape, HeadShape { age_years: 60.0, ..HeadShape::usual(Sex::Female) });
}

#[test]
fn strokes_that_cannot_be() {
    let stroke = |lines: &str| said_after("[[sessions]]", &format!("[[strokes]]\n{lines}\n[[sessions]]"));
    for (lines, expected) in [
        (
            "paint = 'leave'",
            "path_mm is missing; it must be a list of pairs of numbers, mm to the left and to the front of the top of the head",
        ),
        ("path_mm = [[0, 0]]", "paint is missing; it must be one of treat, leave, density, scar, erase"),
        (
            "paint = 'scar'\npath_mm = []",
            "path_mm is empty; write one place at least, or leave the stroke out",
        ),
        (
            "paint = 'scar'\npath_mm = [[1]]",
            "path_mm = [[1]] is a list; it must be a list of pairs of numbers, mm to the left and to the front of the top of the head",
        ),
        ("paint = 'scar'\npath_mm = [[0, 0], [0, 999]]", "path_mm[2]: front = 999 is outside -240 to 240 mm"),
        ("paint = 'erase'\nradius_mm = 1\npath_mm = [[0, 0]]", "radius_mm = 1 is outside 3 to 40 mm"),
    ] {
        let said = stroke(lines);
        assert!(said.ends_with(&format!(": strokes[1].{expected}")), "{said}");
    }
    let many = Stroke { path_mm: vec![[0.0; 2]; 257], ..Stroke::usual(Paint::Scar) };
    let plan = Plan { strokes: vec![many; 129], ..Plan::default() };
    let said = plan.validate();
    assert_eq!(said[0].to_string(), "strokes lists 129 strokes; at most 128 are allowed");
    assert_eq!(
        said[1].to_string(),
        "strokes[1].path_mm lists 257 places; at most 256 are allowed in a stroke"
    );
}
