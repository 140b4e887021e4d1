//! What a reader asks for: text, refinements, order.

use super::endings::written;
use super::tokenize::{self, Word, WordKind};

/// What a reader asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The text as typed, without outer or repeated white space.
    pub text: String,
    /// The values switched on.
    pub refinements: Refinements,
    /// The order, where the reader chose one.
    pub sort: Option<Sort>,
    /// Just these cases, in this order; empty means all.
    pub ids: Vec<String>,
}

impl Query {
    /// The order that applies: cases that are listed one by one come as listed;
    /// else with text the best hits come first, without it the newest cases.
    pub fn effective_sort(&self) -> Sort {
        let default = match (self.ids.is_empty(), self.text.is_empty()) {
            (false, _) => Sort::Listed,
            (true, false) => Sort::Relevance,
            (true, true) => Sort::Newest,
        };
        self.sort.filter(|sort| self.has_sort(*sort)).unwrap_or(default)
    }

    /// Whether an order says something here: without text every case is as
    /// relevant as the next, and without a list of cases there is no listed
    /// order.
    pub fn has_sort(&self, sort: Sort) -> bool {
        match sort {
            Sort::Relevance => !self.text.is_empty(),
            Sort::Listed => !self.ids.is_empty(),
            Sort::Newest | Sort::Oldest | Sort::Title | Sort::Country => true,
        }
    }

    /// Chooses an order. One that holds anyway needs no word in the address.
    pub fn choose_sort(&mut self, sort: Option<Sort>) {
        self.sort = None;
        self.sort = sort.filter(|sort| self.has_sort(*sort) && *sort != self.effective_sort());
    }

    /// Whether the query asks for everything.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.refinements.is_empty() && self.ids.is_empty()
    }
}

/// A text as a query holds it: without outer or repeated white space.
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Best match first.
    Relevance,
    /// As in [`Query::ids`].
    Listed,
    /// Latest year first, cases without a year last.
    Newest,
    /// Earliest year first, cases without a year last.
    Oldest,
    /// By title.
    Title,
    /// By the lead country's name, international cases last.
    Country,
}

impl Sort {
    /// All orders, as offered.
    pub const ALL: [Self; 6] =
        [Self::Relevance, Self::Listed, Self::Newest, Self::Oldest, Self::Title, Self::Country];

    /// Name in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Listed => "listed",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
            Self::Country => "country",
        }
    }
}

/// A value of a facet, or that a case states none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refinement {
    /// The value with this id: never empty, not starting with `-`, not `none`.
    Value(String),
    /// The cases that state nothing.
    NotStated,
}

/// What is switched on in one facet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetRefinements {
    /// Wanted: any of these, or all with `all`. In order, each once.
    pub included: Vec<Refinement>,
    /// Not wanted: none of these. In order, each once.
    pub excluded: Vec<Refinement>,
    /// All of the wanted values instead of any of them. Says nothing with
    /// fewer than two.
    pub all: bool,
}

/// What is switched on in all facets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refinements {
    /// Ordered by facet id; years apart. No entry is empty.
    facets: Vec<(String, FacetRefinements)>,
    /// The range of years.
    pub years: Option<Years>,
}

/// Which years are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// From one year to another, both included and either open; not both,
    /// and never backwards.
    Range(Option<u16>, Option<u16>),
    /// The cases that state no year.
    NotStated,
}

/// A year from 1 to 9999.
pub fn read_year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year| (1..=9999).contains(year))
}

impl Years {
    /// A range; `None` where both ends are open. A backward one is turned.
    pub fn range(from: Option<u16>, to: Option<u16>) -> Option<Self> {
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) => Some(Self::Range(Some(from.min(to)), Some(from.max(to)))),
            ends => Some(Self::Range(ends.0, ends.1)),
        }
    }

    /// Reads `2009`, `2009..2015`, `..2015`, `2016..` or `none`. An end that
    /// is no year from 1 to 9999 is open; a backward range is turned.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once("..") {
            _ if text == "none" => Some(Self::NotStated),
            Some((from, to)) => Self::range(read_year(from), read_year(to)),
            None => Self::range(read_year(text), read_year(text)),
        }
    }

    /// Whether a case of this year is wanted.
    pub fn contains(self, year: Option<u16>) -> bool {
        match (self, year) {
            (Self::NotStated, year) => year.is_none(),
            (Self::Range(..), None) => false,
            (Self::Range(from, to), Some(year)) => {
                from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
            }
        }
    }
}

/// As [`Years::parse`] reads it.
impl std::fmt::Display for Years {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
        match *self {
            Self::NotStated => f.write_str("none"),
            Self::Range(Some(from), Some(to)) if from == to => write!(f, "{from}"),
            Self::Range(from, to) => write!(f, "{}..{}", end(from), end(to)),
        }
    }
}

impl Refinements {
    /// Whether nothing is switched on.
    pub fn is_empty(&self) -> bool {
        self.facets.is_empty() && self.years.is_none()
    }

    /// What is switched on in a facet.
    pub fn facet(&self, id: &str) -> Option<&FacetRefinements> {
        self.facets.iter().find(|(known, _)| known == id).map(|(_, facet)| facet)
    }

    /// The facets in which something is switched on, by id.
    pub fn facets(&self) -> impl Iterator<Item = (&str, &FacetRefinements)> {
        self.facets.iter().map(|(id, facet)| (id.as_str(), facet))
    }

    /// How many refinements are switched on.
    pub fn len(&self) -> usize {
        let of = |facet: &FacetRefinements| facet.included.len() + facet.excluded.len();
        self.facets.iter().map(|(_, facet)| of(facet)).sum::<usize>() + usize::from(self.years.is_some())
    }

    /// Wants a value; it is no longer excluded.
    pub fn include(&mut self, facet: &str, value: Refinement) {
        let facet = self.of(facet);
        facet.excluded.retain(|other| *other != value);
        insert(&mut facet.included, value);
        self.tidy();
    }

    /// Refuses a value; it is no longer wanted.
    pub fn exclude(&mut self, facet: &str, value: Refinement) {
        let facet = self.of(facet);
        facet.included.retain(|other| *other != value);
        insert(&mut facet.excluded, value);
        self.tidy();
    }

    /// Neither wants nor refuses a value.
    pub fn remove(&mut self, facet: &str, value: &Refinement) {
        let facet = self.of(facet);
        facet.included.retain(|other| other != value);
        facet.excluded.retain(|other| other != value);
        self.tidy();
    }

    /// Wants all chosen values of a facet, or any.
    pub fn set_all(&mut self, facet: &str, all: bool) {
        self.of(facet).all = all;
        self.tidy();
    }

    /// Drops the facets that `keep` refuses, and within the others the values
    /// that it refuses.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &Refinement) -> bool) {
        for (id, facet) in &mut self.facets {
            facet.included.retain(|value| keep(id, value));
            facet.excluded.retain(|value| keep(id, value));
        }
        self.tidy();
    }

    /// What is switched on in a facet, made where it is missing.
    fn of(&mut self, id: &str) -> &mut FacetRefinements {
        let position = self.facets.partition_point(|(known, _)| known.as_str() < id);
        if self.facets.get(position).is_none_or(|(known, _)| known != id) {
            self.facets.insert(position, (id.to_owned(), FacetRefinements::default()));
        }
        &mut self.facets[position].1
    }

    /// One state, one address: nothing is kept that says nothing.
    fn tidy(&mut self) {
        for (_, facet) in &mut self.facets {
            facet.all &= facet.included.len() > 1;
        }
        self.facets.retain(|(_, facet)| !facet.included.is_empty() || !facet.excluded.is_empty());
    }
}

fn insert(values: &mut Vec<Refinement>, value: Refinement) {
    if let Err(position) = values.binary_search(&value) {
        values.insert(position, value);
    }
}

/// Clauses of a text that are looked for. A question has fewer; a whole page
/// that somebody pastes has more, and its further words would cost time and
/// find nothing either.
pub const MOST_CLAUSES: usize = 48;

/// The text of a query, taken apart. All clauses hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextQuery {
    /// In the order typed.
    pub clauses: Vec<Clause>,
}

/// One word, phrase or condition of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// As typed, without the minus.
    pub source: String,
    /// Where it stands in the text, minus and quotes included, in bytes.
    pub range: std::ops::Range<usize>,
    /// Whether cases that match are left out.
    pub negated: bool,
    /// What must match.
    pub pattern: Pattern,
}

/// A word of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Folded, as it is compared.
    pub folded: String,
    /// In small letters with its accents, which its endings depend on.
    pub written: String,
}

impl Typed {
    /// A word of `text`.
    pub(super) fn new(text: &str, word: &Word<'_>) -> Self {
        Self { folded: word.term.to_owned(), written: written(text, word) }
    }
}

/// What a clause looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// A word.
    Word(Typed),
    /// Runs that stand side by side or in one: `covid-19` finds "COVID-19",
    /// "COVID 19" and "Covid19".
    Joined {
        /// The runs in one word.
        whole: String,
        /// The runs.
        parts: Vec<Typed>,
    },
    /// Words side by side.
    Phrase(Vec<Typed>),
    /// `country:KR`: a value of a facet, both as typed.
    Condition {
        /// Facet id, lower case.
        facet: String,
        /// Value: an id or a name.
        value: String,
    },
}

impl TextQuery {
    /// Takes a text apart. Any text is some query: a quote or minus that
    /// makes no sense is passed over.
    ///
    /// `is_facet` says which words before a colon name a facet.
    pub fn parse(text: &str, is_facet: impl Fn(&str) -> bool) -> Self {
        let mut clauses = Vec::new();
        let mut rest = 0;
        while clauses.len() < MOST_CLAUSES
            && let Some(offset) = text[rest..].find(|c: char| !c.is_whitespace())
        {
            let start = rest + offset;
            let negated = text[start..].starts_with('-');
            let from = start + usize::from(negated);
            if let Some((inner, end)) = quoted(text, from) {
                push_phrase(&mut clauses, inner, start..end, negated);
                rest = end;
                continue;
            }
            if let Some((facet, value, end)) = condition(text, from, &is_facet) {
                let source = text[from..end].to_owned();
                let pattern = Pattern::Condition { facet, value: value.to_owned() };
                clauses.push(Clause { source, range: start..end, negated, pattern });
                rest = end;
                continue;
            }
            let end = text[from..].find(char::is_whitespace).map_or(text.len(), |length| from + length);
            push_word(&mut clauses, &text[from..end], start..end, negated);
            rest = end;
        }
        Self { clauses }
    }

    /// The clauses that cases must match, with their positions.
    pub fn wanted(&self) -> impl Iterator<Item = (usize, &Clause)> {
        self.clauses.iter().enumerate().filter(|(_, clause)| !clause.negated)
    }
}

/// The words of a piece of text as patterns: one a word, or a run of a script
/// without spaces.
fn patterns(text: &str) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    let mut parts = Vec::new();
    // The run of pairs being read, and where it ends so far.
    let mut pairs: Vec<Typed> = Vec::new();
    let mut run_end = 0;
    let flush = |patterns: &mut Vec<Pattern>, pairs: &mut Vec<Typed>| match pairs.len() {
        0 => {}
        1 => patterns.extend(pairs.pop().map(Pattern::Word)),
        _ => patterns.push(Pattern::Phrase(std::mem::take(pairs))),
    };
    tokenize::for_each_word(text, |word| {
        if word.start >= run_end {
            flush(&mut patterns, &mut pairs);
        }
        let typed = Typed::new(text, &word);
        match word.kind {
            WordKind::Whole => patterns.push(Pattern::Word(typed)),
            WordKind::Part => parts.push(typed),
            WordKind::Joined => {
                patterns.push(Pattern::Joined { whole: typed.folded, parts: std::mem::take(&mut parts) });
            }
            // The pairs cover it.
            WordKind::Character => {}
            WordKind::Pair => {
                pairs.push(typed);
                run_end = word.end;
            }
        }
    });
    flush(&mut patterns, &mut pairs);
    patterns
}

/// The words of a piece of text as they stand side by side, one for each
/// position; a pair of characters where a script has no spaces.
pub(super) fn side_by_side(text: &str) -> Vec<Typed> {
    let mut words = Vec::new();
    tokenize::for_each_word(text, |word| {
        match word.kind {
            WordKind::Joined => return,
            // Says more than its first character, which came just before.
            WordKind::Pair => drop(words.pop()),
            WordKind::Whole | WordKind::Part | WordKind::Character => {}
        }
        words.push(Typed::new(text, &word));
    });
    words
}

fn push_phrase(clauses: &mut Vec<Clause>, source: &str, range: std::ops::Range<usize>, negated: bool) {
    let words = side_by_side(source);
    if !words.is_empty() {
        let pattern = Pattern::Phrase(words);
        clauses.push(Clause { source: source.to_owned(), range, negated, pattern });
    }
}

fn push_word(clauses: &mut Vec<Clause>, source: &str, range: std::ops::Range<usize>, negated: bool) {
    let patterns = patterns(source);
    // Without "R&D" is not without "and".
    if negated && patterns.len() > 1 {
        push_phrase(clauses, source, range, negated);
        return;
    }
    for pattern in patterns {
        clauses.push(Clause { source: source.to_owned(), range: range.clone(), negated, pattern });
    }
}

/// The text between the quotes that open at `from`, and where they end.
fn quoted(text: &str, from: usize) -> Option<(&str, usize)> {
    let inner = text[from..].strip_prefix(['"', '“', '”', '„', '«', '「'])?;
    let length = inner.find(['"', '”', '“', '»', '」'])?;
    let mark = inner[length..].chars().next().map_or(0, char::len_utf8);
    let end = text.len() - inner.len() + length + mark;
    Some((inner[..length].trim(), end))
}

/// The facet and the value that are named at `from`, and where they end.
fn condition(text: &str, from: usize, is_facet: impl Fn(&str) -> bool) -> Option<(String, &str, usize)> {
    let word_end = text[from..].find(char::is_whitespace).map_or(text.len(), |length| from + length);
    let (facet, value) = text[from..word_end].split_once(':')?;
    let facet = Some(facet.to_ascii_lowercase()).filter(|facet| is_facet(facet))?;
    let (value, end) = quoted(text, word_end - value.len()).unwrap_or((value, word_end));
    value.contains(char::is_alphanumeric).then_some((facet, value, end))
}
