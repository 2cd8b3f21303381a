//! Words, tones, zones.

use super::*;
use crate::plan::words::Word;

/// Keys are unique, kebab-case and read back.
macro_rules! assert_words {
    ($($name:ident)+) => { $(
        for (index, choice) in $name::ALL.into_iter().enumerate() {
            assert_eq!($name::from_key(choice.key()), Some(choice));
            assert!(!choice.label().is_empty());
            let kebab = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "+-".contains(letter);
            assert!(choice.key().chars().all(kebab), "{}", choice.key());
            assert!($name::ALL[..index].iter().all(|other| other.key() != choice.key()), "{}", choice.key());
        }
        assert_eq!($name::from_key("nothing"), None);
    )+ };
}

#[test]
fn every_choice_has_a_key_that_reads_back() {
    assert_words!(SkinTone HairColour LossPattern HairlineStyle LengthUnit Axis Pigment Zone);
    assert_words!(Ethnicity Shine Longevity ScarKind Paint Target Template);
}

#[test]
fn comments_of_the_demo_list_every_word() {
    let is_listed = |key: &str, words: &str| {
        Plan::DEMO.lines().any(|line| line.starts_with(key) && line.ends_with(&format!("# {words}")))
    };
    for (key, words) in [
        ("skin_tone", SkinTone::choices()),
        ("hair_colour", HairColour::choices()),
        ("style", HairlineStyle::choices()),
        ("pigment", Pigment::choices()),
    ] {
        assert!(is_listed(key, &words), "assets/plans/demo.toml, beside {key}: {words}");
    }
    assert!(!is_listed("pigment", "brown"), "planted");
}

#[test]
fn norwood_types_are_read_in_digits_and_in_roman_numerals() {
    use LossPattern::*;
    let types = [I, II, III, IV, V, VI, VII].into_iter().zip(["i", "ii", "iii", "iv", "v", "vi", "vii"]);
    for (index, (pattern, roman)) in types.enumerate() {
        assert_eq!(pattern.key(), format!("norwood-{}", index + 1));
        assert_eq!(LossPattern::from_key(&format!("norwood-{roman}")), Some(pattern));
        assert_eq!(LossPattern::from_key(&format!("norwood-{}", roman.to_uppercase())), Some(pattern));
    }
}

#[test]
fn tones_darken_in_order_and_are_their_own_nearest_tone() {
    for pair in SkinTone::ALL.windows(2) {
        assert!(Skin::from_tone(pair[0]).melanin < Skin::from_tone(pair[1]).melanin);
    }
    for tone in SkinTone::ALL {
        assert_eq!(Skin::from_tone(tone).tone(), tone);
    }
    assert_eq!(Skin { melanin: 0.45, blood: 0.01 }.tone(), SkinTone::Dark);
    assert_eq!(Skin { melanin: 0.005, blood: 0.01 }.tone(), SkinTone::VeryLight);
    assert_eq!(Skin { melanin: 0.045, blood: 0.01 }.tone(), SkinTone::Intermediate);
}

#[test]
fn zones_are_a_set() {
    assert_eq!(Zone::ALL.into_iter().collect::<Zones>(), Zones::ALL);
    for zone in Zone::ALL {
        assert!(!Zones::ALL.without(zone).contains(zone));
        assert_eq!(Zones::ALL.without(zone).iter().count(), Zone::ALL.len() - 1);
        assert_eq!(Zones::default().with(zone).iter().collect::<Vec<_>>(), [zone]);
        assert!(Zones::default().with(zone).without(zone).is_empty());
    }
}

#[test]
fn axes_are_unit_vectors_and_parallel_to_their_opposite_only() {
    for a in Axis::ALL {
        for b in Axis::ALL {
            let dot: f32 = a.vector().iter().zip(b.vector()).map(|(a, b)| a * b).sum();
            assert_eq!(a.is_parallel(b), dot.abs() == 1.0, "{a:?} {b:?}");
        }
    }
}

#[test]
fn units_are_in_mm() {
    assert_eq!(LengthUnit::ALL.map(LengthUnit::mm), [1.0, 10.0, 100.0, 1000.0, 25.4]);
}
