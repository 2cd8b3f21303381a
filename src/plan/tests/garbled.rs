//! Texts that are nearly plans, or nothing like one: an answer always comes, soon, and with places inside the text.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

/// Reads `text`, and holds what must be true of any answer.
fn answers(text: &str) -> Result<(), TestCaseError> {
    match Plan::from_toml(text, "plan.toml") {
        Ok(plan) => {
            prop_assert!(text.parse::<toml::Table>().is_ok(), "broken TOML was taken for a plan");
            prop_assert_eq!(plan.validate(), []);
        }
        Err(PlanError::Invalid { problems, .. }) => {
            prop_assert!(!problems.is_empty());
            let lines = text.split('\n').count();
            for problem in problems {
                let place = problem.place.ok_or_else(|| TestCaseError::fail("no place"))?;
                prop_assert!((1..=lines).contains(&place.line) && place.column >= 1, "{:?}", place);
                prop_assert!(!problem.to_string().contains(char::is_control), "{:?}", problem);
            }
        }
        Err(error) => prop_assert!(false, "{}", error),
    }
    Ok(())
}

/// Pieces that break TOML or mean something in it.
const PIECES: &[&str] = &[
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "\"",
    "'''",
    "\n",
    "#",
    ",",
    ".",
    "nan",
    "-inf",
    "1e999",
    "0x",
    "true",
    "\\",
    "\u{1b}",
    "é",
    "[[sessions]]\n",
    "[client]\n",
    "day = 1\n",
    "format = 2\n",
    "99999999999999999999",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_demo_cut_short_is_answered(cut in any::<Index>()) {
        let end = Plan::DEMO.floor_char_boundary(cut.index(Plan::DEMO.len()));
        answers(&Plan::DEMO[..end])?;
    }

    #[test]
    fn a_garbled_demo_is_answered(edits in prop::collection::vec((any::<Index>(), 0usize..12, select(PIECES)), 1..6)) {
        let mut text = Plan::DEMO.to_owned();
        for (at, gone, piece) in edits {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary((start + gone).min(text.len()));
            text.replace_range(start..end, piece);
        }
        answers(&text)?;
    }

    #[test]
    fn lines_in_any_order_are_answered(order in Just(Plan::DEMO.lines().collect::<Vec<_>>()).prop_shuffle()) {
        answers(&order.join("\n"))?;
    }

    #[test]
    fn any_text_is_answered(text in ".{0,200}") {
        answers(&text)?;
    }
}

#[test]
fn a_megabyte_of_anything_is_answered_soon() {
    let piece = |piece: &str| piece.repeat((1 << 20) / piece.len());
    for (name, text) in [
        ("open lists", format!("x = {}", piece("["))),
        ("open tables", format!("x = {}", piece("{a="))),
        ("dotted keys", format!("{}a = 1", piece("a."))),
        ("sessions", format!("{SHORT}{}", piece("[[sessions]]\n"))),
        ("broken sessions", format!("{SHORT}{}", piece("[[sessions]]\nday = x\n"))),
        ("the same key", piece("day = 1\n")),
        ("no keys", piece("x\n")),
        ("unknown keys", (0..20_000).map(|index| format!("day{index} = 1\n")).collect()),
        ("unknown keys in one line", {
            let keys: String = (0..20_000).map(|index| format!("day{index} = 1,")).collect();
            format!("client = {{{keys}}}")
        }),
    ] {
        let start = Instant::now();
        assert!(Plan::from_toml(&text, "plan.toml").is_err(), "{name}");
        assert!(start.elapsed() < Duration::from_secs(30), "{name}: {:?}", start.elapsed());
    }
}
