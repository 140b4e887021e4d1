//! Texts, addresses and dates of a case; folding and words.

use casebook::catalog::Date;
use casebook::catalog::case::{Block, blocks, safe_url};
use casebook::search::tokenize::{fold, folded_words, for_each_word};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

fn check_blocks(text: &str, expected: &[&str]) {
    let found: Vec<String> = blocks(text)
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(text) => format!("p {text}"),
            Block::List(items) => format!("l {}", items.join("|")),
        })
        .collect();
    assert_eq!(found, expected, "for {text:?}");
}

#[test]
fn a_blank_line_parts_paragraphs() {
    check_blocks("", &[]);
    check_blocks(" \n\n ", &[]);
    check_blocks("One.", &["p One."]);
    check_blocks("One\ntwo.\n\n\nThree.\n", &["p One\ntwo.", "p Three."]);
    check_blocks("One.\n \t\nTwo.", &["p One.", "p Two."]);
    check_blocks("One.\r\n\r\nTwo.\r\n", &["p One.", "p Two."]);
}

#[test]
fn lines_that_start_with_a_dash_and_a_space_are_a_list() {
    check_blocks("- a\n- b", &["l a|b"]);
    check_blocks("Intro:\n- a\n- b\nEnd.", &["p Intro:", "l a|b", "p End."]);
    check_blocks("- a\n\n- b", &["l a", "l b"]);
    check_blocks("  - a\n -  b", &["l a|b"]);
    check_blocks("-a\n- ", &["p -a\n-"]);
    check_blocks("−5 degrees\n– aside", &["p −5 degrees\n– aside"]);
}

#[test]
fn markup_is_text() {
    check_blocks("<b>x</b> & <script>", &["p <b>x</b> & <script>"]);
}

fn check_url(url: &str, linked: bool) {
    assert_eq!(safe_url(url), linked.then_some(url), "for {url:?}");
}

#[test]
fn only_web_and_mail_addresses_are_linked() {
    for url in [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "hTTp://example.org",
        "https://example.org/javascript:alert(1)",
        "https://例え.jp/道",
        "mailto:a@example.org",
        "MailTo:a@example.org?subject=x",
    ] {
        check_url(url, true);
    }
    for url in [
        "",
        "example.org",
        "//example.org",
        "/a",
        "https:",
        "https://",
        "https:example.org",
        "mailto:",
        "mailto:nobody",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "ftp://example.org",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        " https://example.org",
        "https://example.org\n",
        "ht\ttps://example.org",
        "https://example.org/a b",
        "https://example.org/\u{7f}",
        "https\u{200b}://example.org",
    ] {
        check_url(url, false);
    }
}

fn check_date(text: &str, expected: Option<&str>) {
    assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), expected, "for {text:?}");
}

#[test]
fn dates_are_those_of_the_calendar() {
    check_date("2026-11-23", Some("2026-11-23"));
    check_date("2026-11-23T08:00:00Z", Some("2026-11-23"));
    check_date("0001-01-01", Some("0001-01-01"));
    check_date("2024-02-29", Some("2024-02-29"));
    check_date("2000-02-29", Some("2000-02-29"));
    for wrong in [
        "",
        "2026",
        "2026-11",
        "2026-11-",
        "2026-11-31",
        "2025-02-29",
        "1900-02-29",
        "2026-00-10",
        "2026-13-01",
        "2026-01-00",
        "0000-01-01",
        "23.11.2026",
        "2026/11/23",
        "2026-1-3",
        "26-11-23",
        "2026-11-23-1",
        "+2026-11-23",
        "2026-+1-23",
        "99999-01-01",
        " 2026-11-23",
        "２０２６-11-23",
    ] {
        check_date(wrong, None);
    }
}

fn check_fold(text: &str, folded: &str) {
    assert_eq!(fold(text), folded);
}

#[test]
fn case_accents_and_width_do_not_matter() {
    check_fold("Ärger ÉTÉ garçon", "arger ete garcon");
    check_fold("Straße Œuvre Æsir Þór", "strasse oeuvre aesir thor");
    check_fold("Łódź Đorđe Øresund İstanbul ısı", "lodz dorde oresund istanbul isi");
    check_fold("Tiếng Việt đường", "tieng viet duong");
    check_fold("ＣＯＶＩＤ１９", "covid19");
    check_fold("e\u{301}t e\u{301}", "et e");
    check_fold("ﬁne ﬀ m²", "fine ff m2");
}

#[test]
fn greek_folds_its_accents_and_final_sigma() {
    check_fold("Ελλάδα ΌΜΙΛΟΣ όμιλος", "ελλαδα ομιλοσ ομιλοσ");
    check_fold("ΐ Ϋ ᾧ ἀρχή", "ι υ ω αρχη");
}

#[test]
fn cyrillic_folds_its_accents() {
    check_fold("Ёлка Йод Україна ЌЕ", "елка иод украіна ке");
}

#[test]
fn arabic_folds_what_writers_use_for_one_another() {
    check_fold("أحمد إلى آخر", "احمد الي اخر");
    check_fold("مَدْرَسَة", "مدرسه");
    check_fold("ســـلام", "سلام");
    check_fold("٢٠٢٦ ۲۰۲۶", "2026 2026");
    check_fold("کتاب یک", "كتاب يك");
}

#[test]
fn letters_that_unicode_takes_apart_fold_to_their_base() {
    let blocks =
        [0xC0..=0x24F_u32, 0x370..=0x3FF, 0x400..=0x52F, 0x1E00..=0x1FFF, 0xFB00..=0xFB06, 0xFF10..=0xFF5A];
    let mut wrong = Vec::new();
    for c in blocks.into_iter().flatten().filter_map(char::from_u32).filter(|c| c.is_alphanumeric()) {
        let lower = c.to_lowercase().to_string();
        let expected: String = lower.nfkd().filter(|c| !is_combining_mark(*c)).collect();
        let expected = expected.to_lowercase().replace('ς', "σ");
        // Two marks that stand alone, and letters for which one is typed.
        let is_other = matches!(c, '\u{374}' | '\u{37A}' | 'Ŀ' | 'ŀ' | 'ŉ' | 'ẚ');
        // What stays whole in Unicode, such as ø, is settled by the tests above.
        if expected != lower && fold(&lower) != fold(&expected) && !is_other {
            wrong.push(format!("{c} U+{:04X}: {} for {expected}", u32::from(c), fold(&lower)));
        }
        assert_eq!(fold(&c.to_string()), fold(&lower), "for {c}");
    }
    assert_eq!(wrong, [""; 0]);
}

fn check_words(text: &str, expected: &[&str]) {
    let mut found = Vec::new();
    for_each_word(text, |word| found.push(format!("{}@{}", word.term, word.position)));
    assert_eq!(found, expected, "for {text:?}");
}

#[test]
fn words_are_runs_of_letters_and_digits() {
    check_words("Fish, farm (2026)!", &["fish@0", "farm@1", "2026@2"]);
    check_words("  ", &[]);
    check_words("21st", &["21st@0"]);
    check_words("R&D", &["r@0", "and@1", "d@2"]);
    check_words("& …", &["and@0"]);
    check_words("a/b", &["a@0", "b@1"]);
}

#[test]
fn joined_words_are_found_apart_and_together() {
    check_words("COVID-19", &["covid@0", "19@1", "covid19@0"]);
    check_words("O'Higgins", &["o@0", "higgins@1", "ohiggins@0"]);
    check_words("O’Higgins’", &["o@0", "higgins@1", "ohiggins@0"]);
    check_words("Noddr.de.", &["noddr@0", "de@1", "noddrde@0"]);
    check_words("a-b-c d", &["a@0", "b@1", "c@2", "abc@0", "d@3"]);
    check_words("a--b - c", &["a@0", "b@1", "c@2"]);
    check_words("co\u{AD}op", &["co@0", "op@1", "coop@0"]);
}

#[test]
fn scripts_without_spaces_give_characters_and_pairs() {
    check_words("東京都", &["東@0", "東京@0", "京@1", "京都@1", "都@2"]);
    check_words("G20東", &["g20@0", "東@1"]);
    check_words("ไทย", &["ไ@0", "ไท@0", "ท@1", "ทย@1", "ย@2"]);
    check_words("東・京", &["東@0", "京@1"]);
}

#[test]
fn kana_of_half_width_are_those_of_full_width() {
    for (half, full) in [("ｶﾞｲﾄﾞ", "ガイド"), ("ﾊﾟﾘ", "パリ"), ("ｳﾞｧ", "ヴァ"), ("ｱｰｸ", "アーク")]
    {
        assert_eq!(folded_words(half), folded_words(full));
        assert_eq!(fold(half), fold(full));
    }
    assert_eq!(folded_words("カ\u{3099}イ"), folded_words("ガイ"));
}

#[test]
fn folded_words_stand_for_all_of_a_text() {
    for (text, words) in [
        ("Fish COVID-19", vec!["fish", "covid19"]),
        ("東京都 市", vec!["東京", "京都", "市"]),
        ("市abc東京", vec!["市", "abc", "東京"]),
    ] {
        assert_eq!(folded_words(text), words);
    }
}
