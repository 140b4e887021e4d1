//! Terms that the snapshot calls equal, such as "AI" and "artificial
//! intelligence".
//!
//! A term of several words stands for its equals where it is typed as a whole:
//! "red tape" is read as "administrative burden", and neither "red" nor "tape"
//! is. What is equal is what one group says: where another group makes the
//! second of two terms equal to a third, the first does not become it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::endings::Endings;
use super::forms::WordForms;
use super::index::Index;
use super::query::{Clause, Pattern, Typed, side_by_side};
use super::ranking::{self, Mentions, Texts};

/// Groups of equal terms.
#[derive(Debug, Default)]
pub struct Synonyms {
    terms: Vec<Term>,
    /// For each group its terms.
    groups: Vec<Range<usize>>,
    /// By the first word of a term, folded, and by its stems: which terms begin
    /// so.
    beginnings: HashMap<String, Vec<usize>>,
    /// By a term of several words written as one: which terms these are.
    wholes: HashMap<String, Vec<usize>>,
}

/// A term that is equal to others.
#[derive(Debug)]
pub struct Term {
    /// As the publisher writes it.
    text: String,
    /// Its words, side by side.
    words: Vec<TermWord>,
    group: usize,
    /// Where it stands, once somebody asked.
    mentions: OnceLock<Mentions>,
}

/// A word of a term.
#[derive(Debug)]
struct TermWord {
    forms: WordForms,
    stems: Vec<String>,
}

/// What stands for some of a query's words because the publisher says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equal {
    /// What was typed.
    pub typed: String,
    /// What it is read as, as the publisher writes it.
    pub read_as: String,
    /// The words that are looked for in its place, side by side.
    pub words: Vec<WordForms>,
    /// How many clauses of the query it stands for.
    pub n_clauses: usize,
    /// Position of the term, where it is all that is looked for.
    term: Option<usize>,
}

impl Synonyms {
    /// From the snapshot's groups.
    pub fn new(groups: &[Vec<String>], endings: &Endings, index: &Index) -> Self {
        let mut synonyms = Self::default();
        for (group, terms) in groups.iter().enumerate() {
            let first = synonyms.terms.len();
            for text in terms {
                let words = words(text, endings, index);
                let Some(beginning) = words.first() else { continue };
                let at = synonyms.terms.len();
                for key in [&beginning.forms.word].into_iter().chain(&beginning.stems) {
                    let terms = synonyms.beginnings.entry(key.clone()).or_default();
                    if terms.last() != Some(&at) {
                        terms.push(at);
                    }
                }
                if words.len() > 1 {
                    let whole = words.iter().map(|word| word.forms.word.as_str()).collect();
                    synonyms.wholes.entry(whole).or_default().push(at);
                }
                synonyms.terms.push(Term { text: text.clone(), words, group, mentions: OnceLock::new() });
            }
            synonyms.groups.push(first..synonyms.terms.len());
        }
        synonyms
    }

    /// What is equal to the terms that stand in a query, each as long as can
    /// be, with the clauses that it stands for. What is not wanted is meant as
    /// typed.
    pub fn equals(&self, clauses: &[Clause], endings: &Endings) -> Vec<(Range<usize>, Equal)> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let (tokens, clause_of) = tokens(clauses, endings);
        let mut found = self.find(&tokens);
        for (at, clause) in clauses.iter().enumerate().filter(|(_, clause)| !clause.negated) {
            let (whole, is_joined) = match &clause.pattern {
                Pattern::Word(word) => (&word.folded, false),
                Pattern::Joined { whole, .. } => (whole, true),
                Pattern::Phrase(_) | Pattern::Condition { .. } => continue,
            };
            // "e-government" is also one word, and the other way round.
            let as_one = self.beginnings.get(whole).into_iter().flatten().copied();
            let as_one = as_one.filter(|term| is_joined && self.terms[*term].words.len() == 1);
            let start = clause_of.partition_point(|of| *of < at);
            let end = clause_of.partition_point(|of| *of <= at);
            found.extend(
                as_one
                    .chain(self.wholes.get(whole).into_iter().flatten().copied())
                    .map(|term| (start..end, term)),
            );
        }
        // A clause stands for its equals as a whole, but for words in quotes.
        let is_quoted = |clause: usize| matches!(clauses[clause].pattern, Pattern::Phrase(_));
        let is_whole = |range: &Range<usize>| {
            let (first, last) = (clause_of[range.start], clause_of[range.end - 1]);
            let begins = range.start == 0 || clause_of[range.start - 1] != first;
            let ends = clause_of.get(range.end).is_none_or(|next| *next != last);
            is_quoted(first) || (begins && ends)
        };
        found.retain(|(range, _)| is_whole(range));
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (range, _) in &found {
            if !ranges.contains(range) {
                ranges.push(range.clone());
            }
        }
        let is_inside = |inner: &Range<usize>, outer: &Range<usize>| {
            outer != inner && outer.start <= inner.start && inner.end <= outer.end
        };
        let mut equals = Vec::new();
        for range in ranges.iter().filter(|range| !ranges.iter().any(|other| is_inside(range, other))) {
            let of_clauses = clause_of[range.start]..clause_of[range.end - 1] + 1;
            let terms: Vec<usize> =
                found.iter().filter(|(own, _)| own == range).map(|(_, term)| *term).collect();
            for other in self.others(&terms) {
                let Term { text, words, .. } = &self.terms[other];
                let mut sought: Vec<WordForms> = words.iter().map(|word| word.forms.clone()).collect();
                let mut term = Some(other);
                let mut typed = source(&clauses[of_clauses.clone()]);
                if is_quoted(of_clauses.start) {
                    let exact = |at: usize| {
                        tokens[at].as_ref().map(|token| WordForms::exact(token.folded.to_owned()))
                    };
                    let start = clause_of.partition_point(|of| *of < of_clauses.start);
                    let end = clause_of.partition_point(|of| *of < of_clauses.end);
                    let (before, after) =
                        ((start..range.start).filter_map(exact), (range.end..end).filter_map(exact));
                    let quoted: Vec<WordForms> = before.chain(sought).chain(after).collect();
                    if quoted.len() > words.len() {
                        term = None;
                        let own = tokens[range.clone()].iter().flatten().map(|token| token.folded);
                        typed = own.collect::<Vec<_>>().join(" ");
                    }
                    sought = quoted;
                }
                let n_clauses = of_clauses.len();
                equals.push((
                    of_clauses.clone(),
                    Equal { typed, read_as: text.clone(), words: sought, n_clauses, term },
                ));
            }
        }
        equals
    }

    /// The terms that stand in a row of words, and where.
    fn find(&self, tokens: &[Option<Token<'_>>]) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            let Some(Token { folded, stems }) = token else { continue };
            let keys = [*folded].into_iter().chain(stems.iter().map(String::as_str));
            let mut begun: Vec<usize> =
                keys.filter_map(|key| self.beginnings.get(key)).flatten().copied().collect();
            begun.sort_unstable();
            begun.dedup();
            for term in begun {
                let words = &self.terms[term].words;
                let end = start + words.len();
                let Some(own) = tokens.get(start..end) else { continue };
                let is_same = |(token, word): (&Option<Token<'_>>, &TermWord)| {
                    token.as_ref().is_some_and(|token| word.is(token.folded, &token.stems))
                };
                if own.iter().zip(words).all(is_same) {
                    found.push((start..end, term));
                }
            }
        }
        found
    }

    /// The terms that are equal to one of `terms`, which are all the same but
    /// for their endings.
    fn others(&self, terms: &[usize]) -> Vec<usize> {
        let mut others: Vec<usize> = Vec::new();
        for term in terms {
            for other in self.groups[self.terms[*term].group].clone() {
                let is_same = |known: &usize| self.terms[*known].is_alike(&self.terms[other]);
                if !terms.iter().chain(&others).any(is_same) {
                    others.push(other);
                }
            }
        }
        others
    }

    /// Where an equal term stands.
    pub fn mentions(&self, equal: &Equal, index: &Index, texts: &impl Texts) -> Cow<'_, Mentions> {
        let find = || ranking::mentions(index, &equal.words, texts);
        match equal.term {
            // To know that words stand side by side means to read every text
            // that has them, once.
            Some(term) => Cow::Borrowed(self.terms[term].mentions.get_or_init(find)),
            None => Cow::Owned(find()),
        }
    }
}

impl Term {
    /// Whether it is the other one but for endings and marks.
    fn is_alike(&self, other: &Self) -> bool {
        let whole = |term: &Self| term.words.iter().map(|word| word.forms.word.as_str()).collect::<String>();
        let mut both = self.words.iter().zip(&other.words);
        let is_same = self.words.len() == other.words.len()
            && both.all(|(own, other)| own.is(&other.forms.word, &other.stems));
        is_same || whole(self) == whole(other)
    }
}

impl TermWord {
    fn is(&self, folded: &str, stems: &[String]) -> bool {
        self.forms.word == folded || self.stems.iter().any(|stem| stems.contains(stem))
    }
}

/// A word of a query.
struct Token<'a> {
    folded: &'a str,
    stems: Vec<String>,
}

/// The words of a query in order, with a gap where a clause is no word, and
/// around words in quotes; and which clause each is of.
fn tokens<'a>(clauses: &'a [Clause], endings: &Endings) -> (Vec<Option<Token<'a>>>, Vec<usize>) {
    let mut tokens = Vec::new();
    let mut clause_of = Vec::new();
    let token = |word: &'a Typed| {
        Some(Token { folded: word.folded.as_str(), stems: endings.stems(&word.written, &word.folded) })
    };
    for (at, clause) in clauses.iter().enumerate() {
        match &clause.pattern {
            Pattern::Word(word) if !clause.negated => tokens.push(token(word)),
            Pattern::Joined { parts, .. } if !clause.negated => tokens.extend(parts.iter().map(token)),
            Pattern::Phrase(words) if !clause.negated => {
                tokens.push(None);
                tokens.extend(words.iter().map(token));
                tokens.push(None);
            }
            _ => tokens.push(None),
        }
        clause_of.resize(tokens.len(), at);
    }
    (tokens, clause_of)
}

/// What was typed for some clauses.
fn source(clauses: &[Clause]) -> String {
    let mut sources: Vec<&str> = clauses.iter().map(|clause| clause.source.as_str()).collect();
    // Several clauses may come of one piece of text.
    sources.dedup();
    sources.join(" ")
}

/// The words of a term, side by side.
fn words(term: &str, endings: &Endings, index: &Index) -> Vec<TermWord> {
    let word = |word: Typed| {
        let stems = endings.stems(&word.written, &word.folded);
        TermWord { forms: WordForms::with_endings(index, word.folded, &stems), stems }
    };
    side_by_side(term).into_iter().map(word).collect()
}
