//! Why the library cannot be opened, and what a language says of it.

use crate::catalog::SnapshotError;

/// Why the library cannot be opened.
#[derive(Debug)]
pub enum LoadError {
    /// Nothing could be reached: no network, or no such host.
    NoConnection {
        /// What was asked for.
        url: String,
    },
    /// No answer, or no further piece of it, within the time limit.
    NoAnswer {
        /// What was asked for.
        url: String,
        /// Bytes that came before.
        bytes: usize,
        /// The time limit.
        seconds: u32,
    },
    /// The answer broke off.
    BrokenOff {
        /// What was asked for.
        url: String,
        /// Bytes that came before.
        bytes: usize,
    },
    /// The host refused.
    Status {
        /// What was asked for.
        url: String,
        /// HTTP status.
        status: u16,
    },
    /// Something came that is not a usable snapshot.
    Snapshot {
        /// What was asked for.
        url: String,
        /// What is wrong with it.
        error: SnapshotError,
    },
}

/// A failure in words.
#[derive(Debug, Clone)]
pub struct ErrorText {
    /// What happened.
    pub title: String,
    /// What came.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub remedy: String,
    /// Problems one by one, where they are known.
    pub problems: Vec<String>,
}
