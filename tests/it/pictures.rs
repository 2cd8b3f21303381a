//! Pictures carry their plans through the command line.

use std::fs;
use std::path::Path;
use std::process::Command;

use papilla::plan::Plan;

use crate::support::process::{papilla, stderr, stdout};

/// What the program prints; it must succeed.
fn says(arguments: &[&str]) -> String {
    let output = papilla(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_rendered_picture_stands_for_its_plan_wherever_a_plan_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (plan, picture, again, back) = (at("plan.toml"), at("x.png"), at("y.png"), at("back.toml"));
    let mut treatment = Plan::demo();
    treatment.name = "Client Berg".into();
    treatment.hairline.height_mm = 84.0;
    treatment.save(&plan).unwrap();
    let tiny = ["--size", "40x30", "--samples", "1", "-o"];
    let render = |from: &Path, to: &Path| says(&[&["render", text(from)][..], &tiny, &[text(to)]].concat());
    render(&plan, &picture);
    let stats = |path: &Path| says(&["stats", text(path), "--json"]);
    assert_eq!(stats(&plan), stats(&picture));
    assert_ne!(stats(&plan), says(&["stats", "--json"]), "stats cannot tell this plan from the demo");
    says(&["check", text(&picture)]);
    says(&["plan", text(&picture), "-o", text(&back)]);
    assert_eq!(Plan::load(&back).unwrap(), Plan { name: "Untitled".into(), ..treatment });
    render(&picture, &again);
    assert_eq!(
        fs::read(&picture).unwrap(),
        fs::read(&again).unwrap(),
        "the picture of a picture is the same"
    );
    let bytes = fs::read(&picture).unwrap();
    assert!(!bytes.windows(4).any(|window| window == b"Berg"), "the client's name left the house");
}

#[test]
fn a_sheet_carries_its_plan_and_a_swatch_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let (sheet, swatch) = (folder.path().join("sheet.png"), folder.path().join("swatch.png"));
    let small = ["--size", "40x40", "--samples", "1", "--views", "front", "--beside", "too-deep"];
    says(&[&["sheet", "-o", text(&sheet)][..], &small].concat());
    assert_eq!(Plan::load(&sheet).unwrap(), Plan { name: "Untitled".into(), ..Plan::demo() });
    says(&["swatch", "--size-mm", "2", "--px-per-mm", "10", "-o", text(&swatch)]);
    let output = papilla(&["stats", text(&swatch)]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(
        said.contains("swatch.png is a picture that carries no plan") && said.lines().count() == 1,
        "{said}"
    );
}

/// `papilla plan -o FILE` from a shell that prepares its ground; gives what it says of the file.
#[cfg(unix)]
fn refused(prelude: &str, file: &Path) -> String {
    let script = format!("{prelude} \"$0\" plan -o \"$1\"");
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", &script, env!("CARGO_BIN_EXE_papilla")]).arg(file).output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_is_named_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.toml");
    // A limit of one block on what a process may write stands for a disk with one block left.
    let said = refused("trap '' XFSZ; ulimit -f 1; exec", &file);
    for word in ["plan.toml cannot be saved", text(folder.path()), "save in another folder"] {
        assert!(said.contains(word), "{word:?}: {said}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "half a file was left");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_with_a_way_out() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("locked");
    fs::create_dir(&inside).unwrap();
    fs::set_permissions(&inside, fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    // The administrator may write everywhere, so the test steps down to nobody.
    let administrator = fs::write(inside.join("probe"), "").is_ok();
    let prelude =
        if administrator { "exec setpriv --reuid=65534 --regid=65534 --clear-groups" } else { "exec" };
    let said = refused(prelude, &inside.join("plan.toml"));
    for word in ["plan.toml cannot be saved", "locked is read-only", "save in another folder"] {
        assert!(said.contains(word), "{word:?}: {said}");
    }
}
