//! Numbers, plurals, dates and names of places in the reader's language, from
//! the browser's `Intl`.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::catalog::{Country, Date, Region};
use crate::language::{Count, Plural};
use crate::search::PlaceNames;

/// The languages that the interface speaks or will: readers may type a
/// country's name in any of them.
const NAME_LANGUAGES: [&str; 4] = ["en", "fr", "es", "ar"];

/// How one language writes numbers and dates.
pub struct Formats {
    /// Bound `format` functions; each takes one value.
    number: Function,
    date: Function,
    plural: Intl::PluralRules,
}

impl Formats {
    /// Formats of a language, by its BCP 47 tag.
    pub fn new(tag: &str) -> Self {
        let tags = tags(tag);
        let dates = options(&[("dateStyle", "long"), ("timeZone", "UTC")]);
        Self {
            number: Intl::NumberFormat::new(&tags, &Object::new()).format(),
            date: Intl::DateTimeFormat::new(&tags, &dates).format(),
            plural: Intl::PluralRules::new(&tags, &Object::new()),
        }
    }

    /// A number with the language's digits and groups.
    pub fn number(&self, n: usize) -> String {
        written(&self.number, n as f64).unwrap_or_else(|| n.to_string())
    }

    /// A number of things, with the form of the noun that it takes.
    pub fn count(&self, n: usize) -> Count {
        let plural = match self.plural.select(n as f64).as_string().as_deref() {
            Some("zero") => Plural::Zero,
            Some("one") => Plural::One,
            Some("two") => Plural::Two,
            Some("few") => Plural::Few,
            Some("many") => Plural::Many,
            _ => Plural::Other,
        };
        Count { n, text: self.number(n), plural }
    }

    /// A share as whole percent; what is more than nothing is not `0 %`.
    pub fn percent(&self, part: usize, of: usize) -> String {
        let share = if of == 0 { 0.0 } else { part as f64 * 100.0 / of as f64 };
        if share > 0.0 && share < 1.0 {
            return format!("< {} %", self.number(1));
        }
        // Only the whole is 100 %.
        let whole = if part < of { share.round().min(99.0) } else { share };
        format!("{} %", self.number(whole as usize))
    }

    /// A date in words.
    pub fn date(&self, date: Date) -> String {
        let time = js_sys::Date::utc(f64::from(date.year), f64::from(date.month) - 1.0);
        let time = time + (f64::from(date.day) - 1.0) * 86_400_000.0;
        written(&self.date, time).unwrap_or_else(|| date.to_string())
    }
}

fn written(format: &Function, value: f64) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value)).ok()?.as_string()
}

/// Names of places as the browser knows them.
#[derive(Clone)]
pub struct BrowserNames {
    tag: String,
    own: Intl::DisplayNames,
    others: Vec<Intl::DisplayNames>,
}

impl BrowserNames {
    /// Names in a language, and in the interface's others for the search.
    pub fn new(tag: &str) -> Self {
        let others = NAME_LANGUAGES.into_iter().filter(|other| !tag.starts_with(other));
        Self { tag: tag.to_owned(), own: display_names(tag), others: others.map(display_names).collect() }
    }
}

impl PlaceNames for BrowserNames {
    fn language(&self) -> &str {
        &self.tag
    }

    fn country(&self, country: Country) -> String {
        name(&self.own, country.code()).unwrap_or_else(|| country.english_name().to_owned())
    }

    fn region(&self, region: Region) -> String {
        // No browser names the M49 code 010.
        let code = if region == Region::Antarctica { "AQ" } else { region.m49() };
        name(&self.own, code).unwrap_or_else(|| region.english_name().to_owned())
    }

    fn more_country_names(&self, country: Country) -> Vec<String> {
        self.others.iter().filter_map(|names| name(names, country.code())).collect()
    }
}

fn display_names(tag: &str) -> Intl::DisplayNames {
    let options = options(&[("type", "region"), ("fallback", "none")]);
    Intl::DisplayNames::new(&tags(tag), &options)
}

fn name(names: &Intl::DisplayNames, code: &str) -> Option<String> {
    names.of(code).map(String::from)
}

fn tags(tag: &str) -> Array {
    Array::of1(&JsValue::from_str(tag))
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // A plain object takes every property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    options
}
