//! Text as programs of all countries write it: encodings, line ends, and numbers.

use std::borrow::Cow;

/// The bytes of a text of which all that is ASCII can be read: without a byte order mark, UTF-16 turned into UTF-8.
/// Bytes that are no text stay as they are.
pub fn plain(bytes: &[u8]) -> Cow<'_, [u8]> {
    let from = |order: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| order(*pair)).collect();
        Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(rest),
        [0xFF, 0xFE, rest @ ..] => from(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => from(u16::from_be_bytes, rest),
        _ => match (every_other_is_zero(bytes, 1), every_other_is_zero(bytes, 0)) {
            (true, false) => from(u16::from_le_bytes, bytes),
            (false, true) => from(u16::from_be_bytes, bytes),
            _ => Cow::Borrowed(bytes),
        },
    }
}

/// Whether every second of the first bytes is zero and none of the others: Latin letters in UTF-16 without a mark.
fn every_other_is_zero(bytes: &[u8], parity: usize) -> bool {
    let start = &bytes[..bytes.len().min(64)];
    start.len() >= 8 && start.iter().enumerate().all(|(k, byte)| (*byte == 0) == (k % 2 == parity))
}

/// Lines ended in any way; one that ends in a backslash goes on in the next. With the number of each, from 1.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, Cow<'_, [u8]>)> {
    let mut rest = bytes;
    let mut number = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let first = number + 1;
        let mut line = Cow::Borrowed(next_line(&mut rest, &mut number));
        while let (Some(b'\\'), false) = (line.last(), rest.is_empty()) {
            let joined = line.to_mut();
            joined.pop();
            joined.push(b' ');
            joined.extend_from_slice(next_line(&mut rest, &mut number));
        }
        Some((first, line))
    })
}

fn next_line<'a>(rest: &mut &'a [u8], number: &mut usize) -> &'a [u8] {
    *number += 1;
    let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
    let line = &rest[..end];
    let after = if rest[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
    *rest = rest.get(after..).unwrap_or(&[]);
    line
}

/// The words of a line before a comment.
pub fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    // A mark inside a word is no comment: older compilers write 1.#QNAN.
    let words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    words.take_while(|word| word[0] != b'#')
}

/// A number; not-a-number for every spelling of it; none for what is no number at all.
pub fn number(word: &[u8]) -> Option<f64> {
    let text = str::from_utf8(word).ok()?;
    text.parse().ok().or_else(|| odd_number(text))
}

fn odd_number(text: &str) -> Option<f64> {
    let text = text.trim_end_matches(',');
    let bare = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
    if bare.starts_with("nan") || bare.starts_with("1.#") || bare.starts_with("1,#") {
        return Some(f64::NAN);
    }
    match text.split_once(',') {
        Some((whole, part)) => format!("{whole}.{part}").parse().ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_spelling() {
        for (word, wanted) in [("1.5", 1.5), ("-1,5", -1.5), ("2,", 2.0), ("1e3", 1000.0), ("+7", 7.0)] {
            assert_eq!(number(word.as_bytes()), Some(wanted), "{word}");
        }
        for word in ["nan", "-nan", "NaN", "-nan(ind)", "1.#QNAN", "-1.#IND00", "1.#INF", "inf", "1e400"] {
            assert!(number(word.as_bytes()).is_some_and(|n| !n.is_finite()), "{word}");
        }
        for word in ["", "two", "1.2.3", "1,234.5", "\u{e4}", "0x1"] {
            assert_eq!(number(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn lines_of_every_end_and_letters_of_every_width() {
        let found = |text: &[u8]| lines(&plain(text)).map(|(k, line)| (k, line.to_vec())).collect::<Vec<_>>();
        let wanted = [(1, b"v 1".to_vec()), (2, b"f 1  2".to_vec())];
        for text in ["v 1\nf 1 \\\n2\n", "v 1\rf 1 \\\r2", "\u{feff}v 1\r\nf 1 \\\r\n2\r\n"] {
            assert_eq!(found(text.as_bytes()), wanted, "{text:?}");
            let units: Vec<u16> = text.encode_utf16().collect();
            assert_eq!(found(&units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>()), wanted);
            assert_eq!(found(&units.iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<_>>()), wanted);
        }
        assert_ne!(found(b"v 1\nf 1\n2\n"), wanted, "planted: a line that does not go on");
    }
}
