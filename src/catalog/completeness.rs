//! How complete a catalog is: for each field, how many cases fill it.

use super::{Case, Catalog};

/// A field of the case template, counted over a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completeness {
    /// Which field.
    pub field: CaseField,
    /// How many of the catalog's cases fill it.
    pub n_cases: usize,
}

/// A field that a case can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseField {
    /// A summary that is not empty.
    Summary,
    /// At least one country; international cases have none.
    Countries,
    /// At least one organisation.
    Organisations,
    /// The year.
    Year,
    /// At least one value of a facet, by position in [`Catalog::facets`].
    Facet(usize),
    /// A kind of section, by position in [`Catalog::section_kinds`].
    Section(usize),
    /// At least one link.
    Links,
    /// The page that the case was taken from.
    Source,
    /// A picture.
    Image,
}

impl Catalog {
    /// For each field, how many cases fill it; in the order of the template.
    pub fn completeness(&self) -> Vec<Completeness> {
        let mut fields =
            vec![CaseField::Summary, CaseField::Countries, CaseField::Organisations, CaseField::Year];
        fields.extend((0..self.facets.len()).map(CaseField::Facet));
        fields.extend((0..self.section_kinds.len()).map(CaseField::Section));
        fields.extend([CaseField::Links, CaseField::Source, CaseField::Image]);
        let count = |field: CaseField| self.cases.iter().filter(|case| field.is_filled(case)).count();
        fields.into_iter().map(|field| Completeness { field, n_cases: count(field) }).collect()
    }
}

impl CaseField {
    /// Whether a case fills the field.
    pub fn is_filled(self, case: &Case) -> bool {
        match self {
            Self::Summary => !case.summary.trim().is_empty(),
            Self::Countries => !case.countries.is_empty(),
            Self::Organisations => !case.organisations.is_empty(),
            Self::Year => case.year.is_some(),
            Self::Facet(facet) => !case.facet_values[facet].is_empty(),
            Self::Section(kind) => case.sections.iter().any(|section| section.kind == kind),
            Self::Links => !case.links.is_empty(),
            Self::Source => case.source_url.is_some(),
            Self::Image => case.image.is_some(),
        }
    }
}
