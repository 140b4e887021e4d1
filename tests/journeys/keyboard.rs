//! Everything by keyboard alone, with the focus always somewhere.

use crate::{
    expected::{self, country, everything, n_cases, n_lines},
    journey,
    reader::{Reader, anything, eventually, starting},
    words::SEARCH,
};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_key_to_a_case_and_back() {
    journey("", async |reader| {
        reader.reads(everything()).await;
        // Skip links come first.
        reader.press("Tab").await;
        reader.has_focus_on("link", "Skip to content").await;
        assert!(is_focus_seen(reader).await);
        reader.press("Tab").await;
        reader.has_focus_on("link", "Skip to results").await;
        assert!(is_focus_seen(reader).await);

        reader.tab_to("combobox", SEARCH).await;
        assert!(is_focus_seen(reader).await);
        reader.type_text("agriculture").await;
        reader.is_at("?q=agriculture").await;
        reader.has_focus_on("combobox", SEARCH).await;
        reader.press("Enter").await;
        let sentence = reader.sentence().await;
        reader.has_focus_on("heading", &sentence).await;

        // A filter by Space, and the focus stays on its box.
        reader.tab_to("checkbox", "International cooperation").await;
        assert!(is_focus_seen(reader).await);
        reader.press("Space").await;
        eventually(async || reader.sentence().await != sentence, true).await;
        let (role, name) = reader.focused().await;
        assert_eq!((role.as_str(), name.starts_with("International cooperation")), ("checkbox", true));
        // Its removal by the button above: the focus goes to the sentence that has changed.
        reader.tab_back_to("button", "Remove: International cooperation").await;
        reader.press("Enter").await;
        reader.has_focus_on("heading", &sentence).await;

        // Past the filters by the skip link.
        reader.tab_back_to("link", "Skip to results").await;
        reader.press("Enter").await;
        reader.has_focus_on("region", &sentence).await;
        reader.press("Tab").await;
        let (role, title) = reader.focused().await;
        assert_eq!(role, "link");
        assert_eq!(reader.titles().await[0], title);
        reader.press("Enter").await;
        reader.has_focus_on("heading", &title).await;

        reader.tab_back_to("link", "Next").await;
        reader.press("Enter").await;
        eventually(async || reader.sentence().await != title, true).await;
        let next = reader.sentence().await;
        reader.has_focus_on("heading", &next).await;
        let back = reader.within("navigation", "This case in the results").names("link", anything()).await;
        reader.tab_back_to("link", &back[0]).await;
        reader.press("Enter").await;
        reader.reads(&sentence).await;
        reader.has_focus_on("link", &title).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_act_loses_the_focus() {
    journey("?q=data&topic=open-data", async |reader| {
        reader.sees("combobox", SEARCH).await;
        // Refusing a value, from its own button.
        reader.tab_to("button", "Exclude: Digital services").await;
        reader.press("Space").await;
        reader.has_focus_on("button", "Exclude: Digital services").await;
        reader.press("Space").await;
        reader.has_focus_on("button", "Exclude: Digital services").await;
        let show_all = format!("Show all {} – Topic", n_lines("topic"));
        reader.tab_to("button", &show_all).await;
        reader.press("Enter").await;
        reader.has_focus_on("button", "Show fewer – Topic").await;
        reader.press("Enter").await;
        reader.has_focus_on("button", &show_all).await;
        // A list of choices.
        reader.tab_back_to("combobox", "Sort").await;
        reader.press("ArrowDown").await;
        eventually(async || reader.address().await.contains("sort="), true).await;
        reader.has_focus_on("combobox", "Sort").await;
        // All chips at once.
        reader.tab_to("link", "Clear all").await;
        reader.press("Enter").await;
        let sentence = reader.sentence().await;
        reader.has_focus_on("heading", &sentence).await;

        // A page of the list.
        let last_page = n_cases().div_ceil(24);
        reader.open(&format!("?page={}", last_page - 1)).await;
        skip_to_results(reader).await;
        let last = reader.titles().await.pop().expect("a page has cases");
        reader.tab_to("link", &last).await;
        reader.tab_to("link", &format!("Page {last_page}")).await;
        reader.press("Enter").await;
        reader.is_at(&format!("?page={last_page}")).await;
        reader.has_focus_on("heading", everything()).await;

        // Groups that open and close.
        reader.open("?group=country&q=mangrove").await;
        skip_to_results(reader).await;
        reader.tab_to("button", &format!("Hide cases: {}", country("KR"))).await;
        reader.press("Space").await;
        reader.has_focus_on("button", &format!("Show cases: {}", country("KR"))).await;
        reader.tab_back_to("button", "Close all").await;
        reader.press("Enter").await;
        reader.has_focus_on("button", "Open all").await;
        reader.tab_back_to("link", "By number").await;
        reader.press("Enter").await;
        reader.is_at("?q=mangrove&group=country:count").await;
        reader.has_focus_on("heading", &expected::sentence("?q=mangrove", "with “mangrove”")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_listed_only_for_being_chosen_keeps_the_focus_when_it_is_not() {
    journey("?topic=agriculture", async |reader| {
        let name = "Agriculture and food";
        reader.tab_to("checkbox", name).await;
        for state in ["false", "true", "false"] {
            reader.press("Space").await;
            eventually(async || reader.state_of("checkbox", starting(name), "checked").await, state).await;
            let (role, focused) = reader.focused().await;
            assert_eq!((role.as_str(), focused.starts_with(name)), ("checkbox", true));
        }
        reader.reads(everything()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn banner_and_colours_by_keyboard() {
    journey("", async |reader| {
        reader.reads(everything()).await;
        reader.tab_to("DisclosureTriangle", "Published by").await;
        reader.press("Enter").await;
        eventually(async || reader.text().await.contains("This is a demonstration."), true).await;
        let (role, _) = reader.focused().await;
        assert_eq!(role, "DisclosureTriangle");
        reader.tab_to("combobox", "Colours").await;
        reader.press("End").await;
        reader.is_at("?theme=contrast").await;
        reader.has_focus_on("combobox", "Colours").await;
        // A browser that forces its own colours draws no shadows.
        reader.prefers(&[("forced-colors", "active")]).await;
        reader.tab_to("combobox", SEARCH).await;
        assert!(is_focus_seen(reader).await, "nobody sees that the search has the focus");
        reader.prefers(&[]).await;
        // The choice goes along.
        reader.within("navigation", "Sections").click("link", starting("About")).await;
        reader.is_at("?view=about&theme=contrast").await;
    })
    .await;
}

/// From the first key on a page to its results.
async fn skip_to_results(reader: &Reader) {
    reader.sees("link", "Skip to results").await;
    reader.tab_to("link", "Skip to results").await;
    reader.press("Enter").await;
    eventually(async || reader.focused().await.0, "region").await;
}

/// Whether what has the focus is in the window and drawn as something that has it.
async fn is_focus_seen(reader: &Reader) -> bool {
    reader
        .evaluate(
            "const focused = document.activeElement;
            const { top, bottom, width, height } = focused.getBoundingClientRect();
            // A field may leave it to the frame that it stands in.
            const isDrawn = [focused, focused.parentElement].some((element) => {
                const { outlineColor, outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
                const isOpaque = !/, 0\\)$/.test(outlineColor);
                const hasOutline = isOpaque && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
                return hasOutline || boxShadow !== 'none';
            });
            return isDrawn && width > 1 && height > 1 && top >= 0 && bottom <= innerHeight",
        )
        .await
}
