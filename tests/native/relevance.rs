//! Whether readers find what they look for: our order of cases, held against
//! a plain search engine's, by the judgements in `judgements.txt`.
//!
//! Judged is what a reader sees first: the first ten of the hits and, where
//! there is none, of the closest cases. To see each query, the worst first:
//!
//! ```text
//! cargo test --test native relevance -- --nocapture
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use casebook::catalog::{Case, Catalog};
use casebook::search::{EnglishNames, Library, Query};
use rust_stemmers::{Algorithm, Stemmer};

use crate::judged::{Grades, N_SEEN, Score};
use crate::library::{first_seen, ids};

const SNAPSHOT: &[u8] = include_bytes!("../../data/cases.json");
const JUDGEMENTS: &str = include_str!("judgements.txt");

/// How a query was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// A few words.
    Keywords,
    /// A whole sentence.
    Question,
    /// Either, with a word mistyped.
    Typo,
}

impl Class {
    const ALL: [Self; 3] = [Self::Keywords, Self::Question, Self::Typo];

    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "keywords" => Self::Keywords,
            "question" => Self::Question,
            "typo" => Self::Typo,
            _ => return None,
        })
    }
}

/// A query, and what answers it.
#[derive(Debug)]
struct Judged<'a> {
    class: Class,
    text: &'a str,
    grades: Grades,
}

impl<'a> Judged<'a> {
    /// Reads the format that the head of `judgements.txt` describes.
    fn read(judgements: &'a str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let lines = judgements.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let query = line.split_once(": ").and_then(|(name, text)| Some((Class::of(name)?, text)));
            if let Some((class, text)) = query {
                all.push(Self { class, text, grades: Grades::default() });
                continue;
            }
            let (grade, id) = match line.split_once(' ') {
                Some(("2", id)) => (2, id),
                Some(("1", id)) => (1, id),
                _ => panic!("neither a query nor a grade: {line:?}"),
            };
            let query = all.last_mut().expect("a grade belongs to the query above it");
            let before = query.grades.0.insert(id.to_owned(), grade);
            assert_eq!(before, None, "{id} is graded twice for {:?}", query.text);
        }
        all
    }
}

/// A plain search engine: each case one text, any of the words, English
/// endings stemmed away, BM25 as Lucene reckons it.
struct Plain {
    stemmer: Stemmer,
    /// For each case, how often each term stands in it.
    counts: Vec<BTreeMap<String, u16>>,
    /// For each case, its number of terms.
    lengths: Vec<f64>,
}

impl Plain {
    const K1: f64 = 1.2;
    const B: f64 = 0.75;

    /// The words that Lucene's English analysis leaves out.
    const STOP_WORDS: [&str; 33] = [
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no",
        "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this",
        "to", "was", "will", "with",
    ];

    fn new(cases: &[Case]) -> Self {
        let mut plain =
            Self { stemmer: Stemmer::create(Algorithm::English), counts: Vec::new(), lengths: Vec::new() };
        for case in cases {
            let mut counts = BTreeMap::new();
            let terms = plain.terms(&text_of(case));
            plain.lengths.push(terms.len() as f64);
            terms.into_iter().for_each(|term| *counts.entry(term).or_default() += 1);
            plain.counts.push(counts);
        }
        plain
    }

    fn terms(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty() && !Self::STOP_WORDS.contains(word))
            .map(|word| self.stemmer.stem(word).into_owned())
            .collect()
    }

    /// The positions of the best ten.
    fn search(&self, text: &str) -> Vec<usize> {
        let n_cases = self.counts.len() as f64;
        let mean_length = self.lengths.iter().sum::<f64>() / n_cases;
        let mut scores = vec![0.0; self.counts.len()];
        for term in self.terms(text) {
            let n_with = self.counts.iter().filter(|counts| counts.contains_key(&term)).count() as f64;
            let weight = (1.0 + (n_cases - n_with + 0.5) / (n_with + 0.5)).ln();
            for (case, score) in scores.iter_mut().enumerate() {
                let count = f64::from(self.counts[case].get(&term).copied().unwrap_or(0));
                let length = self.lengths[case] / mean_length;
                *score += weight * count / (count + Self::K1 * (1.0 - Self::B + Self::B * length));
            }
        }
        let mut found: Vec<usize> = (0..scores.len()).filter(|case| scores[*case] > 0.0).collect();
        found.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        found.truncate(N_SEEN);
        found
    }
}

fn text_of(case: &Case) -> String {
    let sections = case.sections.iter().flat_map(|section| [section.heading.as_deref(), Some(&section.body)]);
    let own = [&case.title, &case.summary].into_iter().chain(&case.organisations).map(String::as_str);
    let countries = case.countries.iter().map(|country| country.english_name());
    own.chain(sections.flatten()).chain(countries).collect::<Vec<_>>().join("\n")
}

/// A query with what both make of it.
struct Compared<'a> {
    judged: Judged<'a>,
    ours: Score,
    plain: Score,
    /// How many cases of ours are hits; the rest are closest cases.
    n_hits: usize,
    /// The first ten of each, with their grades.
    ours_found: String,
    plain_found: String,
}

/// All queries of `judgements` over a snapshot, in the order written.
fn compare<'a>(snapshot: &[u8], judgements: &'a str) -> Vec<Compared<'a>> {
    let catalog = Catalog::read(snapshot).expect("the snapshot is sound");
    let plain = Plain::new(&catalog.cases);
    let library = Library::new(catalog, &EnglishNames);
    let compare = |judged: Judged<'a>| {
        let results = library.search(&Query { text: judged.text.to_owned(), ..Query::default() });
        let ours = first_seen(&library, &results);
        let plain = ids(&library, &plain.search(judged.text));
        Compared {
            ours: judged.grades.score(&ours),
            plain: judged.grades.score(&plain),
            n_hits: results.hits.len(),
            ours_found: judged.grades.graded(&ours),
            plain_found: judged.grades.graded(&plain),
            judged,
        }
    };
    Judged::read(judgements).into_iter().map(compare).collect()
}

/// The mean of ours and of the plain engine over the queries of one class.
fn means(compared: &[Compared<'_>], class: Class) -> (Score, Score) {
    let of_class = compared.iter().filter(|query| query.judged.class == class);
    (Score::mean(of_class.clone().map(|query| &query.ours)), Score::mean(of_class.map(|query| &query.plain)))
}

/// The means of each class, and each query, the worst against the plain
/// engine first.
fn table(compared: &[Compared<'_>]) -> String {
    let mut table =
        String::from("             nDCG@10        recall@10\n             ours  plain    ours  plain\n");
    let mut line = |ours: &Score, plain: &Score, what: &str| {
        let gain = ours.ndcg - plain.ndcg;
        let (ndcg, recall) = ((ours.ndcg, plain.ndcg), (ours.recall, plain.recall));
        writeln!(
            table,
            "{gain:+.3}     {:.3}  {:.3}   {:.3}  {:.3}  {what}",
            ndcg.0, ndcg.1, recall.0, recall.1
        )
        .expect("a text takes what is written");
    };
    for class in Class::ALL {
        let of_class = || compared.iter().filter(|query| query.judged.class == class);
        let n =
            |is: fn(f64) -> bool| of_class().filter(|query| is(query.ours.ndcg - query.plain.ndcg)).count();
        let (better, worse) = (n(|gain| gain > 0.0), n(|gain| gain < 0.0));
        let (ours, plain) = means(compared, class);
        line(
            &ours,
            &plain,
            &format!("{class:?}: {} queries, {better} better, {worse} worse", of_class().count()),
        );
    }
    let mut worst_first: Vec<&Compared<'_>> = compared.iter().collect();
    worst_first.sort_by(|a, b| (a.ours.ndcg - a.plain.ndcg).total_cmp(&(b.ours.ndcg - b.plain.ndcg)));
    for query in worst_first {
        line(&query.ours, &query.plain, query.judged.text);
    }
    table
}

#[test]
fn the_judgements_are_of_shipped_cases_and_many_enough_to_mean_something() {
    let catalog = Catalog::read(SNAPSHOT).expect("the shipped snapshot is sound");
    let judged = Judged::read(JUDGEMENTS);
    for (class, least) in [(Class::Keywords, 25), (Class::Question, 30), (Class::Typo, 10)] {
        let n = judged.iter().filter(|query| query.class == class).count();
        assert!(n >= least, "only {n} of {class:?}");
    }
    let texts: BTreeSet<&str> = judged.iter().map(|query| query.text).collect();
    assert_eq!(texts.len(), judged.len(), "a query stands twice");
    for query in &judged {
        assert!(query.grades.0.values().any(|grade| *grade == 2), "nothing answers {:?}", query.text);
        for id in query.grades.0.keys() {
            assert!(catalog.position(id).is_some(), "{id} is not shipped, but listed for {:?}", query.text);
        }
    }
}

#[test]
fn every_way_to_ask_finds_more_than_a_plain_search_engine() {
    let compared = compare(SNAPSHOT, JUDGEMENTS);
    for class in Class::ALL {
        let (ours, plain) = means(&compared, class);
        assert!(ours.ndcg > plain.ndcg, "{class:?}\n{}", table(&compared));
    }
}

/// For tuning, and for judging what came up and was not thought of: of both,
/// as judging what ours brings up alone would favour it.
#[test]
fn each_query_is_shown() {
    let compared = compare(SNAPSHOT, JUDGEMENTS);
    println!("{}", table(&compared));
    for query in &compared {
        println!("{} ({} hits)", query.judged.text, query.n_hits);
        println!("    ours:  {}\n    plain: {}", query.ours_found, query.plain_found);
    }
}
