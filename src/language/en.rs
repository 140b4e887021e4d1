//! English.

use super::{Count, ErrorText, LoadError, Messages, Plural, Sentence};
use crate::catalog::{Consequence, SnapshotError};
use crate::route::Theme;
use crate::search::forms::MatchKind;
use crate::search::why::Reason;
use crate::search::{Sort, Years};

fn counted(count: &Count, one: &str, many: &str) -> String {
    let noun = if count.plural == Plural::One { one } else { many };
    format!("{} {noun}", count.text)
}

/// The English interface.
pub const ENGLISH: Messages = Messages {
    // Dates and numbers as most readers of English outside of the Americas
    // write them.
    locale: "en-GB",
    skip_to_content: "Skip to content",
    skip_to_results: "Skip to results",
    published_by: |name| format!("Published by {name}"),
    how_to_check: "How to check this",
    official_statement: "The publisher states that this is an official publication.",
    not_official: "This library does not claim to be an official publication.",
    publisher_site: "The publisher’s own site",
    check_authenticity: "Check that this copy is authentic",
    open_full: "Open the full library",
    nav_label: "Sections",
    cases: "Cases",
    countries: "Countries",
    about: "About",
    search_label: "Search cases, places, organisations",
    search_hint: "Cases, places, organisations",
    search: "Search",
    suggestions: "Suggestions",
    n_suggestions: |count| counted(count, "suggestion", "suggestions"),
    case: "Case",
    why: "Why this matched",
    reason,
    sort_label: "Sort",
    sort_names: |sort| match sort {
        Sort::Relevance => "Best match",
        Sort::Listed => "As listed",
        Sort::Newest => "Newest first",
        Sort::Oldest => "Oldest first",
        Sort::Title => "Title A–Z",
        Sort::Country => "Country A–Z",
    },
    remove: |what| format!("Remove: {what}"),
    not_value: |what| format!("not {what}"),
    clear_all: "Clear all",
    filters: "Filters",
    n_filters: |count| format!("{} active", count.text),
    n_chosen: |count| format!("{} chosen", count.text),
    not_stated: "Not stated",
    international: "International",
    facet_country: "Country",
    facet_region: "Region",
    facet_organisation: "Organisation",
    facet_year: "Year",
    find_in: |facet| format!("Find in {facet}"),
    show_all: |count| format!("Show all {}", count.text),
    show_fewer: "Show fewer",
    no_value_found: "No such value",
    exclude: |what| format!("Exclude: {what}"),
    match_label: "Match",
    match_any: "Any of these",
    match_all: "All of these",
    year_from: "From",
    year_to: "To",
    year_any: "Any",
    years_value,
    years_of_cases: |year, count| format!("{year}: {}", counted(count, "case", "cases")),
    previous: "Previous",
    next: "Next",
    page_label: "Pages",
    page: |number| format!("Page {number}"),
    n_cases: |count| counted(count, "case", "cases"),
    n_countries: |count| counted(count, "country", "countries"),
    result_sentence,
    all_cases: |count| format!("All {}", counted(count, "case", "cases")),
    everything: |cases, countries| {
        format!("{} from {}", counted(cases, "case", "cases"), counted(countries, "country", "countries"))
    },
    nothing_found_help: "What you can do",
    read_as: |reading| {
        let terms: Vec<String> = reading.read_as.iter().map(|term| format!("“{term}”")).collect();
        format!("“{}” is also read as {}.", reading.typed, join(&terms, false))
    },
    without: |what, count| format!("Without {what}: {}", counted(count, "case", "cases")),
    closest_title: "Closest cases",
    closest_note: "These have some of the words, not all of them.",
    case_nav_label: "This case in the results",
    back_to_results: |count| counted(count, "case", "cases"),
    position: |at, of| format!("{at} of {of}"),
    on_this_page: "On this page",
    facts: "Facts",
    links: "Links",
    source_page: "Page that this case was taken from",
    snapshot_of: |date| format!("Snapshot of {date}"),
    updated: |date| format!("Updated {date}"),
    similar_cases: "Similar cases",
    copy_link: "Copy link",
    link_copied: "Link copied",
    copy_failed: |link| format!("The browser refused to copy {link}"),
    print: "Print",
    withdrawn: |date, reason| format!("Withdrawn by the publisher on {date}: {reason}"),
    no_such_case_title: "There is no such case",
    no_such_case_text: "The library does not hold a case of this name. It may have been left out of this snapshot, or the link may be misspelt.",
    taken_out_title: "This case is no longer in the library",
    taken_out_text: "Its publisher has taken it out.",
    taken_out_since: |date| format!("Its publisher took it out with the edition of {date}."),
    closest_by_name: "Cases that come closest to its name",
    group_by_name: "A–Z",
    group_by_count: "By number",
    group_order_label: "Order of groups",
    with_partners: |partners, more| {
        let named: Vec<String> = partners.iter().map(|(name, n)| format!("{name} {n}")).collect();
        let named = format!("with {}", named.join(", "));
        if more.n == 0 { named } else { format!("{named} and {} more", more.text) }
    },
    open_group: |name| format!("Show cases: {name}"),
    close_group: |name| format!("Hide cases: {name}"),
    open_all: "Open all",
    close_all: "Close all",
    jump_to: "Jump to",
    about_title: "About this library",
    passport: "The snapshot",
    publisher: "Publisher",
    source: "Source",
    licence: "Licence",
    date: "Date",
    fingerprint: "Fingerprint (SHA-256)",
    language_label: "Language",
    organisations: "Organisations",
    authenticity: "Authenticity",
    completeness: "How complete it is",
    field: "Field",
    share: "Share",
    missing: "Missing",
    title: "Title",
    summary: "Summary",
    image: "Picture",
    problems_title: "Problems found",
    no_problems: "None: every case of the snapshot is here.",
    problems_note: |count| {
        let is = if count.plural == Plural::One { "is" } else { "are" };
        format!("{} {is} left out of this library: see why", counted(count, "case", "cases"))
    },
    n_left_out: |count| format!("{} left out.", counted(count, "case", "cases")),
    more_problems: |count| format!("And {} more: the command “snapshot check” lists all.", count.text),
    n_problems: |count| counted(count, "problem", "problems"),
    consequence: |consequence| match consequence {
        Consequence::CaseLeftOut => "the case is left out",
        Consequence::FieldIgnored => "the field is passed over",
        Consequence::NotLinked => "shown, not linked",
    },
    changes_title: "What changed",
    changes_since: |date| format!("Since the snapshot of {date}:"),
    changes_added: |count| format!("{} added", counted(count, "case", "cases")),
    changes_changed: |count| format!("{} edited", counted(count, "case", "cases")),
    changes_withdrawn: |count| format!("{} taken out", counted(count, "case", "cases")),
    loading: "Opening the library …",
    load_error,
    try_again: "Try again",
    // `{}` is filled in by `public/offline.js`.
    offline_ready: "Ready to work offline",
    offline_without_pictures: "Ready to work offline, without pictures",
    offline: "You are offline",
    offline_full: "No room is left on this device to keep the library for offline use",
    offline_refused: "The library is not kept for offline use. {}",
    no_news: "No newer snapshot could be taken: {}",
    new_app: "A new version of this app is ready.",
    new_snapshot: "The snapshot of {} is ready. New cases: {}.",
    show_news: "Show it",
    not_now: "Not now",
    install: "Install as an app",
    device_title: "On this device",
    last_visit: "Last visit: {}",
    keep_pictures: "Keep all pictures for offline use, also beyond 20 MB",
    test_stored: "Test what is stored",
    repair_stored: "Store it anew",
    copy_report: "Copy this report",
    copied: "Copied",
    embed_title: "Show this on your own page",
    change_shown: "Change what is shown",
    leave_out: "Leave out",
    header: "Header",
    font: "Font",
    font_both: "Both",
    font_serif: "Serif",
    font_sans: "Sans serif",
    accent: "Colour of links",
    preview: "Preview",
    as_element: "Widget",
    as_frame: "Frame, without scripts",
    as_link: "Link",
    needs_policy: "Content-Security-Policy of the page",
    embed_unsafe: "Pages with https: show no library with http:.",
    embed_host: "The library’s host sends Access-Control-Allow-Origin: * with embed.js, and no X-Frame-Options.",
    copy: "Copy",
    error_found: "What came",
    error_expected: "What was expected",
    error_remedy: "What you can do",
    theme_label: "Colours",
    theme_auto: "Auto",
    theme_names: |theme| match theme {
        Theme::Light => "Light",
        Theme::Dark => "Dark",
        Theme::Contrast => "Contrast",
    },
};

fn years_value(years: Years) -> String {
    match years {
        Years::NotStated => "without a year".to_owned(),
        Years::Range(Some(from), Some(to)) if from == to => format!("in {from}"),
        Years::Range(Some(from), Some(to)) => format!("{from} to {to}"),
        Years::Range(Some(from), None) => format!("since {from}"),
        Years::Range(None, to) => format!("until {}", to.unwrap_or_default()),
    }
}

/// "“goverment” → government · misspelling · Title".
fn reason(reason: &Reason, place: &str) -> String {
    let Reason { typed, found, kind, .. } = reason;
    let how = match kind {
        MatchKind::Exact => return format!("“{found}” · {place}"),
        MatchKind::Prefix => "beginning",
        MatchKind::Ending => "other ending",
        MatchKind::Synonym => "same meaning",
        MatchKind::Typo => "misspelling",
    };
    format!("“{typed}” → {found} · {how} · {place}")
}

/// "23 cases with “seed”, in South Korea or Viet Nam, not Health, since 2009".
fn result_sentence(sentence: &Sentence) -> String {
    let mut parts = Vec::new();
    let listed = if sentence.is_selection { "chosen case" } else { "case" };
    let closest = counted(&sentence.n_closest, "case comes", "cases come");
    let mut head = match (sentence.count.n, sentence.n_closest.n) {
        (0, 1..) => format!("{closest} close to “{}”", sentence.text),
        (0, 0) => format!("No {listed}s"),
        _ => counted(&sentence.count, listed, &format!("{listed}s")),
    };
    if sentence.n_closest.n == 0 && !sentence.text.is_empty() {
        head.push_str(&format!(" with “{}”", sentence.text));
    }
    let mut places = sentence.facets.iter().filter(|part| part.is_place && !part.included.is_empty());
    if let Some(part) = places.next() {
        head.push_str(&format!(" in {}", join(&part.included, part.all)));
    }
    parts.push(head);
    parts.extend(places.map(|part| format!("in {}", join(&part.included, part.all))));
    let others = sentence.facets.iter().filter(|part| !part.is_place && !part.included.is_empty());
    parts.extend(others.map(|part| join(&part.included, part.all)));
    let refused = sentence.facets.iter().filter(|part| !part.excluded.is_empty());
    parts.extend(refused.map(|part| format!("not {}", join(&part.excluded, false))));
    parts.extend(sentence.years.map(years_value));
    parts.join(", ")
}

/// "A, B or C", or "A, B and C".
fn join(labels: &[String], all: bool) -> String {
    let word = if all { " and " } else { " or " };
    match labels {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => [&before.join(", "), word, last].concat(),
    }
}

fn load_error(error: &LoadError) -> ErrorText {
    let text = |title: &str, found: String, expected: &str, remedy: &str| ErrorText {
        title: title.to_owned(),
        found,
        expected: expected.to_owned(),
        remedy: remedy.to_owned(),
        problems: Vec::new(),
    };
    const FILE: &str = "The app expects the library’s snapshot there: a JSON file.";
    match error {
        LoadError::NoConnection { url } => text(
            "The library cannot be reached",
            format!("{url} could not be fetched: there is no connection to its host."),
            FILE,
            "Check your connection, then try again.",
        ),
        LoadError::NoAnswer { url, bytes, seconds } => text(
            "The library does not answer",
            format!("{url} sent nothing for {seconds} seconds, after {bytes} bytes."),
            FILE,
            "The host or the connection may be slow just now. Try again.",
        ),
        LoadError::BrokenOff { url, bytes } => text(
            "The library came only in part",
            format!("The transfer of {url} broke off after {bytes} bytes."),
            FILE,
            "Try again.",
        ),
        LoadError::Status { url, status } => text(
            if *status == 404 {
                "The library is not where it should be"
            } else {
                "The host reports an error"
            },
            format!("The host answered {url} with status {status}."),
            FILE,
            "Try again later. For the publisher: the file belongs into the folder data beside index.html.",
        ),
        LoadError::Snapshot { url, error } => snapshot_error(url, error),
    }
}

fn snapshot_error(url: &str, error: &SnapshotError) -> ErrorText {
    const TELL: &str = "Tell the publisher of this library. For the publisher: the command “snapshot check” says what to change.";
    let (title, found, expected, remedy) = match error {
        SnapshotError::Empty => (
            "The library’s file is empty",
            format!("{url} has no content."),
            "A snapshot of cases, as JSON.",
            TELL,
        ),
        SnapshotError::Html => (
            "A web page came in place of the library",
            format!("{url} answered with a web page."),
            "A snapshot of cases, as JSON.",
            "You may have to sign in to this network first: open another page, then try again.",
        ),
        SnapshotError::Truncated { bytes } => (
            "The library’s file is cut off",
            format!("{url} ends in the middle, after {bytes} bytes."),
            "A whole snapshot of cases, as JSON.",
            "Try again; if it stays so, the publisher has to upload the file again.",
        ),
        SnapshotError::NotJson { line, column, reason } => (
            "The library’s file cannot be read",
            format!("{url} is not JSON: line {line}, column {column}: {reason}."),
            "A snapshot of cases, as JSON.",
            TELL,
        ),
        SnapshotError::OtherJson { found } => (
            "The library’s file is of another kind",
            format!("{url} is JSON, but not a snapshot: {found} was found."),
            "An object with “schema_version”, “library” and “cases”.",
            TELL,
        ),
        SnapshotError::Version { supported, found } => {
            let found =
                format!("{url} is a snapshot of version {found}; this app reads version {supported}.");
            let expected = "A snapshot of the version that the app reads.";
            (
                "The library is of another version",
                found,
                expected,
                "Load the page anew; the publisher may have to update the app.",
            )
        }
        SnapshotError::NoUsableCase { problems } => (
            "The library has no usable case",
            format!("{url} was read, and no case in it can be shown. Problems found: {}.", problems.len()),
            "At least one case without a problem.",
            TELL,
        ),
    };
    let problems = match error {
        SnapshotError::NoUsableCase { problems } => {
            problems.iter().take(20).map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    };
    ErrorText { title: title.into(), found, expected: expected.into(), remedy: remedy.into(), problems }
}
