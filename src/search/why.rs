//! Why a case is among the hits: how each word that was asked for stands there.

use std::slice;

use super::forms::MatchKind;
use super::highlight::{Match, matches, n_side_by_side};
use super::index::Field;
use super::library::Library;
use super::ranking::{Compiled, Sought};
use super::synonyms::Equal;

/// How a case has a word or phrase that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The word that was asked for, folded, or the term that is read otherwise,
    /// as typed; empty for a phrase, which stands there as typed.
    pub typed: String,
    /// What stands for it, as it is written there.
    pub found: String,
    /// How it stands for it.
    pub kind: MatchKind,
    /// Where it stands.
    pub field: Field,
    /// Which facet it is a value of, or which kind of section it stands in; 0
    /// elsewhere.
    pub within: usize,
}

impl Library {
    /// The best reason for each of the clauses that the case matches: of the
    /// best kind, in the best field, and there the first. Conditions give none:
    /// who typed one knows. Clauses for which one term stands give one.
    pub fn why(&self, case: usize, clauses: &[Compiled]) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        for reason in clauses.iter().filter_map(|clause| self.reason(case, clause)) {
            if reason.kind != MatchKind::Synonym || !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }

    fn reason(&self, case: usize, clause: &Compiled) -> Option<Reason> {
        let mut best: Option<Reason> = None;
        self.for_each_text(case, |field, within, text| {
            for Match { range, kind, .. } in matches(text, slice::from_ref(clause)) {
                if best.as_ref().is_none_or(|best| (kind, field) < (best.kind, best.field)) {
                    let found = text[range].to_owned();
                    best = Some(Reason { typed: String::new(), found, kind, field, within });
                }
            }
        });
        let mut reason = best?;
        let stands_there = |equal: &&Equal| n_side_by_side(&reason.found, &equal.words) > 0;
        let equal = clause.equals.iter().find(stands_there).filter(|_| reason.kind == MatchKind::Synonym);
        match (equal, &clause.sought) {
            (Some(equal), _) => reason.typed.clone_from(&equal.typed),
            (None, Sought::Word(forms) | Sought::Joined { whole: forms, .. }) => {
                reason.typed.clone_from(&forms.word);
            }
            (None, Sought::Phrase(_) | Sought::Condition { .. }) => {}
        }
        Some(reason)
    }
}
