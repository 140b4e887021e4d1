//! A made-up snapshot of any size, to measure and test with.
//!
//! Nothing but whole numbers decides, so a seed gives the same bytes on every
//! platform. Each case is drawn from the seed and its own position: the first
//! cases of a large corpus are those of a small one. The vocabulary does not
//! depend on the seed, so that queries stay valid.
//!
//! It belongs to the tool and not to the library, so that it is never part of
//! the app; tests and benchmarks include this file by its path.

use std::collections::HashSet;
use std::io::{self, Write};

/// Topics of the facet of that name.
const TOPICS: [&str; 30] = [
    "Agriculture",
    "Air",
    "Ageing",
    "Buildings",
    "Children",
    "Crisis",
    "Culture",
    "Data",
    "Defence",
    "Democracy",
    "Education",
    "Employment",
    "Energy",
    "Environment",
    "Families",
    "Finance",
    "Fisheries",
    "Health",
    "Housing",
    "Identity",
    "Justice",
    "Migration",
    "Mobility",
    "Procurement",
    "Security",
    "Sport",
    "Tax",
    "Tourism",
    "Water",
    "Youth",
];
const STAGES: [&str; 5] = ["Idea", "Proposal", "Pilot", "Running", "Ended"];
const LEVELS: [&str; 4] = ["Central", "Regional", "Local", "International"];
const SECTION_KINDS: [&str; 6] = ["Background", "Approach", "Results", "Partners", "Lessons", "Replication"];

/// Countries, the one with most cases first.
const COUNTRIES: [&str; 60] = [
    "US", "GB", "CA", "AU", "KR", "FR", "NL", "DK", "FI", "PT", "ES", "BR", "CO", "CL", "MX", "IT", "DE",
    "SE", "NO", "EE", "IN", "SG", "NZ", "AR", "AE", "IE", "AT", "BE", "PL", "SI", "LV", "LT", "IL", "TR",
    "JP", "UY", "PE", "CR", "KE", "ZA", "RW", "GH", "NG", "UA", "GE", "SK", "CZ", "HU", "GR", "RO", "BG",
    "HR", "IS", "LU", "CH", "VN", "KH", "PH", "ID", "MY",
];

const N_WORDS: usize = 12_000;
const N_ORGANISATIONS: usize = 600;

/// Writes a snapshot of `n_cases` cases, case by case.
///
/// A case holds a title, a summary of 150 to 450 characters, 2 to 5 sections
/// of 200 to 900 characters, 1 to 4 countries, up to 2 organisations, mostly a
/// year, and values of three facets: about 2.9 KB of JSON.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(n_cases: usize, seed: u64, out: &mut impl Write) -> io::Result<()> {
    let vocabulary = Vocabulary::new();
    write_head(n_cases, seed, out)?;
    let mut text = String::new();
    for position in 0..n_cases {
        text.clear();
        write_case(position, seed, &vocabulary, &mut text);
        out.write_all(if position == 0 { b"\n" } else { b",\n" })?;
        out.write_all(text.as_bytes())?;
    }
    out.write_all(b"\n]}\n")
}

fn write_head(n_cases: usize, seed: u64, out: &mut impl Write) -> io::Result<()> {
    let labelled = |labels: &[&str]| {
        let each =
            labels.iter().map(|label| format!(r#"{{"id":"{}","label":"{label}"}}"#, label.to_lowercase()));
        each.collect::<Vec<_>>().join(",")
    };
    write!(
        out,
        concat!(
            r#"{{"schema_version":1,"generated":"2026-01-01","language":"en","library":{{"#,
            r#""title":"Made-up cases","description":"{} cases of made-up words, seed {}.","#,
            r#""publisher":{{"name":"Casebook","statement":"Nothing here is true."}}}},"facets":["#,
            r#"{{"id":"topic","label":"Topic","values":[{}]}},"#,
            r#"{{"id":"stage","label":"Stage","order":"listed","values":[{}]}},"#,
            r#"{{"id":"level","label":"Level","values":[{}]}}],"sections":[{}],"cases":["#
        ),
        n_cases,
        seed,
        labelled(&TOPICS),
        labelled(&STAGES),
        labelled(&LEVELS),
        labelled(&SECTION_KINDS),
    )
}

/// Adds one case as JSON. No text in it holds a character to escape.
fn write_case(position: usize, seed: u64, vocabulary: &Vocabulary, json: &mut String) {
    // Mixed once, so that neighbouring seeds and positions have nothing in common.
    let mut random = Random(Random(seed).next() ^ (position as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let strings = |texts: &[&str]| {
        texts.iter().map(|text| format!("\"{}\"", text.to_lowercase())).collect::<Vec<_>>().join(",")
    };
    let n_countries = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4][random.below(20)];
    let countries = several(n_countries, || COUNTRIES[random.skewed(COUNTRIES.len())]).join("\",\"");
    let n_organisations = [0, 1, 1, 1, 2][random.below(5)];
    let organisations =
        several(n_organisations, || vocabulary.organisations[random.skewed(N_ORGANISATIONS)].as_str());
    let n_topics = 1 + random.below(3);
    let topics = several(n_topics, || TOPICS[random.skewed(TOPICS.len())]);
    let stage = STAGES[random.below(STAGES.len())];
    let levels = several(random.below(2), || LEVELS[random.skewed(LEVELS.len())]);

    json.push_str(&format!(r#"{{"id":"case-{:06}","title":""#, position + 1));
    vocabulary.title(&mut random, json);
    json.push_str(r#"","summary":""#);
    vocabulary.text(&mut random, 150, 450, json);
    json.push_str(&format!(r#"","countries":["{countries}"],"organisations":["#));
    let quoted: Vec<String> = organisations.iter().map(|name| format!("\"{name}\"")).collect();
    json.push_str(&quoted.join(","));
    json.push(']');
    if random.below(20) > 0 {
        json.push_str(&format!(r#","year":{}"#, 2026 - random.below(8) - random.below(10)));
    }
    json.push_str(&format!(r#","facets":{{"topic":[{}],"stage":[{}]"#, strings(&topics), strings(&[stage])));
    if !levels.is_empty() {
        json.push_str(&format!(r#","level":[{}]"#, strings(&levels)));
    }
    json.push_str(r#"},"sections":["#);
    let n_sections = [2, 3, 3, 4, 4, 5, 5, 5][random.below(8)];
    let first = random.below(SECTION_KINDS.len() - n_sections + 1);
    for (at, kind) in SECTION_KINDS[first..first + n_sections].iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        json.push_str(&format!(r#"{comma}{{"kind":"{}","body":""#, kind.to_lowercase()));
        vocabulary.text(&mut random, 200, 900, json);
        json.push_str("\"}");
    }
    json.push_str(&format!(r#"],"links":[],"source_url":"https://example.org/cases/{}"}}"#, position + 1));
}

/// Up to `n` different items.
fn several<'a>(n: usize, mut draw: impl FnMut() -> &'a str) -> Vec<&'a str> {
    let mut items = Vec::new();
    // A repeated draw is not drawn again: it would favour the rare ones.
    for _ in 0..n {
        let item = draw();
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}

/// Made-up words that can be read aloud, the most frequent first.
struct Vocabulary {
    words: Vec<String>,
    /// For each word, the sum of the weights up to it: word `n` weighs
    /// 1 / (n + 2), as in Zipf's law.
    sums: Vec<u64>,
    organisations: Vec<String>,
}

impl Vocabulary {
    fn new() -> Self {
        let mut random = Random(1);
        let mut seen = HashSet::new();
        let mut words = Vec::with_capacity(N_WORDS);
        while words.len() < N_WORDS {
            // Frequent words are short in every language.
            let n_syllables = match words.len() {
                0..60 => 1,
                60..1500 => 2,
                _ => 2 + random.below(3),
            };
            let word: String = (0..n_syllables).map(|_| syllable(&mut random)).collect();
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0;
        let weights = (0..N_WORDS as u64).map(|rank| 1_000_000_000 / (rank + 2));
        let sums = weights.map(|weight| {
            sum += weight;
            sum
        });
        let sums = sums.collect();
        let mut vocabulary = Self { words, sums, organisations: Vec::new() };
        const KINDS: [&str; 6] = ["Ministry", "Agency", "City", "Institute", "Council", "University"];
        let names = (0..N_ORGANISATIONS).map(|at| {
            // Each has a word of its own: no two are one.
            format!("{} of {}", KINDS[random.below(KINDS.len())], capital(&vocabulary.words[1500 + at]))
        });
        vocabulary.organisations = names.collect();
        vocabulary
    }

    fn word(&self, random: &mut Random) -> &str {
        let total = self.sums.last().copied().unwrap_or(1);
        let drawn = random.next() % total;
        &self.words[self.sums.partition_point(|sum| *sum <= drawn)]
    }

    /// Adds a title of three to seven words.
    fn title(&self, random: &mut Random, text: &mut String) {
        text.push_str(&capital(self.word(random)));
        for _ in 0..2 + random.below(5) {
            text.push(' ');
            text.push_str(self.word(random));
        }
    }

    /// Adds sentences of `least` to `most` characters in all.
    fn text(&self, random: &mut Random, least: usize, most: usize, text: &mut String) {
        // The last word may not fit any more.
        const LONGEST_PIECE: usize = 32;
        let end = text.len() + least + LONGEST_PIECE + random.below(most - least - LONGEST_PIECE);
        let mut n_left = 0;
        let start = text.len();
        loop {
            let is_first = n_left == 0;
            if is_first {
                n_left = 6 + random.below(13);
            }
            let mut piece = match random.below(100) {
                0 => (1 + random.below(2000)).to_string(),
                1 => format!("{}-{}", self.word(random), self.word(random)),
                _ => self.word(random).to_owned(),
            };
            if is_first {
                piece = capital(&piece);
            }
            // A stop, a space, and the stop at the end.
            if text.len() + piece.len() + 3 > end {
                break;
            }
            if text.len() > start {
                text.push_str(if is_first { ". " } else { " " });
            }
            text.push_str(&piece);
            n_left -= 1;
        }
        text.push('.');
    }
}

fn syllable(random: &mut Random) -> String {
    const STARTS: [&str; 20] = [
        "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr", "pl", "ch",
        "gr",
    ];
    const MIDDLES: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    const ENDS: [&str; 8] = ["", "", "", "", "n", "r", "s", "l"];
    [STARTS[random.below(20)], MIDDLES[random.below(8)], ENDS[random.below(8)]].concat()
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is small beside 2^64.
    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// A number below `bound`, small ones more often: the smaller of two, of
    /// which one is drawn among few.
    fn skewed(&mut self, bound: usize) -> usize {
        let among = 1 + self.below(bound);
        self.below(among)
    }
}
