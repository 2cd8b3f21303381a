//! The command line as a process: words, files, exit codes.

use crate::support::process::{papilla, stderr, stdout};

/// Exit code 2 and one sentence that holds every given word.
fn refuses(arguments: &[&str], words: &[&str]) {
    let output = papilla(arguments);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
    for word in words {
        assert!(text.contains(word), "{arguments:?} does not say {word:?}: {text}");
    }
}

#[test]
fn help_names_every_verb() {
    let output = papilla(&["--help"]);
    assert!(output.status.success());
    for verb in ["render", "sheet", "stats", "check", "plan", "presets", "swatch", "doctor", "export"] {
        assert!(stdout(&output).contains(verb), "{verb}");
    }
    for verb in ["render", "stats", "check", "swatch"] {
        assert!(papilla(&[verb, "--help"]).status.success(), "{verb} --help");
    }
}

#[test]
fn stats_of_the_demo_are_in_range() {
    let output = papilla(&["stats", "--json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let dots = json["dots"].as_u64().unwrap();
    println!("dots {dots}, scalp {} cm2", json["scalp_area_cm2"]);
    assert!((10_000..=40_000).contains(&dots), "{dots}");
    let area = json["scalp_area_cm2"].as_f64().unwrap();
    assert!((560.0..700.0).contains(&area), "{area}");
    let sessions = json["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    assert_eq!(sessions.iter().map(|s| s["dots"].as_u64().unwrap()).sum::<u64>(), dots);
    let zones = json["zones"].as_array().unwrap();
    assert_eq!(zones.iter().map(|z| z["dots"].as_u64().unwrap()).sum::<u64>(), dots);
    let depth = &json["depth"];
    let (mean, min, max) = (&depth["mean_mm"], &depth["min_mm"], &depth["max_mm"]);
    assert!(min.as_f64() < mean.as_f64() && mean.as_f64() < max.as_f64(), "{depth}");
}

#[test]
fn stats_of_a_mistake_say_so() {
    let text = |arguments: &[&str]| stdout(&papilla(&[&["stats"], arguments].concat()));
    assert!(text(&["--template", "too-deep"]).contains("! Too deep"));
    assert!(!text(&[]).contains("! Too deep"), "the demo is sound");
    refuses(&["stats", "--template", "too-wet"], &["too-wet", "too-deep", "classic"]);
}

#[test]
fn two_plans_are_told_apart_by_their_figures() {
    let text = stdout(&papilla(&["stats", "--against-template", "too-deep"]));
    assert!(text.contains("This plan") && text.contains("! Too deep: Too deep:"), "{text}");
    let figures = |arguments: &[&str]| -> [serde_json::Value; 2] {
        let output = papilla(&[&["stats", "--json"], arguments].concat());
        let json: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        [json["figures"][0].clone(), json["figures"][1].clone()]
    };
    let number = |figures: &serde_json::Value, key: &str| figures[key].as_f64().unwrap();
    let [right, deep] = figures(&["--against-template", "too-deep"]);
    assert!(number(&right, "papillary_share") > 0.8 && number(&deep, "papillary_share") < 0.1);
    assert!(number(&deep["blur"], "five_years_mm") > 1.3 * number(&right["blur"], "five_years_mm"));
    assert_eq!(right["dots"], deep["dots"], "depth places no dots");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("same.toml");
    std::fs::write(&path, papilla::plan::Plan::DEMO).unwrap();
    let [this, same] = figures(&["--against", path.to_str().unwrap()]);
    assert_eq!(this, same, "a plan beside itself");
    let whole: serde_json::Value = serde_json::from_str(&stdout(&papilla(&["stats", "--json"]))).unwrap();
    assert_eq!(whole["dots"], this["dots"], "the same laws as without a second plan");
    refuses(&["stats", "--against", "nowhere.toml"], &["nowhere.toml"]);
}

#[test]
fn a_template_is_written_as_a_plan_and_never_over_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("touch-up.toml");
    let file = path.to_str().unwrap();
    let write = ["plan", "--template", "touch-up", "-o", file];
    assert!(papilla(&write).status.success());
    let plan = papilla::plan::Plan::load(&path).unwrap();
    assert_eq!(plan.sessions.len(), papilla::plan::Plan::demo().sessions.len() + 1);
    refuses(&write, &["touch-up.toml", "already"]);
}

#[test]
fn a_sheet_has_a_row_for_each_view_and_a_column_for_each_moment() {
    let folder = tempfile::tempdir().unwrap();
    let size = |name: &str, arguments: &[&str]| {
        let path = folder.path().join(name);
        let common = ["sheet", "--size", "60x50", "--samples", "1", "-o", path.to_str().unwrap()];
        let output = papilla(&[&common[..], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        image::image_dimensions(path).unwrap()
    };
    let story = size("story.png", &["--views", "front,hairline"]);
    let beside = size("beside.png", &["--views", "front", "--beside", "too-deep"]);
    // Before, three sessions fresh and healed, four times years; two plans at two dates.
    let columns = |width: u32| width / 62;
    assert_eq!((columns(story.0), columns(beside.0)), (11, 4));
    assert!(story.1 > 100 && beside.1 < 80, "{story:?} {beside:?}");
}

#[test]
fn every_example_plan_is_sound() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/plans");
    let plans: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(plans.len() >= 6, "{plans:?}");
    for path in plans {
        let plan = papilla::plan::Plan::load(&path).unwrap();
        assert_eq!(papilla::plan::Plan::from_toml(&plan.to_toml(), "").unwrap(), plan, "{}", path.display());
    }
}

#[test]
fn a_plan_with_mistakes_is_refused_with_all_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.toml");
    let text = papilla::plan::Plan::DEMO.replacen("depth_mm = 0.12", "depth_mm = 12", 1).replacen(
        "dilution = 5",
        "dilutoin = 5",
        1,
    );
    std::fs::write(&path, text).unwrap();
    let file = path.to_str().unwrap();
    for verb in [&["check", file][..], &["stats", file], &["render", file, "-o", "x.png"]] {
        refuses(verb, &["bad.toml:", "depth_mm", "12", "dilutoin", "dilution"]);
    }
    refuses(&["check", "no-such-plan.toml"], &["no-such-plan.toml"]);
}

#[test]
fn an_export_never_overwrites_and_knows_its_papers() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settled.glb"), "kept").unwrap();
    refuses(&["export", "-o", folder.path().to_str().unwrap()], &["settled.glb", "is there already"]);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing is written beside it");
    refuses(&["export", "--paper", "a3", "-o", "never"], &["a3", "a4, letter"]);
}

#[test]
fn a_sound_plan_is_checked_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("good.toml");
    std::fs::write(&path, papilla::plan::Plan::DEMO).unwrap();
    let output = papilla(&["check", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("good.toml"));
}

#[test]
fn wrong_words_are_refused_with_the_right_ones() {
    refuses(&["render", "--light", "moon", "-o", "x.png"], &["moon", "clinic", "flash"]);
    refuses(&["render", "--view", "below", "-o", "x.png"], &["below", "front", "top"]);
    refuses(&["render", "--day", "soon", "-o", "x.png"], &["soon", "before"]);
    refuses(&["render", "--size", "0x10", "-o", "x.png"], &["0x10"]);
    refuses(&["render", "--size", "900000x900000", "-o", "x.png"], &["900000"]);
    refuses(&["swatch", "--depth-mm", "9"], &["9", "0.02"]);
}

#[test]
fn render_writes_a_picture_of_the_size_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new folder/head.png");
    let file = path.to_str().unwrap();
    let output = papilla(&["render", "--size", "96x64", "--samples", "1", "--day", "before", "-o", file]);
    assert!(output.status.success(), "{}", stderr(&output));
    let image = image::open(&path).unwrap();
    assert_eq!((image.width(), image.height()), (96, 64));
}

#[test]
fn swatch_prints_what_it_measured() {
    let arguments =
        ["swatch", "--depth-mm", "0.15", "--dot-mm", "0.3", "--tau", "60", "--size-mm", "4", "--json"];
    let output = papilla(&arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let red = json["centre_contrast"][0].as_f64().unwrap();
    assert!((red - 0.649).abs() < 0.1, "{json}");
    assert!(json["bare"]["lab"][0].as_f64() > json["treated"]["lab"][0].as_f64());
    assert!((json["fwhm_mm"].as_f64().unwrap() - 0.3).abs() < 0.05, "{json}");
}

/// The strip's three rows, left to right: dots in the papillary dermis stay, in the epidermis they are shed.
#[test]
fn the_strip_shows_depth_against_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("strip.png");
    let output =
        papilla(&["swatch", "--strip", "--px-per-mm", "12", "--tau", "8", "-o", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", stderr(&output));
    let picture = image::open(&path).unwrap().to_rgb8();
    assert_eq!(picture.width(), 48 * 12);
    // Grain of a row's patch: mean step of green over 0.25 mm up and down, over green; rows at 3.9, 10.4 and 16.9 mm.
    let grain = |x_mm: std::ops::Range<u32>, row_mm: f32| {
        let top = ((row_mm + 0.3) * 12.0) as u32;
        let green = |x: u32, y: u32| f32::from(picture.get_pixel(x, y)[1]);
        let steps: Vec<f32> = (top..top + 47)
            .flat_map(|y| (x_mm.start * 12..x_mm.end * 12).map(move |x| (x, y)))
            .map(|(x, y)| (green(x, y) - green(x, y + 3)).abs() / green(x, y))
            .collect();
        steps.iter().sum::<f32>() / steps.len() as f32
    };
    let [placed, month, years] =
        [3.9, 10.4, 16.9].map(|row| [grain(0..7, row), grain(13..22, row), grain(36..46, row)]);
    println!("{placed:.3?} {month:.3?} {years:.3?}");
    assert!(years[0] < 0.3 * placed[0], "pigment of the epidermis is shed");
    assert!(month[1] > 0.7 * placed[1] && years[1] > 0.25 * placed[1], "papillary pigment stays");
    assert!(placed[2] < 0.2 * placed[1], "deep pigment has no grain");
}

#[test]
fn every_way_to_tell_a_skin_tone_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let demo = include_str!("../../assets/plans/demo.toml");
    let told =
        ["fitzpatrick = \"II\"", "monk = 4", "ita_deg = 45", "lab = [64.2, 9.8, 16.5]", "melanin = 0.03"];
    for (index, tone) in told.into_iter().enumerate() {
        let path = folder.path().join(format!("{index}.toml"));
        std::fs::write(&path, demo.replace("skin_tone = \"intermediate\"", tone)).unwrap();
        let output = papilla(&["check", path.to_str().unwrap()]);
        assert!(output.status.success(), "{tone}: {}", stderr(&output));
    }
    let path = folder.path().join("wrong.toml");
    std::fs::write(&path, demo.replace("skin_tone = \"intermediate\"", "lab = [95, 9]\nmonk = 12")).unwrap();
    refuses(&["check", path.to_str().unwrap()], &["three numbers", "client.monk", "cannot stand beside"]);
}

#[test]
fn presets_and_doctor_speak() {
    let presets = stdout(&papilla(&["presets"]));
    for word in ["clinic", "norwood-5", "dark-brown", "carbon-black", "three-quarter", "mid-scalp"] {
        assert!(presets.contains(word), "{word}: {presets}");
    }
    let doctor = papilla(&["doctor"]);
    assert!(doctor.status.success(), "{}", stderr(&doctor));
    let told = stdout(&doctor);
    for words in ["probe: passed", "standard frame, 1280 x 720 px: ", "largest picture: ", "chosen: "] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
