//! How numbers, shares and dates are written.
//!
//! The browser does it by `Intl` in any language; natively, where the page's
//! first paint is rendered, by the table of the interface's language.

use super::{Count, Plural};
use crate::catalog::Date;

/// How a language writes numbers and dates.
pub trait Formats {
    /// A number with the language's digits and groups.
    fn number(&self, n: usize) -> String;

    /// The form of the noun beside a number.
    fn plural(&self, n: usize) -> Plural;

    /// A date in words.
    fn date(&self, date: Date) -> String;

    /// A number of things.
    fn count(&self, n: usize) -> Count {
        Count { n, text: self.number(n), plural: self.plural(n) }
    }

    /// A share as whole percent; what is more than nothing is not `0 %`, and only
    /// the whole is `100 %`.
    fn percent(&self, part: usize, of: usize) -> String {
        let share = if of == 0 { 0.0 } else { part as f64 * 100.0 / of as f64 };
        if share > 0.0 && share < 1.0 {
            return format!("< {} %", self.number(1));
        }
        let whole = if part < of { share.round().min(99.0) } else { share };
        format!("{} %", self.number(whole as usize))
    }
}

/// English as written outside of the Americas, the same as `Intl` writes for
/// `en-GB`: `1,000`, `23 November 2026`.
pub struct EnglishFormats;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Formats for EnglishFormats {
    fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    fn plural(&self, n: usize) -> Plural {
        if n == 1 { Plural::One } else { Plural::Other }
    }

    fn date(&self, Date { year, month, day }: Date) -> String {
        format!("{day} {} {year}", MONTHS[usize::from(month) - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_written_as_browsers_write_it() {
        let number = |n| EnglishFormats.number(n);
        assert_eq!(
            [0, 7, 999, 1000, 12_345, 1_234_567].map(number).join(" "),
            "0 7 999 1,000 12,345 1,234,567"
        );
        let date = Date::parse("2026-11-03").expect("a date");
        assert_eq!(EnglishFormats.date(date), "3 November 2026");
        assert_eq!([0, 1, 2].map(|n| EnglishFormats.plural(n)), [Plural::Other, Plural::One, Plural::Other]);
    }

    #[test]
    fn a_share_is_nothing_or_all_only_where_it_is() {
        let percent = |part, of| EnglishFormats.percent(part, of);
        assert_eq!(percent(0, 300), "0 %");
        assert_eq!(percent(1, 300), "< 1 %");
        assert_eq!(percent(299, 300), "99 %");
        assert_eq!(percent(300, 300), "100 %");
        assert_eq!(percent(0, 0), "0 %");
    }
}
