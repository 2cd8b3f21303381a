//! MTL files: the colours and pictures of an OBJ file's materials.

use super::paint::{Paint, Source};
use super::text::{lines, number, plain, words};

/// The materials by name; what cannot be read tells nothing.
pub fn read(text: &[u8]) -> Vec<(String, Paint)> {
    let mut found: Vec<(String, Paint)> = Vec::new();
    for (_, line) in lines(&plain(text)) {
        let line = line.trim_ascii();
        let (word, rest) = line.split_at(line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len()));
        let name = || String::from_utf8_lossy(rest.trim_ascii()).into_owned();
        let word = word.to_ascii_lowercase();
        match (word.as_slice(), found.last_mut()) {
            (b"newmtl", _) => found.push((name(), Paint::UNKNOWN)),
            (b"kd", Some((_, paint))) if paint.picture.is_none() => paint.factor = colour(rest),
            (b"map_kd", Some((_, paint))) => {
                let file = without_options(&name());
                if !file.is_empty() {
                    // Beside a picture the colour is what a program wrote by itself.
                    *paint = Paint { picture: Some(Source::File(file)), factor: None };
                }
            }
            _ => {}
        }
    }
    found
}

/// Three numbers, linear as the format has them.
fn colour(rest: &[u8]) -> Option<[f32; 3]> {
    let mut numbers = words(rest).map_while(number).map(|n| n as f32).filter(|n| n.is_finite());
    Some([numbers.next()?, numbers.next()?, numbers.next()?])
}

/// The path behind the options of a picture, with the spaces that are in it.
fn without_options(told: &str) -> String {
    let mut rest = told.trim();
    while rest.starts_with('-') {
        let (option, mut after) = next_word(rest);
        let most = match option {
            "-s" | "-o" | "-t" => 3,
            "-mm" => 2,
            _ => 1,
        };
        for k in 0..most {
            let (word, behind) = next_word(after);
            // Of three numbers the last two may be left out.
            if behind.is_empty() || (k > 0 && number(word.as_bytes()).is_none()) {
                break;
            }
            after = behind;
        }
        if after.len() == rest.len() {
            break;
        }
        rest = after;
    }
    rest.trim_matches('"').to_owned()
}

fn next_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_found_behind_any_options() {
        for (told, wanted) in [
            ("skin.jpg", "skin.jpg"),
            ("a head of mine.jpg", "a head of mine.jpg"),
            ("-s 1 1 1 -o 0 0 0 C:\\scans\\a head.jpg", "C:\\scans\\a head.jpg"),
            ("-s 2 skin.png", "skin.png"),
            ("-bm 0.2 -clamp on -imfchan r -mm 0 1 /tmp/skin.png", "/tmp/skin.png"),
            ("\"my skin.png\"", "my skin.png"),
            ("-s", ""),
        ] {
            assert_eq!(without_options(told), wanted, "{told}");
        }
        let told = read(b"newmtl a b\nKd 1 0 0\nNEWMTL c\r\nmap_kd -bm 1 x.png\nKd 0 0 0\n");
        assert_eq!(told[0], (String::from("a b"), Paint { picture: None, factor: Some([1.0, 0.0, 0.0]) }));
        assert_eq!(told[1].1, Paint { picture: Some(Source::File("x.png".into())), factor: None });
        assert_ne!(told[0].1, told[1].1, "planted: two materials are not one");
    }
}
