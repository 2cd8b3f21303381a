//! The heading of a PLY file, and the numbers behind it.

use super::paint::file_name;
use super::text::{lines, number, words};

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// As text, an item a line.
    Text,
    /// Binary, lowest byte first.
    Little,
    /// Binary, highest byte first.
    Big,
}

/// Kinds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole, of so many bytes, with a sign or without.
    Whole(usize, bool),
    /// Of four or eight bytes.
    Real(usize),
}

impl Kind {
    fn of(word: &str) -> Option<Kind> {
        Some(match word {
            "char" | "int8" => Kind::Whole(1, true),
            "uchar" | "uint8" => Kind::Whole(1, false),
            "short" | "int16" => Kind::Whole(2, true),
            "ushort" | "uint16" => Kind::Whole(2, false),
            "int" | "int32" => Kind::Whole(4, true),
            "uint" | "uint32" => Kind::Whole(4, false),
            "float" | "float32" => Kind::Real(4),
            "double" | "float64" => Kind::Real(8),
            _ => return None,
        })
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        matches!(self, Kind::Whole(..))
    }

    fn size(self) -> usize {
        match self {
            Kind::Whole(size, _) | Kind::Real(size) => size,
        }
    }

    fn value(self, bytes: &[u8], coding: Coding) -> f64 {
        let push = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        let bits = match coding {
            Coding::Big => bytes.iter().fold(0, push),
            _ => bytes.iter().rev().fold(0, push),
        };
        match self {
            Kind::Whole(1, true) => f64::from(bits as i8),
            Kind::Whole(2, true) => f64::from(bits as i16),
            Kind::Whole(_, true) => f64::from(bits as i32),
            Kind::Whole(_, false) => bits as f64,
            Kind::Real(4) => f64::from(f32::from_bits(bits as u32)),
            Kind::Real(_) => f64::from_bits(bits),
        }
    }
}

/// A property of an element: one number, or a list with its count before it.
pub struct Property {
    /// What it is called.
    pub name: String,
    /// Kind of each number.
    pub kind: Kind,
    count_kind: Option<Kind>,
}

/// A list of items of one kind.
pub struct Element {
    /// What it is called.
    pub name: String,
    /// How many items.
    pub count: usize,
    /// What each item tells.
    pub properties: Vec<Property>,
}

/// What a file says of itself.
pub struct Heading {
    /// How its numbers are written.
    pub coding: Coding,
    /// What it holds, in order.
    pub elements: Vec<Element>,
    /// Bare names of pictures.
    pub pictures: Vec<String>,
    /// Lines of the heading.
    pub lines: usize,
}

/// The heading, and the bytes behind it.
pub fn heading(bytes: &[u8]) -> Result<(Heading, &[u8]), String> {
    let mark = b"end_header";
    let end = bytes.windows(mark.len()).position(|w| w == mark).ok_or("its heading has no end")?;
    let (text, rest) = bytes.split_at(end + mark.len());
    let line_end = if rest.starts_with(b"\r\n") { 2 } else { 1 };
    let mut heading = Heading { coding: Coding::Text, elements: Vec::new(), pictures: Vec::new(), lines: 0 };
    for (number, line) in lines(text) {
        heading.lines = number;
        heading.line(&String::from_utf8_lossy(&line))?;
    }
    Ok((heading, rest.get(line_end..).unwrap_or(&[])))
}

impl Heading {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let odd = || format!("its heading says {:?}", line.chars().take(80).collect::<String>());
        match words[..] {
            ["format", coding, ..] => {
                self.coding = match coding {
                    "ascii" => Coding::Text,
                    "binary_little_endian" => Coding::Little,
                    "binary_big_endian" => Coding::Big,
                    _ => return Err(odd()),
                }
            }
            ["element", name, count, ..] => {
                let count = count.parse().map_err(|_| odd())?;
                self.elements.push(Element { name: name.into(), count, properties: Vec::new() });
            }
            ["property", "list", count, kind, name, ..] => {
                self.property(name, Kind::of(kind), Some(Kind::of(count))).ok_or_else(odd)?;
            }
            ["property", kind, name, ..] => self.property(name, Kind::of(kind), None).ok_or_else(odd)?,
            ["comment", word, ..] if word.eq_ignore_ascii_case("TextureFile") => {
                let path = line.split_once(word).map_or("", |(_, path)| path.trim());
                self.pictures.push(file_name(path).to_owned());
            }
            _ => {}
        }
        Ok(())
    }

    fn property(&mut self, name: &str, kind: Option<Kind>, count: Option<Option<Kind>>) -> Option<()> {
        let count_kind = match count {
            Some(kind) => Some(kind?),
            None => None,
        };
        let property = Property { name: name.into(), kind: kind?, count_kind };
        self.elements.last_mut()?.properties.push(property);
        Some(())
    }
}

/// The numbers of a file, item by item.
pub struct Data<'a> {
    coding: Coding,
    rest: &'a [u8],
    text: Box<dyn Iterator<Item = (usize, std::borrow::Cow<'a, [u8]>)> + 'a>,
    heading_lines: usize,
    line: usize,
    values: Vec<f64>,
}

impl<'a> Data<'a> {
    /// Of the bytes behind a heading of so many lines.
    pub fn new(coding: Coding, rest: &'a [u8], heading_lines: usize) -> Data<'a> {
        let text = Box::new(lines(if coding == Coding::Text { rest } else { &[] }));
        Data { coding, rest, text, heading_lines, line: 0, values: Vec::new() }
    }

    /// The line that was read last; 0 in a binary file.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Reads an item and shows the numbers of each property with its place in the list. Whether all could be read.
    pub fn item(&mut self, element: &Element, show: impl FnMut(usize, &[f64])) -> Result<bool, String> {
        match self.coding {
            Coding::Text => self.text_item(element, show),
            _ => self.binary_item(element, show).map(|()| true),
        }
    }

    /// Reads past an item.
    pub fn skip(&mut self, element: &Element) -> Result<(), String> {
        self.item(element, |_, _| {}).map(|_| ())
    }

    fn text_item(&mut self, element: &Element, mut show: impl FnMut(usize, &[f64])) -> Result<bool, String> {
        let next = self.text.find(|(_, line)| !line.trim_ascii().is_empty());
        let (line, text) = next.ok_or("the file breaks off")?;
        self.line = self.heading_lines + line;
        let mut numbers = words(&text).map(number);
        for (k, property) in element.properties.iter().enumerate() {
            let count = match property.count_kind {
                Some(_) => numbers.next().flatten().filter(|n| (0.0..1e9).contains(n)).map(|n| n as usize),
                None => Some(1),
            };
            let Some(count) = count else { return Ok(false) };
            self.values.clear();
            self.values.extend(numbers.by_ref().take(count).map_while(|n| n));
            if self.values.len() < count {
                return Ok(false);
            }
            show(k, &self.values);
        }
        Ok(true)
    }

    fn binary_item(&mut self, element: &Element, mut show: impl FnMut(usize, &[f64])) -> Result<(), String> {
        for (k, property) in element.properties.iter().enumerate() {
            let count = match property.count_kind {
                Some(kind) => kind.value(self.take(kind.size())?, self.coding).max(0.0) as usize,
                None => 1,
            };
            let size = property.kind.size();
            let bytes = self.take(count.saturating_mul(size))?;
            let coding = self.coding;
            self.values.clear();
            self.values.extend(bytes.chunks_exact(size).map(|bytes| property.kind.value(bytes, coding)));
            show(k, &self.values);
        }
        Ok(())
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or("the file breaks off")?;
        self.rest = rest;
        Ok(taken)
    }
}
