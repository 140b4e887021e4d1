//! Where the reader is: the address, read and written.
//!
//! The state that a reader would keep, share or go back to stands in the query
//! string of one page. Laws, each under test: every route survives writing and
//! reading; any text at all reads as some route; the same state has one address.
//!
//! A route knows nothing of a library: that a value exists is checked by
//! [`Library::repair`](crate::search::Library::repair).

use std::fmt::Write;

use crate::catalog::validate::{RESERVED_IDS, is_id};
use crate::search::groups::GroupOrder;
use crate::search::query::tidy;
use crate::search::{Query, Refinement, Sort, Years};

/// A place in the app.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Route {
    /// What is asked for.
    pub query: Query,
    /// Whether the hits are grouped by country, and in which order. Written
    /// `group=country` and `group=country:count`.
    pub group: Option<GroupOrder>,
    /// The page of the list, from 0; written from 1.
    pub page: usize,
    /// The page of the app.
    pub view: View,
    /// The open case. It lies over the view, which stays in the address.
    pub case: Option<String>,
    /// Colours, where the address chooses them.
    pub theme: Option<Theme>,
    /// Whether the app stands inside a host page.
    pub is_embedded: bool,
    /// What a host page asks of the looks, by the order of [`LOOKS`]; empty
    /// where it asks nothing. `public/frame.js` says what the values mean.
    pub looks: [String; 3],
}

/// Parameters of [`Route::looks`].
pub const LOOKS: [&str; 3] = ["hide", "accent", "font"];

/// A page of the app.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// The list of cases.
    #[default]
    List,
    /// The library's passport.
    About,
    /// How to show the place on another page.
    Embed,
}

/// Colours chosen by the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Ink on paper.
    Light,
    /// Light ink on dark paper.
    Dark,
    /// Black, white and strong borders.
    Contrast,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// Name in addresses and in the style sheet.
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

impl Route {
    /// Reads the query string of an address, with or without its `?`.
    ///
    /// Whatever cannot be read is passed over; of a parameter that can stand
    /// once the first one counts.
    pub fn read(address: &str) -> Self {
        let address = address.split('#').next().unwrap_or_default();
        let mut route = Self::default();
        let mut seen: Vec<String> = Vec::new();
        let mut all_of = Vec::new();
        for pair in address.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name), decode(value));
            let value = value.trim();
            let is_first = !seen.contains(&name);
            match name.as_str() {
                "match" => all_of.extend(value.strip_suffix(":all").map(str::to_owned)),
                _ if is_refinable(&name) => route.read_refinement(&name, value),
                _ if is_first && !value.is_empty() => route.read_single(&name, value),
                _ => {}
            }
            seen.push(name);
        }
        // "All of" says something only once the values are known.
        for facet in all_of {
            route.query.refinements.set_all(&facet, true);
        }
        route
    }

    /// Writes the address: `?` and the query string, in a fixed order; `.`
    /// for the front page, which a link cannot name by an empty text.
    pub fn write(&self) -> String {
        let mut address = String::new();
        self.each_parameter(&mut |name, value| {
            address.push(if address.is_empty() { '?' } else { '&' });
            encode(name, &mut address);
            address.push('=');
            encode(value, &mut address);
        });
        if address.is_empty() { ".".to_owned() } else { address }
    }

    /// Gives each parameter of the address with its value, in the order in which
    /// they are written; one with several values comes as often, at one stretch.
    pub fn each_parameter(&self, each: &mut dyn FnMut(&str, &str)) {
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                each(name, value);
            }
        };
        let Query { text, refinements, sort, ids } = &self.query;
        add("q", text);
        for (facet, chosen) in refinements.facets() {
            for value in &chosen.included {
                add(facet, refinement_id(value));
            }
            for value in &chosen.excluded {
                add(facet, &format!("-{}", refinement_id(value)));
            }
        }
        if let Some(years) = refinements.years {
            add("year", &years.to_string());
        }
        for (facet, _) in refinements.facets().filter(|(_, chosen)| chosen.all) {
            add("match", &format!("{facet}:all"));
        }
        add("ids", &ids.join(","));
        add("sort", sort.map_or("", Sort::id));
        add(
            "group",
            match self.group {
                None => "",
                Some(GroupOrder::Name) => "country",
                Some(GroupOrder::Count) => "country:count",
            },
        );
        if self.page > 0 {
            add("page", &(self.page + 1).to_string());
        }
        add(
            "view",
            match self.view {
                View::List => "",
                View::About => "about",
                View::Embed => "embed",
            },
        );
        add("case", self.case.as_deref().unwrap_or_default());
        add("theme", self.theme.map_or("", Theme::id));
        add("embed", if self.is_embedded { "1" } else { "" });
        for (name, value) in LOOKS.into_iter().zip(&self.looks) {
            add(name, value);
        }
    }

    /// The front page, with the reader's settings kept.
    pub fn home(&self) -> Self {
        Self::default().set_like(self)
    }

    /// The same place with the settings of another: its colours, and what its
    /// host page asks for.
    pub fn set_like(self, other: &Self) -> Self {
        Self { theme: other.theme, is_embedded: other.is_embedded, looks: other.looks.clone(), ..self }
    }

    /// The same place outside of any host page.
    pub fn in_full(&self) -> Self {
        self.clone().set_like(&Self::default())
    }

    /// The list with another query, from its first page.
    pub fn with_query(&self, query: Query) -> Self {
        Self { query, page: 0, view: View::List, case: None, ..self.clone() }
    }

    /// The same place in another view.
    pub fn view(&self, view: View) -> Self {
        Self { view, ..self.clone() }
    }

    /// The list that a case was opened from.
    pub fn without_case(&self) -> Self {
        Self { case: None, ..self.clone() }
    }

    /// The same place with a case opened over it.
    pub fn with_case(&self, id: &str) -> Self {
        Self { case: Some(id.to_owned()), ..self.clone() }
    }

    fn read_single(&mut self, name: &str, value: &str) {
        match name {
            "q" => self.query.text = tidy(value),
            "year" => self.query.refinements.years = Years::parse(value),
            "ids" => {
                for id in value.split(',').filter(|id| is_id(id)) {
                    if !self.query.ids.iter().any(|known| known == id) {
                        self.query.ids.push(id.to_owned());
                    }
                }
            }
            "sort" => self.query.sort = Sort::ALL.into_iter().find(|sort| sort.id() == value),
            "group" => {
                self.group = match value {
                    "country" => Some(GroupOrder::Name),
                    "country:count" => Some(GroupOrder::Count),
                    _ => None,
                }
            }
            "page" => self.page = value.parse::<usize>().unwrap_or(1).saturating_sub(1),
            "view" if value == "about" => self.view = View::About,
            "view" if value == "embed" => self.view = View::Embed,
            "case" => self.case = Some(value.to_owned()).filter(|id| is_id(id)),
            "theme" => self.theme = Theme::ALL.into_iter().find(|theme| theme.id() == value),
            "embed" => self.is_embedded = value == "1",
            _ => {
                if let Some(at) = LOOKS.iter().position(|look| *look == name) {
                    self.looks[at] = value.to_owned();
                }
            }
        }
    }

    fn read_refinement(&mut self, facet: &str, value: &str) {
        let excluded = value.starts_with('-');
        // No value starts with a minus, so that it reads back as it is written.
        let value = value.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
        let value = match value {
            "" => return,
            "none" => Refinement::NotStated,
            id => Refinement::Value(id.to_owned()),
        };
        if excluded {
            self.query.refinements.exclude(facet, value);
        } else {
            self.query.refinements.include(facet, value);
        }
    }
}

/// Whether a parameter of this name holds a value of a facet.
fn is_refinable(name: &str) -> bool {
    matches!(name, "country" | "region" | "organisation") || (is_id(name) && !RESERVED_IDS.contains(&name))
}

fn refinement_id(value: &Refinement) -> &str {
    match value {
        Refinement::Value(id) => id,
        Refinement::NotStated => "none",
    }
}

/// Percent-encodes what an address gives another meaning, or what people and
/// programs cut off when they copy it (URL Standard, query percent-encode set,
/// and quotation marks, brackets and the like).
fn encode(text: &str, address: &mut String) {
    for byte in text.bytes() {
        match byte {
            b' ' => address.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' | b',' => {
                address.push(byte.into());
            }
            _ => write!(address, "%{byte:02X}").expect("writing to a text cannot fail"),
        }
    }
}

/// The opposite; bytes that are no UTF-8 become U+FFFD, a stray `%` itself.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
            u8::from_str_radix(digits, 16).ok()
        });
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => bytes.push(if *first == b'+' { b' ' } else { *first }),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
