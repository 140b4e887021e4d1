//! What the reader opened or closed on the page.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::catalog::Country;

/// Something that opens and closes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fold {
    /// All filters, where there is no room for them beside the list.
    Filters,
    /// The values of the facet of this id that come after the first ones.
    MoreValues(String),
    /// The cases of a country.
    Country(Country),
    /// The cases of a country that come after the first ones; of none, of the
    /// international cases.
    MoreCases(Option<Country>),
}

/// What is open that was closed at first, and the other way round. Too small a
/// matter for the address, and still to be found as it was after a look at a case.
#[derive(Clone, Copy)]
pub struct Folds(RwSignal<HashSet<Fold>>);

impl Folds {
    /// All as at first.
    pub fn new() -> Self {
        Self(RwSignal::new(HashSet::new()))
    }

    /// Whether it is not as at first; reactive.
    pub fn is_toggled(&self, fold: &Fold) -> bool {
        self.0.read().contains(fold)
    }

    /// Opens what is closed, and the other way round.
    pub fn toggle(&self, fold: &Fold) {
        self.0.update(|toggled| {
            if !toggled.remove(fold) {
                toggled.insert(fold.clone());
            }
        });
    }

    /// Sets many at once.
    pub fn set_all(&self, folds: impl IntoIterator<Item = Fold>, is_toggled: bool) {
        self.0.update(|toggled| {
            for fold in folds {
                if is_toggled {
                    toggled.insert(fold);
                } else {
                    toggled.remove(&fold);
                }
            }
        });
    }
}

impl Default for Folds {
    fn default() -> Self {
        Self::new()
    }
}
