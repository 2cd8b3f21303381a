//! Plans as files.

use std::fs;

use tempfile::tempdir;

use super::*;

fn said_of_file(bytes: &[u8]) -> String {
    let directory = tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    fs::write(&path, bytes).unwrap();
    let said = Plan::load(&path).unwrap_err().to_string();
    said.replace(&path.display().to_string(), "plan.toml")
}

#[test]
fn files_that_are_no_plans_are_refused_in_one_sentence() {
    assert_eq!(said_of_file(b""), "plan.toml is empty; a plan begins with format = 2");
    assert_eq!(said_of_file(b" \r\n\t\n"), "plan.toml is empty; a plan begins with format = 2");
    assert_eq!(said_of_file(b"\xef\xbb\xbf\n"), "plan.toml is empty; a plan begins with format = 2");
    let utf8 = "plan.toml is not text in UTF-8; save it as UTF-8 and try again";
    assert_eq!(said_of_file(b"name = \"Zo\xeb\""), utf8);
    assert_eq!(said_of_file(b"\xff\xfef\0o\0r\0"), utf8);
    assert_eq!(said_of_file(&vec![b'#'; (1 << 20) + 1]), "plan.toml is larger than 1 MB; that is not a plan");
}

#[test]
fn a_missing_file_and_a_directory_are_named() {
    let directory = tempdir().unwrap();
    let missing = directory.path().join("missing.toml");
    let error = Plan::load(&missing).unwrap_err();
    assert_eq!(error.to_string(), format!("{} does not exist", missing.display()));
    let said = format!("{} is a directory; a plan is a file", directory.path().display());
    assert_eq!(Plan::load(directory.path()).unwrap_err().to_string(), said);
    assert_eq!(Plan::demo().save(directory.path()).unwrap_err().to_string(), said);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let text = format!("\u{feff}{}", Plan::DEMO.replace('\n', "\r\n"));
    assert_eq!(Plan::from_toml(&text, "").unwrap(), Plan::demo());
    let broken = format!("\u{feff}{}", SHORT.replace('\n', "\r\n").replace("= 80", "= 800"));
    let expected = "plan.toml:11: sessions[1].density_per_cm2 = 800 is outside 0 to 400 dots per cm2";
    assert_eq!(said(&broken), expected);
}

#[test]
fn a_saved_plan_loads_the_same_and_leaves_nothing_beside_it() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    for seed in [3, 4] {
        let plan = Plan { seed, ..Plan::demo() };
        plan.save(&path).unwrap();
        assert_eq!(Plan::load(&path).unwrap(), plan);
    }
    let names: Vec<_> = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["plan.toml"]);
}

#[test]
fn a_plan_that_could_not_be_read_back_is_not_saved_over_one_that_can() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    Plan::demo().save(&path).unwrap();
    let mut plan = Plan::demo();
    plan.sessions[1].depth_mm = f32::NAN;
    let said = "sessions[2].depth_mm = NaN is not a finite number; it must be 0.02 to 2 mm";
    assert_eq!(plan.save(&path).unwrap_err().to_string(), format!("{}: {said}", path.display()));
    assert_eq!(Plan::load(&path).unwrap(), Plan::demo());
}

#[test]
fn a_save_into_nowhere_says_so() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("nowhere").join("plan.toml");
    let said = Plan::demo().save(&path).unwrap_err().to_string();
    assert!(said.starts_with(&format!("{} cannot be saved: ", path.display())), "{said}");
}

#[cfg(unix)]
#[test]
fn a_save_through_a_link_writes_the_file_it_names_and_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = tempdir().unwrap();
    let (file, link) = (directory.path().join("plan.toml"), directory.path().join("link.toml"));
    Plan::default().save(&file).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&file, &link).unwrap();
    Plan::demo().save(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(Plan::load(&file).unwrap(), Plan::demo());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_read_only_plan_is_left_alone() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("plan.toml");
    Plan::default().save(&path).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let said = Plan::demo().save(&path).unwrap_err().to_string();
    assert_eq!(said, format!("{} is read-only; save under another name", path.display()));
    assert_eq!(Plan::load(&path).unwrap(), Plan::default());
}

#[test]
fn a_plan_of_an_older_version_opens_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let note = |text: &str| {
        let path = folder.path().join("plan.toml");
        std::fs::write(&path, text).unwrap();
        let (plan, note) = Plan::load_with_note(&path).unwrap();
        assert_eq!(plan, Plan::demo(), "the note changes nothing");
        note
    };
    assert!(note(&Plan::DEMO.replace("format = 2", "format = 1")).unwrap().contains("twice as wide"));
    assert_eq!(note(Plan::DEMO), None, "planted: a plan of this version");
}
