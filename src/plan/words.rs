//! Words a plan may use: every choice has a key (the TOML word), and a label (what a client understands)
//! from the catalogue.

/// A choice out of a short list of named things. Written by [`words!`], read by the plan reader.
pub(super) trait Word: Copy + 'static {
    /// All choices, in the order shown to people.
    const CHOICES: &'static [Self];
    /// The TOML word.
    fn key(self) -> &'static str;
    /// The choice a TOML word means.
    fn from_key(word: &str) -> Option<Self>;

    /// All keys, joined for a message: `a, b, c`.
    fn choices() -> String {
        Self::CHOICES.iter().map(|choice| choice.key()).collect::<Vec<_>>().join(", ")
    }
}

/// Gives an enum `ALL`, `key` and `from_key`, and a `label` where a message is named whose options its keys are. A key
/// may have aliases, which are read but never written.
macro_rules! words {
    ($name:ident in $message:literal { $($choices:tt)+ }) => {
        $crate::plan::words::words!($name { $($choices)+ });

        impl $name {
            /// Words a client understands.
            pub fn label(self) -> &'static str {
                $crate::words::of($message, self.key())
            }
        }
    };
    ($name:ident { $($variant:ident = $key:literal $(| $alias:literal)*;)+ }) => {
        impl $name {
            /// All choices, in the order shown to people.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$variant),+];

            /// The TOML word.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The choice a TOML word means.
            pub fn from_key(word: &str) -> Option<Self> {
                match word { $($key $(| $alias)* => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::plan::words::Word for $name {
            const CHOICES: &'static [Self] = &Self::ALL;
            fn key(self) -> &'static str {
                self.key()
            }
            fn from_key(word: &str) -> Option<Self> {
                Self::from_key(word)
            }
        }
    };
}
pub(super) use words;

/// The candidate a person most likely meant by `word`, if any is near.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: String = word.chars().take(40).flat_map(char::to_lowercase).collect();
    let near = 1 + word.chars().count() / 4;
    candidates
        .into_iter()
        .map(|candidate| (apart(&word, candidate), candidate))
        .filter(|(distance, _)| *distance <= near && !word.is_empty())
        .min_by_key(|(distance, candidate)| (*distance, candidate.len().abs_diff(word.len())))
        .map(|(_, candidate)| candidate)
}

/// How far `candidate` is from what was meant by `word`: by spelling, or by its beginning (`depht`, `depth_mm`).
fn apart(word: &str, candidate: &str) -> usize {
    let beginning: String = candidate.chars().take(word.chars().count()).collect();
    distance(word, candidate).min(1 + distance(word, &beginning))
}

/// Letters to change, add, drop or swap to get from `a` to `b`; 1 when one is a part of the other (`depth`,
/// `depth_mm`).
fn distance(a: &str, b: &str) -> usize {
    if a != b && a.len().min(b.len()) >= 3 && (a.contains(b) || b.contains(a)) {
        return 1;
    }
    strsim::osa_distance(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_single_letter_edits() {
        for (a, b, expected) in [
            ("", "abc", 3),
            ("day", "day", 0),
            ("dya", "day", 1),
            ("zones", "zone", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn nearest_finds_slips_and_lost_units_but_does_not_guess_wildly() {
        let keys = ["day", "depth_mm", "depth_spread_mm", "density_per_cm2", "needle_mm", "dilution"];
        for (word, expected) in [
            ("depth", Some("depth_mm")),
            ("depht", Some("depth_mm")),
            ("dept_mm", Some("depth_mm")),
            ("Needle_mm", Some("needle_mm")),
            ("dilutoin", Some("dilution")),
            ("density", Some("density_per_cm2")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, keys), expected, "{word}");
        }
    }
}
