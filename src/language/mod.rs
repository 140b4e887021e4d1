//! What the interface says: one catalogue a language, checked when compiled.
//!
//! A new language is a file beside `en.rs` that fills [`Messages`]; a message
//! that is missing does not compile. Numbers and dates are written by [`Formats`];
//! they and names of places arrive in the messages as text.

mod en;
mod failure;
pub mod format;

pub use en::ENGLISH;
pub use failure::{ErrorText, LoadError};
pub use format::{EnglishFormats, Formats};

use crate::catalog::Consequence;
use crate::route::Theme;
use crate::search::why::Reason;
use crate::search::{Reading, Sort, Years};

/// A number of things, as a language writes it.
#[derive(Debug, Clone)]
pub struct Count {
    /// The number.
    pub n: usize,
    /// The number in the language's digits and groups.
    pub text: String,
    /// The form of the noun beside it.
    pub plural: Plural,
}

/// The form of a noun beside a number (Unicode CLDR plural rules).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in CLDR")]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// What the results are, for one sentence about them.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// How many hits.
    pub count: Count,
    /// How many cases come closest, where there is no hit.
    pub n_closest: Count,
    /// The text searched for.
    pub text: String,
    /// What is switched on, facet by facet.
    pub facets: Vec<SentencePart>,
    /// The years chosen.
    pub years: Option<Years>,
    /// Whether the cases were chosen one by one.
    pub is_selection: bool,
}

/// What is switched on in one facet, as labels.
#[derive(Debug, Clone)]
pub struct SentencePart {
    /// Whether the values are places, which one is "in".
    pub is_place: bool,
    /// Wanted values.
    pub included: Vec<String>,
    /// Unwanted values.
    pub excluded: Vec<String>,
    /// Whether all wanted values are needed.
    pub all: bool,
}

macro_rules! messages {
    ($($name:ident: $kind:ty,)*) => {
        /// Everything that the interface says, in one language.
        #[expect(missing_docs, reason = "the English text says what each is")]
        pub struct Messages { $(pub $name: $kind,)* }
    };
}

type Text = &'static str;
type OfText = fn(&str) -> String;
type OfCount = fn(&Count) -> String;

messages! {
    locale: Text,
    skip_to_content: Text, skip_to_results: Text,
    published_by: OfText, how_to_check: Text, official_statement: Text, not_official: Text,
    publisher_site: Text, check_authenticity: Text,
    open_full: Text, nav_label: Text, cases: Text, countries: Text, about: Text,
    search_label: Text, search_hint: Text, search: Text,
    suggestions: Text, n_suggestions: OfCount, case: Text,
    why: Text, reason: fn(&Reason, &str) -> String,
    sort_label: Text, sort_names: fn(Sort) -> Text,
    remove: OfText, not_value: OfText, clear_all: Text,
    filters: Text, n_filters: OfCount, n_chosen: OfCount,
    not_stated: Text, international: Text,
    facet_country: Text, facet_region: Text, facet_organisation: Text, facet_year: Text,
    find_in: OfText, show_all: OfCount, no_value_found: Text, show_fewer: Text, exclude: OfText,
    match_label: Text, match_any: Text, match_all: Text,
    year_from: Text, year_to: Text, year_any: Text,
    years_value: fn(Years) -> String, years_of_cases: fn(&str, &Count) -> String,
    previous: Text, next: Text, page_label: Text, page: OfText,
    n_cases: OfCount, n_countries: OfCount,
    result_sentence: fn(&Sentence) -> String, all_cases: OfCount, everything: fn(&Count, &Count) -> String,
    nothing_found_help: Text, read_as: fn(&Reading) -> String, without: fn(&str, &Count) -> String, closest_title: Text, closest_note: Text,
    case_nav_label: Text, back_to_results: OfCount, position: fn(&str, &str) -> String,
    on_this_page: Text, facts: Text, links: Text, source_page: Text,
    snapshot_of: OfText, updated: OfText, similar_cases: Text,
    copy_link: Text, link_copied: Text, copy_failed: OfText, print: Text,
    withdrawn: fn(&str, &str) -> String, no_such_case_title: Text, no_such_case_text: Text,
    taken_out_title: Text, taken_out_text: Text, taken_out_since: OfText, closest_by_name: Text,
    group_by_name: Text, group_by_count: Text, group_order_label: Text,
    with_partners: fn(&[(String, String)], &Count) -> String,
    open_group: OfText, close_group: OfText, open_all: Text, close_all: Text, jump_to: Text,
    about_title: Text, passport: Text, publisher: Text, source: Text, licence: Text, date: Text,
    fingerprint: Text, language_label: Text, organisations: Text,
    authenticity: Text, completeness: Text, field: Text, share: Text, missing: Text, title: Text, summary: Text, image: Text,
    problems_title: Text, no_problems: Text, problems_note: OfCount, n_left_out: OfCount, n_problems: OfCount, more_problems: OfCount,
    consequence: fn(Consequence) -> Text,
    changes_title: Text, changes_since: OfText, changes_added: OfCount, changes_changed: OfCount, changes_withdrawn: OfCount,
    loading: Text, load_error: fn(&LoadError) -> ErrorText, try_again: Text,
    offline_ready: Text, offline_without_pictures: Text, offline: Text, offline_full: Text, offline_refused: Text,
    no_news: Text, new_app: Text, new_snapshot: Text, show_news: Text, not_now: Text, install: Text,
    device_title: Text, last_visit: Text, keep_pictures: Text,
    test_stored: Text, repair_stored: Text, copy_report: Text, copied: Text,
    embed_title: Text, change_shown: Text, leave_out: Text, header: Text, font: Text, font_both: Text, font_serif: Text,
    font_sans: Text, accent: Text, preview: Text, as_element: Text, as_frame: Text, as_link: Text, needs_policy: Text,
    embed_unsafe: Text, embed_host: Text, copy: Text,
    error_found: Text, error_expected: Text, error_remedy: Text,
    theme_label: Text, theme_auto: Text, theme_names: fn(Theme) -> Text,
}
