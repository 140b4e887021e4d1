//! The front page that stands in `index.html`: read before the program comes, and what is begun
//! there is not lost when it does.

use crate::{
    expected::{self, counted, everything, n_hits, n_lines, sentence, titles},
    journey_unopened,
    reader::{Reader, anything, containing, eventually, starting},
    server::Fault,
    words::SEARCH,
};

const PROGRAM: &str = "casebook-*.wasm";

/// Opens an address at a host that keeps the program back, and looks at what is there meanwhile.
async fn opens_without_program(reader: &Reader, address: &str) {
    reader.server().fault(PROGRAM, Fault::Wait);
    reader.waits_for_program(false);
    // Chromium's word for what it has fetched and the program has not yet asked for.
    reader.expects("was preloaded using link preload");
    reader.open(address).await;
}

/// The program comes.
async fn program_comes(reader: &Reader) {
    reader.waits_for_program(true);
    reader.server().heal();
    eventually(async || reader.evaluate::<bool>("return !document.getElementById('start')").await, true)
        .await;
    reader.rests().await;
}

/// The text that is seen in an element of the page, line by line.
async fn lines_in(reader: &Reader, id: &str) -> Vec<String> {
    let text: String = reader.evaluate(&format!("return document.getElementById('{id}').innerText")).await;
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Roles with the names of all that has one, as assistive technology is told.
async fn names(reader: &Reader) -> Vec<(&'static str, Vec<String>)> {
    const ROLES: [&str; 10] = [
        "heading",
        "link",
        "button",
        "checkbox",
        "combobox",
        "searchbox",
        "group",
        "navigation",
        "complementary",
        "listitem",
    ];
    let mut names = Vec::new();
    for role in ROLES {
        names.push((role, reader.names(role, anything()).await));
    }
    names
}

/// Where things stand, and where links lead.
async fn places(reader: &Reader) -> Vec<String> {
    reader
        .evaluate(
            "return [...document.querySelectorAll('a, h1, h2, fieldset, input, select, button, .value-bar, .bar')]
                .filter((element) => element.getClientRects().length
                    && !element.closest('.colophon, .start-slow, .pages'))
                .map((element) => {
                    const { x, y, width, height } = element.getBoundingClientRect();
                    const place = [x, y, width, height].map(Math.round);
                    return [element.localName, element.id, element.href ?? '', ...place].join(' ');
                })",
        )
        .await
}

/// How much of the page has moved by itself since it was opened.
async fn layout_shift(reader: &Reader) -> f64 {
    reader
        .evaluate(
            "return new Promise((done) => {
                let sum = 0;
                new PerformanceObserver((list) => {
                    for (const { value } of list.getEntries()) sum += value;
                }).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(sum), 300);
            })",
        )
        .await
}

/// Fails unless the second list is the first one with more in one place, and gives what is more: the
/// page that comes with the program has further entries, and what only the program knows.
fn added<T: PartialEq + std::fmt::Debug>(before: &[T], after: Vec<T>) -> Vec<T> {
    let n_same = before.iter().zip(&after).take_while(|(before, after)| before == after).count();
    let n_left = before.len() - n_same;
    assert!(
        after.len() >= before.len() && before[n_same..] == after[after.len() - n_left..],
        "from {:?} on it is {:?}",
        &before[n_same..],
        &after[n_same..]
    );
    let end = after.len() - n_left;
    after.into_iter().take(end).skip(n_same).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_takes_over_what_is_there() {
    /// What only the program can tell.
    const OWN: [&str; 3] = ["Ready to work offline", "Preparing to work offline", "Install as an app"];
    journey_unopened(async |reader| {
        for width in [1280, 390] {
            reader.window(width, 800).await;
            opens_without_program(reader, "").await;
            assert_eq!(reader.sentence().await, everything());
            let first = reader.titles().await;
            assert!(first.len() > 5, "more than a screen is there: {first:?}");
            assert_eq!(first, titles("")[..first.len()]);
            let text = reader.text().await;
            assert!(text.contains(&format!("Snapshot of {}", expected::date())), "{text}");
            let before = (lines_in(reader, "front-page").await, names(reader).await, places(reader).await);
            assert_eq!(reader.title().await, expected::title());
            assert_eq!(layout_shift(reader).await, 0.0, "at {width}, before the program");
            program_comes(reader).await;

            assert_eq!(reader.titles().await, titles("")[..24]);
            let mut lines = lines_in(reader, "app").await;
            lines.retain(|line| !OWN.contains(&line.as_str()));
            // Said aloud, below all else.
            if lines.last().is_some_and(|line| line == everything()) {
                lines.pop();
            }
            let further = added(&before.0, lines).join("\n");
            for title in &titles("")[first.len()..24] {
                assert!(further.contains(title), "{title} is missing in {further}");
            }
            assert!(!further.contains(titles("")[0]), "{further}");
            for ((role, before), (_, mut after)) in before.1.into_iter().zip(names(reader).await) {
                after.retain(|name| !OWN.contains(&name.as_str()));
                let further = added(&before, after);
                let is_of_entries =
                    role == "listitem" || further.iter().all(|name| titles("").contains(&name.as_str()));
                assert!(is_of_entries, "the {role}s at {width}: {further:?}");
            }
            let further = added(&before.2, places(reader).await);
            assert!(
                further.iter().all(|place| place.contains("?case=") || place.starts_with("h2")),
                "{further:?}"
            );
            assert_eq!(layout_shift(reader).await, 0.0, "at {width}");
            assert_eq!(reader.title().await, expected::title());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_scrolled_down_stays_there() {
    journey_unopened(async |reader| {
        opens_without_program(reader, "").await;
        reader.scroll_to(900).await;
        program_comes(reader).await;
        eventually(async || reader.scroll_position().await, 900).await;
        assert_eq!(layout_shift(reader).await, 0.0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_before_the_program_is_searched_for() {
    journey_unopened(async |reader| {
        opens_without_program(reader, "").await;
        reader.click("combobox", SEARCH).await;
        reader.type_text("mangrove").await;
        for _ in 0..3 {
            reader.press("Shift+ArrowLeft").await;
        }
        const SELECTED: &str = "const { id, value, selectionStart, selectionEnd } = document.activeElement;
            return id + ' ' + value.slice(selectionStart, selectionEnd)";
        assert_eq!(reader.evaluate::<String>(SELECTED).await, "q ove");
        program_comes(reader).await;
        reader.reads(&sentence("?q=mangrove", "with “mangrove”")).await;
        reader.is_at("?q=mangrove").await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "mangrove");
        reader.has_focus_on("combobox", SEARCH).await;
        assert_eq!(reader.evaluate::<String>(SELECTED).await, "q ove");
        // The next letter goes where it was meant to.
        reader.type_text("a").await;
        reader.is_at("?q=mangra").await;
        reader.back().await;
        reader.is_at("").await;
        reader.reads(everything()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pressed_before_the_program_is_done() {
    journey_unopened(async |reader| {
        opens_without_program(reader, "").await;
        let topic = expected::first_line("topic");
        reader.within("group", starting("Topic")).click("checkbox", starting(topic)).await;
        // Twice is not at all.
        for _ in 0..2 {
            reader.within("group", starting("Stage")).click("checkbox", starting("Evaluation")).await;
        }
        reader.click("button", "Exclude: Local").await;
        let show_all = format!("Show all {} – Country", n_lines("country"));
        reader.within("group", starting("Country")).click("button", show_all.as_str()).await;
        reader.choose("Sort", "Title A–Z").await;
        reader.choose("Colours", "Dark").await;
        reader.click("DisclosureTriangle", starting("Published by")).await;
        program_comes(reader).await;

        eventually(async || reader.address().await.contains("sort=title"), true).await;
        eventually(async || reader.address().await.contains("theme=dark"), true).await;
        let address = reader.address().await;
        reader.reads(&sentence(&address, &format!(", {topic}, not Local"))).await;
        assert_eq!(reader.titles().await, titles(&address)[..n_hits(&address).min(24)]);
        let topics = reader.within("group", starting("Topic"));
        assert_eq!(topics.state_of("checkbox", starting(topic), "checked").await, "true");
        let stage = reader.within("group", starting("Stage"));
        assert_eq!(stage.state_of("checkbox", starting("Evaluation"), "checked").await, "false");
        assert_eq!(reader.state_of("button", "Exclude: Local", "pressed").await, "true");
        let country = reader.within("group", starting("Country"));
        assert_eq!(country.count("checkbox", anything()).await, n_lines("country"));
        let theme: String = reader.evaluate("return document.documentElement.dataset.theme").await;
        assert_eq!(theme, "dark");
        assert_eq!(reader.state_of("combobox", "Colours", "value").await, "Dark");
        assert!(reader.text().await.contains(&*expected::library().catalog.library.publisher.statement));
        let (role, name) = reader.focused().await;
        assert_eq!((role.as_str(), name.starts_with("Published by")), ("DisclosureTriangle", true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_opened_on_a_phone_before_the_program_are_open() {
    journey_unopened(async |reader| {
        reader.window(390, 800).await;
        opens_without_program(reader, "").await;
        assert!(!reader.exists("complementary", "Filters").await);
        reader.click("button", "Filters").await;
        program_comes(reader).await;
        reader.within("complementary", "Filters").sees("group", starting("Topic")).await;
        assert_eq!(reader.state_of("button", "Filters", "expanded").await, "true");
        reader.has_focus_on("button", "Filters").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_sought_before_the_program_is_found() {
    journey_unopened(async |reader| {
        opens_without_program(reader, "").await;
        let country = reader.within("group", starting("Country"));
        country.fill("searchbox", "Find in Country", "iceland").await;
        program_comes(reader).await;
        eventually(async || country.count("checkbox", anything()).await, 1).await;
        country.sees("checkbox", starting("Iceland")).await;
        reader.has_focus_on("searchbox", "Find in Country").await;
        assert_eq!(country.state_of("searchbox", "Find in Country", "value").await, "iceland");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_and_enter_work_before_the_program() {
    journey_unopened(async |reader| {
        opens_without_program(reader, "").await;
        reader.within("navigation", "Sections").click("link", "Countries").await;
        reader.is_at("?group=country").await;
        program_comes(reader).await;
        reader.sees("heading", "Africa").await;

        opens_without_program(reader, "").await;
        let title = titles("")[0];
        reader.click("link", title).await;
        eventually(async || reader.address().await.starts_with("?case="), true).await;
        program_comes(reader).await;
        reader.reads(title).await;

        opens_without_program(reader, "").await;
        reader.click("combobox", SEARCH).await;
        reader.type_text("mangrove").await;
        reader.press("Enter").await;
        reader.is_at("?q=mangrove").await;
        program_comes(reader).await;
        reader.reads(&sentence("?q=mangrove", "with “mangrove”")).await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "mangrove");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_never_shows_the_front_page() {
    journey_unopened(async |reader| {
        for width in [1280, 390] {
            reader.window(width, 800).await;
            for (address, heading) in [
                ("?q=health", sentence("?q=health", "with “health”")),
                ("?case=kopia-agriculture", String::from("KOPIA")),
                ("?view=about", String::from("About this library")),
                ("?group=country", everything().to_owned()),
                ("?theme=dark&page=2", everything().to_owned()),
            ] {
                opens_without_program(reader, address).await;
                let text = reader.text().await;
                assert!(text.contains(expected::title()), "{address}: the frame is missing in {text}");
                assert!(!text.contains(&counted(expected::n_cases())), "{address}: {text}");
                for title in &titles("")[..24] {
                    assert!(!text.contains(title), "{address}: {title} is shown");
                }
                assert_eq!(reader.names("heading", anything()).await, [""; 0], "{address}");
                assert_eq!(reader.names("checkbox", anything()).await, [""; 0], "{address}");
                reader.sees("combobox", SEARCH).await;
                assert!(!reader.scrolls_sideways().await, "{address}");
                program_comes(reader).await;
                eventually(async || reader.sentence().await.starts_with(&heading), true).await;
            }
        }
        // The front page in other colours is the front page.
        opens_without_program(reader, "?theme=dark").await;
        assert_eq!(reader.sentence().await, everything());
        let theme: String = reader.evaluate("return document.documentElement.dataset.theme").await;
        assert_eq!(theme, "dark");
        program_comes(reader).await;
        reader.reads(everything()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_the_front_page_leads_to_where_the_cases_are_from() {
    journey_unopened(async |reader| {
        reader.without_javascript().await;
        for (width, scheme) in [(1280, "light"), (320, "dark")] {
            reader.window(width, 800).await;
            reader.prefers(&[("prefers-color-scheme", scheme)]).await;
            reader.open("").await;
            reader.sees("heading", everything()).await;
            let n = reader.count("link", "Page that this case was taken from").await;
            assert!(n > 5, "{n} entries are few");
            let first = &expected::hits("")[..n];
            for case in first {
                reader.sees("heading", case.title.as_str()).await;
            }
            let sources: Vec<String> = reader
                .evaluate(
                    "return [...document.querySelectorAll('#start a.external')].map(({ href }) => href)",
                )
                .await;
            for url in first.iter().filter_map(|case| case.source_url.as_ref()) {
                assert!(sources.contains(url), "{url} is missing in {sources:?}");
            }
            // Nothing that only a program could answer.
            for role in ["button", "checkbox", "combobox", "searchbox", "listbox"] {
                assert_eq!(reader.names(role, anything()).await, [""; 0], "at {width}");
            }
            for link in
                ["Skip to results", "Countries", "About", "Page 2", "Next", "Show this on your own page"]
            {
                assert!(!reader.exists("link", link).await, "{link} is offered at {width}");
            }
            assert!(!reader.scrolls_sideways().await, "at {width}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_program_comes_the_front_page_can_be_read() {
    journey_unopened(async |reader| {
        reader.expects("Failed to load resource");
        reader.expects("failed to fetch Wasm");
        reader.expects("HTTP status code is not ok");
        reader.server().fault(PROGRAM, Fault::Status(404));
        for width in [1280, 320] {
            reader.window(width, 800).await;
            reader.open("").await;
            reader.sees("alert", anything()).await;
            assert_eq!(reader.sentence().await, everything());
            let first = reader.titles().await;
            assert!(first.len() > 5, "{first:?}");
            assert_eq!(first, titles("")[..first.len()]);
            assert!(!reader.scrolls_sideways().await, "at {width}");
            reader.assert_accessible().await;
            // It is seen at once, by whoever looks at the top of the page.
            let (_, top) = reader.place_of("alert", anything()).await;
            assert!(top < 800.0, "the alert is at {top}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_paint_is_for_everybody() {
    journey_unopened(async |reader| {
        for address in ["", "?q=health"] {
            opens_without_program(reader, address).await;
            for width in [1280, 320] {
                reader.window(width, 800).await;
                assert!(!reader.scrolls_sideways().await, "{address} at {width}");
                for scheme in ["light", "dark"] {
                    reader.prefers(&[("prefers-color-scheme", scheme)]).await;
                    reader.assert_accessible().await;
                }
                reader.prefers(&[("forced-colors", "active")]).await;
                reader.assert_accessible().await;
            }
            program_comes(reader).await;
            reader.sees("heading", containing(&counted(n_hits(address)))).await;
        }
    })
    .await;
}
