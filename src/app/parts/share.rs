//! The length of a bar.

/// A share as the style sheets take it, in `--share`: a number from 0 to 1, left to
/// the browser to work out; 0 of nothing.
pub fn share(part: usize, of: usize) -> String {
    if of == 0 { "0".to_owned() } else { format!("calc({part} / {of})") }
}
