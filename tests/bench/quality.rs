//! Whether questions are answered: what each engine gives first for the
//! questions in `tests/data/`, over the shipped cases.

use serde_json::Value;

use crate::judged::{KINDS, N_SEEN, QUESTIONS, Question, Score};
use crate::page::{Engine, Page};
use crate::server::Server;
use crate::site::SHIPPED;

/// An engine, and how it was asked.
#[derive(Debug)]
pub struct Asked {
    /// Its name, and how.
    pub name: &'static str,
    /// Over all questions.
    pub all: Score,
    /// For each of [`KINDS`].
    pub kinds: [Score; KINDS.len()],
}

/// The ways to ask: an engine, how its page calls it, and its name in tables.
const WAYS: [(Engine, &str, &str); 3] = [
    (Engine::Casebook, "", "Casebook: hits, then the closest cases"),
    (Engine::MiniSearch, "any", "MiniSearch: any word"),
    (Engine::MiniSearch, "near", "MiniSearch: any word, beginnings, misspellings"),
];

/// Asks the engines all questions.
pub async fn measure(page: &Page, server: &Server, with_peers: bool) -> Vec<Asked> {
    let questions = Question::read_all(QUESTIONS);
    let texts: Vec<&str> = questions.iter().map(|question| question.text.as_str()).collect();
    let cases: Value = serde_json::from_slice(SHIPPED).expect("the shipped snapshot is JSON");
    let ids: Vec<&str> =
        cases["cases"].as_array().into_iter().flatten().filter_map(|case| case["id"].as_str()).collect();
    let mut asked = Vec::new();
    for (engine, way, name) in WAYS {
        if engine != Engine::Casebook && !with_peers {
            continue;
        }
        page.visit(&server.url("index.html"), 1).await;
        page.open_shipped(engine).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        let seen = page.answers(&texts, way, N_SEEN).await;
        let score = |(question, seen): (&Question, &Vec<usize>)| {
            let seen: Vec<&str> = seen.iter().map(|position| ids[*position]).collect();
            (question.kind, question.grades.score(&seen))
        };
        let scores: Vec<(&str, Score)> = questions.iter().zip(&seen).map(score).collect();
        let mean = |kind: Option<&str>| {
            let of_kind = scores.iter().filter(|(own, _)| kind.is_none_or(|kind| *own == kind));
            Score::mean(of_kind.map(|(_, score)| score))
        };
        asked.push(Asked { name, all: mean(None), kinds: KINDS.map(|kind| mean(Some(kind))) });
    }
    asked
}
