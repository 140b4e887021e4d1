//! One case study and the small types it is made of.

use std::str::FromStr;

use super::Country;

/// One case study.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Permanent public name, of `a-z`, `0-9` and `-`.
    pub id: String,
    /// Title, never empty.
    pub title: String,
    /// What the case is about, in a few sentences.
    pub summary: String,
    /// Countries, the lead first; none means international.
    pub countries: Vec<Country>,
    /// Who runs it.
    pub organisations: Vec<String>,
    /// The year it began.
    pub year: Option<u16>,
    /// For each of the catalog's facets, positions of this case's values.
    pub facet_values: Vec<Vec<usize>>,
    /// The parts of the template that this case fills, in the template's order.
    pub sections: Vec<Section>,
    /// Further reading.
    pub links: Vec<Link>,
    /// The page that the case was taken from.
    pub source_url: Option<String>,
    /// A picture.
    pub image: Option<Image>,
    /// When the case was last edited.
    pub updated: Option<Date>,
    /// Former ids, which still open this case.
    pub aliases: Vec<String>,
    /// Set when the publisher took the case back.
    pub withdrawn: Option<Withdrawal>,
}

impl Case {
    /// Whether this is or was the case's id.
    pub fn answers_to(&self, id: &str) -> bool {
        self.id == id || self.aliases.iter().any(|alias| alias == id)
    }
}

/// A filled part of the case template.
#[derive(Debug, Clone)]
pub struct Section {
    /// Position of its kind in [`Catalog::section_kinds`](super::Catalog::section_kinds).
    pub kind: usize,
    /// The case's own heading for it.
    pub heading: Option<String>,
    /// Plain text; see [`blocks`].
    pub body: String,
}

/// A labelled address.
#[derive(Debug, Clone)]
pub struct Link {
    /// What the reader sees.
    pub label: String,
    /// Where it leads, if [`safe_url`] says so.
    pub url: String,
}

/// A picture from the app's own folder.
#[derive(Debug, Clone)]
pub struct Image {
    /// Path below the app's folder.
    pub src: String,
    /// The picture in words.
    pub alt: String,
}

/// Why a case is no longer in the library.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// Since when.
    pub date: Date,
    /// The publisher's words.
    pub reason: String,
}

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// Reads `2026-11-23`, or the date of `2026-11-23T08:00:00Z` (ISO 8601).
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.split_once('T').map_or(text, |(day, _)| day);
        let (year, rest) = day.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let (year, month, day): (u16, u8, u8) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let valid = (1..=9999).contains(&year) && (1..=days).contains(&day);
        valid.then_some(Self { year, month, day })
    }
}

/// Reads a number of `n` digits; a sign is none.
fn digits<T: FromStr>(text: &str, n: usize) -> Option<T> {
    let is_number = text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A part of a plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// Lines that belong together.
    Paragraph(&'a str),
    /// Lines that each started with `- `, without it.
    List(Vec<&'a str>),
}

/// Parts a plain text: a blank line parts paragraphs, lines that start with
/// `- ` are a list. All other characters are text.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open = false;
    for line in text.split('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let line = line.trim();
        if let Some(item) = line.strip_prefix("- ") {
            match blocks.last_mut() {
                Some(Block::List(items)) if open => items.push(item.trim()),
                _ => blocks.push(Block::List(vec![item.trim()])),
            }
        } else if !line.is_empty() {
            match blocks.last_mut() {
                Some(Block::Paragraph(paragraph)) if open => {
                    let from = paragraph.as_ptr() as usize - text.as_ptr() as usize;
                    let to = start + text[start..].find('\n').unwrap_or(text.len() - start);
                    *paragraph = text[from..to].trim();
                }
                _ => blocks.push(Block::Paragraph(line)),
            }
        }
        open = !line.is_empty();
    }
    blocks
}

/// The address, if it may be linked: only `https:`, `http:` and `mailto:`.
///
/// Browsers drop tabs, line ends and leading control characters from an
/// address, so one that holds any is refused as well.
pub fn safe_url(url: &str) -> Option<&str> {
    let hidden = |c: char| c.is_control() || c.is_whitespace();
    if url.contains(hidden) {
        return None;
    }
    let (scheme, rest) = url.split_once(':')?;
    let known = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty()),
        "mailto" => rest.contains('@'),
        _ => false,
    };
    known.then_some(url)
}
