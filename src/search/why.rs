//! Why a case is among the hits: how each word that was asked for stands there.

use std::slice;

use super::forms::MatchKind;
use super::highlight::{Match, matches};
use super::index::Field;
use super::library::Library;
use super::ranking::Compiled;

/// How a case has a word or phrase that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The word that was asked for, folded; empty for a phrase, which stands
    /// there as typed.
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
    /// who typed one knows.
    pub fn why(&self, case: usize, clauses: &[Compiled]) -> Vec<Reason> {
        clauses.iter().filter_map(|clause| self.reason(case, clause)).collect()
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
        if let Compiled::Word(forms) | Compiled::Joined { whole: forms, .. } = clause {
            reason.typed.clone_from(&forms.word);
        }
        Some(reason)
    }
}
