//! How good what a reader sees first is, by cases that somebody graded.

use std::collections::BTreeMap;

use casebook::search::{Library, SearchResults};

use crate::library::ids;

/// How many cases a reader looks at.
pub const N_SEEN: usize = 10;

/// By case id: 2 answers what was asked, 1 helps; what is not listed does
/// neither.
#[derive(Debug, Default)]
pub struct Grades(pub BTreeMap<String, u8>);

/// How good the first ten are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    /// What they are worth, early ones more, over the most that ten could be:
    /// nDCG@10 with the grade as gain.
    pub ndcg: f64,
    /// How many of all that answer or help are among them: recall@10.
    pub recall: f64,
    /// Whether one that answers or helps is among the first three: 1 or 0.
    pub first_three: f64,
}

impl Grades {
    pub fn grade(&self, id: &str) -> u8 {
        self.0.get(id).copied().unwrap_or(0)
    }

    /// Each id with its grade before it.
    pub fn graded(&self, found: &[&str]) -> String {
        found.iter().map(|id| format!("{}:{id}", self.grade(id))).collect::<Vec<_>>().join(" ")
    }

    pub fn score(&self, found: &[&str]) -> Score {
        let found: Vec<f64> = found.iter().take(N_SEEN).map(|id| f64::from(self.grade(id))).collect();
        let mut ideal: Vec<f64> = self.0.values().map(|grade| f64::from(*grade)).collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        ideal.truncate(N_SEEN);
        let gain = |grades: &[f64]| {
            let discounted = grades.iter().zip(2_u16..).map(|(grade, rank)| grade / f64::from(rank).log2());
            // A plain sum of nothing is -0, and the table would show it so.
            discounted.fold(0.0, |sum, gain| sum + gain)
        };
        let n_found = |found: &[f64]| found.iter().filter(|grade| **grade > 0.0).count();
        Score {
            ndcg: gain(&found) / gain(&ideal),
            recall: n_found(&found) as f64 / self.0.len() as f64,
            first_three: if n_found(&found[..found.len().min(3)]) > 0 { 1.0 } else { 0.0 },
        }
    }
}

impl Score {
    pub fn mean<'a>(scores: impl Iterator<Item = &'a Self> + Clone) -> Self {
        let n = scores.clone().count() as f64;
        let mean = |of: fn(&Self) -> f64| scores.clone().map(of).sum::<f64>() / n;
        Self {
            ndcg: mean(|score| score.ndcg),
            recall: mean(|score| score.recall),
            first_three: mean(|score| score.first_three),
        }
    }
}

/// What a reader of ours sees first: hits, then the closest cases.
pub fn first_seen<'a>(library: &'a Library, results: &SearchResults) -> Vec<&'a str> {
    let mut found = ids(library, &results.hits);
    found.extend(ids(library, &results.closest));
    found.truncate(N_SEEN);
    found
}

#[test]
fn the_best_order_scores_one_and_what_is_missed_costs() {
    let grades = Grades([("a", 2), ("b", 1), ("c", 1)].map(|(id, grade)| (id.to_owned(), grade)).into());
    let score = |found: &[&str]| grades.score(found);
    let close = |a: f64, b: f64| (a - b).abs() < 1e-3;
    assert!(close(score(&["a", "b", "c", "x"]).ndcg, 1.0));
    assert!(close(score(&["b", "a"]).ndcg, 0.722), "{:?}", score(&["b", "a"]));
    assert!(close(score(&["x", "a"]).recall, 0.333));
    assert!(close(score(&[]).ndcg, 0.0));
    assert!(close(score(&["x", "x", "a"]).first_three, 1.0));
    assert!(close(score(&["x", "x", "x", "a"]).first_three, 0.0));
    let too_late: Vec<&str> = ["x"; N_SEEN].into_iter().chain(["a"]).collect();
    assert!(close(score(&too_late).recall, 0.0));
}
