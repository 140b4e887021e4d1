//! Questions about the shipped cases with graded answers, and how good what a
//! reader sees first is by them. The benchmark includes this file as well.

use std::collections::BTreeMap;

use serde_json::Value;

/// Fifty questions that the ranking is held to.
pub const QUESTIONS: &str = include_str!("data/questions.json");

/// What people ask by: details half remembered, a topic, a whole sentence, a
/// place, words that the library does not use.
pub const KINDS: [&str; 5] = ["recall", "topic", "question", "place", "words"];

/// How many cases a reader looks at.
pub const N_SEEN: usize = 10;

/// By case id: 2 answers what was asked, 1 helps; what is not listed does
/// neither.
#[derive(Debug, Default)]
pub struct Grades(pub BTreeMap<String, u8>);

/// A question with what answers it.
#[derive(Debug)]
pub struct Question {
    /// One of [`KINDS`].
    pub kind: &'static str,
    pub text: String,
    pub grades: Grades,
}

impl Question {
    /// Reads a list of `tests/data/`.
    pub fn read_all(questions: &str) -> Vec<Self> {
        let Ok(Value::Array(questions)) = serde_json::from_str(questions) else {
            panic!("questions are a list")
        };
        let read = |question: &Value| {
            let kind = KINDS.into_iter().find(|kind| question["kind"] == *kind);
            let Value::Object(grades) = &question["grades"] else { panic!("{question} has grades") };
            let grade = |(id, grade): (&String, &Value)| match grade.as_u64() {
                Some(grade @ 1..=2) => (id.clone(), grade as u8),
                _ => panic!("{id} is graded 1 or 2"),
            };
            Self {
                kind: kind.unwrap_or_else(|| panic!("{question} is of a kind")),
                text: question["q"].as_str().expect("a question is a text").to_owned(),
                grades: Grades(grades.iter().map(grade).collect()),
            }
        };
        questions.iter().map(read).collect()
    }
}

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
