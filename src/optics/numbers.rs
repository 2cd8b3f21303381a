//! Reads the embedded tables.

/// Numbers of an embedded table: lines of commas, `#` comments and lines of words skipped.
///
/// A word among numbers becomes NaN, which the tests of each table would find.
pub fn numbers(text: &str) -> impl Iterator<Item = Vec<f64>> + '_ {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.split(',').map(|word| word.trim().parse().unwrap_or(f64::NAN)).collect())
}
