//! What a library holds: a snapshot's cases after every check.
//!
//! A snapshot becomes a [`Catalog`] in two steps: [`snapshot`] reads the JSON
//! into raw types that accept whatever stands there, [`validate`] turns them
//! into the types below and collects every problem with its place. Nothing
//! here searches, counts or formats.

pub mod case;
pub mod completeness;
pub mod country;
pub mod pace;
pub mod snapshot;
pub mod validate;

use std::collections::BTreeMap;

pub use case::{Block, Case, Date, Image, Link, Section, Withdrawal};
pub use completeness::{CaseField, Completeness};
pub use country::{Country, Region};
use pace::{AtOnce, Pace, Part, at_once};
pub use snapshot::SnapshotError;
pub use validate::{Consequence, Problem};

/// A checked snapshot. Immutable once read.
#[derive(Debug)]
pub struct Catalog {
    /// When the snapshot was published, where it says so.
    pub generated: Option<Date>,
    /// BCP 47 tag of the language that the texts are in.
    pub language: String,
    /// Who publishes the library, and under which name.
    pub library: LibraryInfo,
    /// The publisher's own facets. Country, region, organisation and year are
    /// built in and not among them.
    pub facets: Vec<FacetDefinition>,
    /// The parts of the case template, in order.
    pub section_kinds: Vec<SectionKind>,
    /// Groups of terms that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// The publisher's own names of countries, in the language of the texts.
    pub country_names: BTreeMap<Country, String>,
    /// What the publisher changed since the snapshot before.
    pub changes: Option<Changes>,
    /// The cases that readers find.
    pub cases: Vec<Case>,
    /// Cases that were withdrawn: not found, but still open by address, to
    /// say why.
    pub withdrawn: Vec<Case>,
    /// All that was wrong with the snapshot, in the order of its fields.
    pub problems: Vec<Problem>,
}

/// The library as a publication.
#[derive(Debug, Clone, Default)]
pub struct LibraryInfo {
    /// Title of the library.
    pub title: String,
    /// A few sentences about what it holds.
    pub description: String,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Where the cases come from.
    pub source: Option<NamedLink>,
    /// On which terms they may be reused.
    pub licence: Option<NamedLink>,
}

/// Who publishes a library.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    /// Name of the publisher.
    pub name: String,
    /// What the publisher says of itself and of this library.
    pub statement: String,
    /// The publisher's own site.
    pub url: Option<String>,
    /// Whether the snapshot says that it is an official publication.
    pub official: bool,
    /// Where a reader can check that this copy is authentic.
    pub authenticity_url: Option<String>,
}

/// A name with an optional address.
#[derive(Debug, Clone)]
pub struct NamedLink {
    /// The name.
    pub name: String,
    /// The address, linked only when [`case::safe_url`] says so.
    pub url: Option<String>,
}

/// One of the publisher's own facets.
#[derive(Debug, Clone)]
pub struct FacetDefinition {
    /// Its name in addresses.
    pub id: String,
    /// Its name for readers.
    pub label: String,
    /// Its values, as listed in the snapshot.
    pub values: Vec<FacetValue>,
    /// The order in which values are shown.
    pub order: ValueOrder,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// Its name in addresses.
    pub id: String,
    /// Its name for readers.
    pub label: String,
}

/// The order in which a facet's values are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ValueOrder {
    /// Most cases first.
    #[default]
    Count,
    /// As listed in the snapshot.
    Listed,
}

/// A named part of the case template.
#[derive(Debug, Clone)]
pub struct SectionKind {
    /// Its name in addresses and in the snapshot.
    pub id: String,
    /// Its name for readers.
    pub label: String,
}

/// What changed between two snapshots, by case id.
#[derive(Debug, Clone)]
pub struct Changes {
    /// Date of the snapshot before.
    pub since: Option<Date>,
    /// Cases that are new.
    pub added: Vec<String>,
    /// Cases that were edited.
    pub changed: Vec<String>,
    /// Cases that were withdrawn, or taken out and are not in the snapshot any
    /// more.
    pub withdrawn: Vec<String>,
}

/// What a case's id leads to.
#[derive(Debug)]
pub enum Found<'a> {
    /// A case that readers find.
    Case(&'a Case),
    /// A case that was withdrawn and can still be read; it says why.
    Withdrawn(&'a Case, &'a Withdrawal),
    /// Nothing any more: the case was taken out of the library.
    TakenOut {
        /// Date of the edition that is the first without it, where it says so.
        since: Option<Date>,
    },
    /// Nothing that this library knows of.
    Unknown,
}

impl Catalog {
    /// Reads and checks a snapshot.
    ///
    /// Cases that are wrong are left out and reported in
    /// [`problems`](Self::problems).
    ///
    /// # Errors
    /// When not one case can be used: the text is not JSON, is cut off, is of
    /// another version, or holds no usable case.
    pub fn read(bytes: &[u8]) -> Result<Self, SnapshotError> {
        at_once(Self::read_paced(bytes, &mut AtOnce))
    }

    /// The same in small steps.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub async fn read_paced(bytes: &[u8], pace: &mut impl Pace) -> Result<Self, SnapshotError> {
        const RAW: f32 = 0.7;
        let mut frame = Vec::new();
        let raw = snapshot::read(bytes, &mut frame, &mut Part { whole: pace, from: 0.0, to: RAW }).await?;
        validate::validate(raw, &mut Part { whole: pace, from: RAW, to: 1.0 }).await
    }

    /// How many cases were left out because something is wrong with them.
    pub fn n_left_out(&self) -> usize {
        let left_out = self.problems.iter().filter(|problem| problem.consequence == Consequence::CaseLeftOut);
        // `cases[17].countries[0]` is about `cases[17]`; the problems of a case
        // stand together.
        let mut places: Vec<&str> = left_out.filter_map(|problem| problem.place.split('.').next()).collect();
        places.dedup();
        places.len()
    }

    /// The position of the case with this id or former id.
    pub fn position(&self, id: &str) -> Option<usize> {
        let cases = &self.cases;
        cases
            .iter()
            .position(|case| case.id == id)
            .or_else(|| cases.iter().position(|case| case.aliases.iter().any(|alias| alias == id)))
    }

    /// The case with this id or former id, withdrawn ones included.
    pub fn case(&self, id: &str) -> Option<&Case> {
        match self.find(id) {
            Found::Case(case) | Found::Withdrawn(case, _) => Some(case),
            Found::TakenOut { .. } | Found::Unknown => None,
        }
    }

    /// What this id or former id leads to.
    pub fn find(&self, id: &str) -> Found<'_> {
        if let Some(position) = self.position(id) {
            return Found::Case(&self.cases[position]);
        }
        let withdrawn = self.withdrawn.iter().find(|case| case.answers_to(id));
        if let Some((case, withdrawal)) = withdrawn.and_then(|case| Some((case, case.withdrawn.as_ref()?))) {
            return Found::Withdrawn(case, withdrawal);
        }
        match &self.changes {
            Some(changes) if changes.withdrawn.iter().any(|withdrawn| withdrawn == id) => {
                Found::TakenOut { since: self.generated }
            }
            _ => Found::Unknown,
        }
    }

    /// Whether the texts are in the language of this BCP 47 tag, whatever its
    /// region and script.
    pub fn is_in_language(&self, tag: &str) -> bool {
        let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        language(&self.language) == language(tag)
    }
}
