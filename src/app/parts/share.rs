//! The length of a bar.

/// A share as the style sheets take it: from `0.000` to `1.000`, and `0.000`
/// of nothing.
pub fn share(part: usize, of: usize) -> String {
    // In whole thousandths: the code that writes fractions is 10 KB.
    let thousandths = (part * 1000).checked_div(of).unwrap_or_default();
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
