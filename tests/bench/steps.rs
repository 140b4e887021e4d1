//! What a person does with a library: sixty addresses, one after another.
//!
//! They are made of the words, organisations and countries of the first cases,
//! which every corpus of the same seed begins with, so that all sizes are asked
//! the same.

use std::collections::BTreeSet;

use casebook::route::Route;
use casebook::search::{Refinement, Years};
use serde_json::{Map, Value, json};

/// What kind of act a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// A letter typed or removed, one by one.
    Typing,
    /// Several words.
    Words,
    /// A word with one mistake, or two in a long one.
    Typo,
    /// A value switched on or off.
    Facet,
    /// A range of years.
    Years,
    /// Another order.
    Sort,
    /// Another page.
    Page,
    /// Back to everything.
    Clear,
}

impl Act {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Typing,
        Self::Words,
        Self::Typo,
        Self::Facet,
        Self::Years,
        Self::Sort,
        Self::Page,
        Self::Clear,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Typing => "typing, letter by letter",
            Self::Words => "several words",
            Self::Typo => "a misspelt word",
            Self::Facet => "values of facets",
            Self::Years => "years",
            Self::Sort => "another order",
            Self::Page => "another page",
            Self::Clear => "back to everything",
        }
    }
}

/// One act of a reader, by the address that it leads to.
#[derive(Debug, Clone)]
pub struct Step {
    /// The act.
    pub act: Act,
    /// The query string.
    pub address: String,
    /// The position of the case whose title the misspelt word stands in.
    pub misspelt_from: Option<usize>,
}

/// Sixty steps from the cases of a snapshot.
pub fn steps(cases: &[Value]) -> Vec<Step> {
    let titles: Vec<Vec<String>> = cases.iter().map(|case| words_of(&case["title"])).collect();
    let mut steps = Vec::new();
    let mut add = |act, address: String| steps.push(Step { act, address, misspelt_from: None });

    // Arriving, then two words of a title, letter by letter.
    add(Act::Clear, String::new());
    let has =
        |title: &[String], from: usize, to: usize| title.iter().any(|word| (from..=to).contains(&word.len()));
    let typed = titles.iter().find(|title| has(title, 8, 8) && has(title, 5, 6));
    let typed = typed.expect("some title has a long word and a shorter one");
    let long = typed.iter().find(|word| word.len() == 8).expect("it was looked for");
    let short = typed.iter().find(|word| (5..=6).contains(&word.len())).expect("it was looked for");
    for n in 1..=long.len() {
        add(Act::Typing, format!("?q={}", &long[..n]));
    }
    for n in 1..=4 {
        add(Act::Typing, format!("?q={long}+{}", &short[..n]));
    }
    add(Act::Clear, String::new());

    // Several words that stand in one case.
    let mut with_many = titles.iter().enumerate().filter(|(_, title)| title.len() >= 4).step_by(3);
    let mut next = || with_many.next().expect("many titles have four words");
    add(Act::Words, format!("?q={}", next().1[..2].join("+")));
    add(Act::Words, format!("?q={}", next().1[..3].join("+")));
    add(Act::Words, format!("?q={}", next().1[..4].join("+")));
    let (position, title) = next();
    let summary = words_of(&cases[position]["summary"]);
    add(Act::Words, format!("?q={}+{}", title[0], summary[..2].join("+")));
    add(Act::Words, format!("?q={}+{}+agriculture", title[1], title[2]));

    // Narrowing down without a word, and widening again.
    let organisation = cases.iter().find_map(|case| case["organisations"][0].as_str());
    let organisation = slug(organisation.expect("some case names an organisation"));
    for address in [
        "?topic=agriculture",
        "?topic=agriculture&topic=ageing",
        "?topic=agriculture&topic=ageing&stage=pilot",
        "?topic=agriculture&topic=ageing&stage=pilot&country=US",
        "?stage=pilot&country=US",
        "?country=US&country=KR",
        "?region=europe&level=central",
        "?level=none",
        "?topic=health",
    ] {
        add(Act::Facet, address.to_owned());
    }
    add(Act::Facet, format!("?organisation={organisation}"));
    // With a word, as frequent as a word of two letters can be.
    let frequent = typed.iter().min_by_key(|word| word.len()).expect("a title has words");
    add(Act::Facet, format!("?q={frequent}&topic=air"));
    add(Act::Facet, format!("?q={frequent}&topic=air&region=asia"));

    for (act, address) in [
        (Act::Years, "?year=2015..2020".to_owned()),
        (Act::Years, "?year=2020..&topic=agriculture".to_owned()),
        (Act::Years, "?year=none".to_owned()),
        (Act::Years, format!("?q={frequent}&year=..2018")),
        (Act::Sort, "?sort=title".to_owned()),
        (Act::Sort, "?sort=country".to_owned()),
        (Act::Sort, "?country=US&sort=oldest".to_owned()),
        (Act::Sort, format!("?q={frequent}")),
        (Act::Sort, format!("?q={frequent}&sort=newest")),
        (Act::Page, format!("?q={frequent}&page=2")),
        (Act::Page, "?page=2".to_owned()),
        (Act::Page, "?page=20".to_owned()),
        (Act::Clear, String::new()),
    ] {
        add(act, address);
    }
    steps.extend(typos(cases, &titles));
    assert_eq!(steps.len(), 60, "the bounds are about sixty steps");
    steps
}

/// Words to type on a page, letter by letter: from titles, all of one length.
pub fn words_to_type(cases: &[Value], n: usize, length: usize) -> Vec<String> {
    let words = cases.iter().flat_map(|case| words_of(&case["title"]));
    let words: Vec<String> = words.filter(|word| word.len() == length).step_by(5).take(n).collect();
    assert_eq!(words.len(), n, "many titles have such a word");
    words
}

/// Eight words of four to seven letters with one mistake, and eight longer
/// ones with two; as typed they are so long too. None is the beginning of a
/// word that there is.
fn typos(cases: &[Value], titles: &[Vec<String>]) -> Vec<Step> {
    let mut known: BTreeSet<String> = titles.iter().flatten().cloned().collect();
    for case in cases {
        known.extend(words_of(&case["summary"]));
        for section in case["sections"].as_array().into_iter().flatten() {
            known.extend(words_of(&section["body"]));
        }
    }
    let begins_a_word = |start: &str| {
        let from = known.range(start.to_owned()..).next();
        from.is_some_and(|word| word.starts_with(start))
    };
    let mut typos = Vec::new();
    let mut used = BTreeSet::new();
    for n in 0..16 {
        let (lengths, n_mistakes) = if n < 8 { (4..=7, 1) } else { (8..=40, 2) };
        let misspelt = titles.iter().enumerate().skip(n * 50).find_map(|(position, title)| {
            let mut words =
                title.iter().filter(|word| lengths.contains(&word.len()) && !used.contains(*word));
            words.find_map(|word| {
                let wrong = misspell(word, n, n_mistakes);
                (wrong != *word && lengths.contains(&wrong.len()) && !begins_a_word(&wrong))
                    .then(|| (position, word.clone(), wrong))
            })
        });
        let (position, word, wrong) = misspelt.expect("titles have many words");
        used.insert(word);
        typos.push(Step { act: Act::Typo, address: format!("?q={wrong}"), misspelt_from: Some(position) });
    }
    typos
}

/// A word with mistakes as fingers make them: a letter left out, its neighbour
/// in its place, written twice, or two letters swapped.
fn misspell(word: &str, kind: usize, n_mistakes: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for mistake in 1..=n_mistakes {
        let at = letters.len() * mistake / (n_mistakes + 1);
        match (kind + mistake) % 4 {
            0 => drop(letters.remove(at)),
            1 => letters[at] = if letters[at] == 'z' { 'a' } else { char::from(letters[at] as u8 + 1) },
            2 => letters.insert(at, letters[at]),
            _ => letters.swap(at - 1, at),
        }
    }
    letters.into_iter().collect()
}

/// Words of letters alone, in lower case.
fn words_of(text: &Value) -> Vec<String> {
    let words = text.as_str().unwrap_or_default().split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()));
    words.map(str::to_lowercase).collect()
}

fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

impl Step {
    /// The step for the page: the address, and what it says for engines that
    /// cannot read it.
    pub fn to_json(&self) -> Value {
        let route = Route::read(&self.address);
        let mut values = Map::new();
        for (facet, chosen) in route.query.refinements.facets() {
            let ids = chosen.included.iter().map(|value| match value {
                Refinement::Value(id) => id.as_str(),
                Refinement::NotStated => "none",
            });
            values.insert(facet.to_owned(), ids.collect());
        }
        let years = route.query.refinements.years.map(|years| match years {
            Years::NotStated => json!("none"),
            Years::Range(from, to) => json!([from.unwrap_or(0), to.unwrap_or(9999)]),
        });
        json!({
            "address": self.address,
            "q": route.query.text,
            "values": values,
            "years": years,
            "sort": route.query.sort.map(casebook::search::Sort::id),
            "page": route.page,
        })
    }
}
