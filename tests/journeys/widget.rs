//! Inside of other pages: the element `case-library` and the frame that it makes, on a host page of
//! another site. The library is at `127.0.0.1`, the page at `localhost`: to a browser these are two
//! sites, and the frame is a third party's.
//!
//! Host pages are templates in `tests/fixtures/host/`. A page whose reader allows no scripts is one
//! without the script: the element is then unknown to the browser, and what stands in it is shown.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use serde_json::Value;
use tokio::time::sleep;

use crate::{
    expected::{self, counted, everything, n_cases, sentence_of_country},
    journey, journey_unopened,
    reader::{eventually, starting},
    server::{Fault, Server},
    visitor::{Engine, Visitor, in_chromium, in_three_browsers},
};

in_three_browsers! {
    a_page_with_strict_rules_shows_its_widgets
    attributes_lead_the_widget_and_events_tell_of_it
    the_page_keeps_its_focus_its_scroll_and_its_back
    a_widget_can_be_moved_removed_and_put_back
    messages_of_others_change_nothing
    colours_follow_the_page
    where_the_library_does_not_open_the_link_stays
    what_the_builder_gives_can_be_pasted
    its_frame_is_loaded_in_time
    until_it_loads_the_link_can_be_clicked
    a_page_without_an_origin_shows_it_too
    what_failed_before_the_frame_listens_is_told
    the_link_to_copy_is_of_the_full_library
    nothing_is_missing_where_storage_is_refused
    a_silent_library_is_an_error_in_the_end
}

in_chromium! {
    moved_as_a_whole_it_stays_as_it_is
    in_a_sandbox_the_link_stays
    what_leads_away_opens_a_tab_of_its_own
    a_page_made_with_react_shows_changes_and_removes_it
}

/// A site with the pages of `tests/fixtures/host/`.
struct Host {
    server: Server,
    folder: PathBuf,
}

impl Host {
    /// A site that shows this library: in `page.html` with these elements, in `cms.html` with its own.
    async fn start(library: &Server, widgets: &str) -> Self {
        static N_HOSTS: AtomicUsize = AtomicUsize::new(0);
        let number = N_HOSTS.fetch_add(1, Ordering::Relaxed);
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("host-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("the build folder can be written to");
        let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/host");
        for template in fs::read_dir(templates).expect("the fixtures are there") {
            let template = template.expect("a fixture can be read");
            let text = fs::read_to_string(template.path()).expect("a fixture is text");
            let text = text
                .replace("{widgets}", widgets)
                .replace("{library}", &library.url(""))
                .replace("{origin}", &library.origin());
            fs::write(folder.join(template.file_name()), text).expect("the build folder can be written to");
        }
        Self { server: Server::start(&folder).await, folder }
    }

    /// The whole address of a page.
    fn url(&self, page: &str) -> String {
        self.server.url(page).replace("127.0.0.1", "localhost")
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // What cannot be removed lies in the build folder and harms nobody.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// A script that gives the frame of a widget.
fn frame(id: &str) -> String {
    format!("return document.getElementById('{id}').shadowRoot.querySelector('iframe')")
}

/// What the widgets have told so far: `id event detail`.
async fn told(visitor: &Visitor) -> Vec<String> {
    visitor.run("return window.told ?? []").await
}

/// Waits until a widget has told this.
async fn is_told(visitor: &Visitor, line: &str) {
    visitor
        .wait_until(&format!("to be told {line:?}"), async || {
            told(visitor).await.iter().any(|told| told == line)
        })
        .await;
}

/// Waits until a widget is there.
async fn is_ready(visitor: &Visitor, id: &str) {
    let question = format!("return document.getElementById('{id}')?.isReady === true");
    visitor.wait_until(&format!("the widget {id:?}"), async || visitor.run(&question).await).await;
}

/// Marks the frame of the widget `w`, which shows one country: loaded again, it has no mark.
async fn marks_frame(visitor: &Visitor) {
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(&sentence_of_country("KR")).await;
    visitor.run::<Value>("window.isSame = true").await;
    visitor.leave_frame().await;
}

/// Waits until a script gives true.
async fn becomes(visitor: &Visitor, script: &str) {
    visitor.wait_until(script, async || visitor.run(&format!("return {script}")).await).await;
}

/// Fails where the page has noted down a complaint.
async fn no_complaints(visitor: &Visitor) {
    assert_eq!(visitor.run::<Vec<String>>("return complaints").await, [""; 0], "in {}", visitor.engine());
}

async fn a_page_with_strict_rules_shows_its_widgets(visitor: &Visitor) {
    let library = visitor.server();
    let host = Host::start(library, "").await;
    visitor.open_elsewhere(&host.url("cms.html")).await;
    is_told(visitor, &format!("country ready {}", library.url("?country=KR"))).await;
    // What the first one has moved out of sight is not drawn, nor ready, before it is seen.
    let ids = "?ids=kopia-agriculture%2Cmodelo-hip";
    for (id, address) in [("topic", "?topic=health"), ("with-shadow", ids)] {
        visitor.run::<Value>(&format!("document.getElementById('{id}').scrollIntoView()")).await;
        let id = id.replace("with-", "");
        is_told(visitor, &format!("{id} ready {}", library.url(address))).await;
    }

    // The link is gone, and the page's styles do not reach the frame.
    let [link, width]: [f64; 2] = visitor
        .run(
            "const widget = document.getElementById('country');
            const frame = widget.shadowRoot.querySelector('iframe');
            return [widget.querySelector('a').getClientRects().length, frame.clientWidth]",
        )
        .await;
    assert_eq!(link, 0.0);
    assert!(width > 300.0, "the frame is {width} px wide");
    let height: u32 = visitor.run(&format!("{}.clientHeight", frame("topic"))).await;
    assert_eq!(height, 420);

    visitor.enter_frame(&frame("country")).await;
    visitor.sees(&sentence_of_country("KR")).await;
    visitor.sees("Published by Casebook demonstration library").await;
    visitor.sees(&format!("Snapshot of {}", expected::date())).await;
    let [theme, full]: [String; 2] = visitor
        .run("return [document.documentElement.dataset.theme, document.querySelector('.full').href]")
        .await;
    assert_eq!(theme, "dark", "the page's text is light");
    assert_eq!(full, library.url("?country=KR"));
    let n_workers: u32 =
        visitor.run("return (await navigator.serviceWorker?.getRegistrations())?.length ?? 0").await;
    assert_eq!(n_workers, 0);
    visitor.leave_frame().await;

    visitor.enter_frame(&frame("topic")).await;
    visitor.sees("Search").await;
    let shown: Vec<bool> = visitor
        .run(
            "return ['.masthead-title', '#filters', '.searchbar', '.full'].map((name) =>
                document.querySelector(name).getClientRects().length > 0)",
        )
        .await;
    assert_eq!(shown, [false, false, true, true]);
    visitor.leave_frame().await;

    visitor.enter_frame("return document.getElementById('with-shadow').shadowRoot.firstElementChild.shadowRoot.querySelector('iframe')").await;
    visitor.sees("KOPIA").await;
    visitor.sees_no("Cases, places").await;
    becomes(visitor, "document.querySelectorAll('.case-entry').length === 2").await;
    visitor.leave_frame().await;

    // A plain frame needs no script of the page.
    visitor.enter_frame("return document.getElementById('plain')").await;
    visitor.sees("Open the full library").await;
    becomes(visitor, "document.querySelector('h1').innerText.startsWith('KOPIA')").await;
    visitor.leave_frame().await;

    // Far below, nothing is asked for until the reader comes near.
    let far = || library.log().iter().any(|asked| asked.path.contains("group=country"));
    assert!(!far(), "asked for long before it is seen");
    visitor.run::<Value>("document.getElementById('far').scrollIntoView()").await;
    is_ready(visitor, "far").await;
    assert!(far());
    visitor.enter_frame(&frame("far")).await;
    visitor.sees("Slovenia").await;
    visitor.leave_frame().await;

    assert_eq!(library.asked("service-worker.js"), 0);
    no_complaints(visitor).await;
}

/// Whether a frame is as tall as its content: no shorter, and no taller than rounding makes it.
const FITS: &str = "(() => {
    const room = innerHeight - document.documentElement.getBoundingClientRect().height;
    return room >= 0 && room < 2;
})()";

async fn attributes_lead_the_widget_and_events_tell_of_it(visitor: &Visitor) {
    let library = visitor.server();
    let host =
        Host::start(library, "<case-library id=w country=KR><a href={library}>Open</a></case-library>").await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    marks_frame(visitor).await;

    visitor.run::<Value>("w.setAttribute('country', 'NO, SE'); w.setAttribute('sort', 'title')").await;
    is_told(visitor, &format!("w navigate {}", library.url("?country=NO&country=SE&sort=title"))).await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees("cases in Norway or Sweden").await;
    // The reader goes on in the frame.
    visitor.run::<Value>("document.querySelector('.case-entry a').click()").await;
    visitor.sees("Similar cases").await;
    let case: String = visitor.run("return document.querySelector('h1').innerText").await;
    becomes(visitor, "/[?&]case=/.test(document.querySelector('.full').href)").await;
    assert!(!visitor.run::<String>("return document.querySelector('.full').href").await.contains("embed"));
    visitor.leave_frame().await;
    becomes(visitor, "w.address.includes('&case=')").await;
    assert!(
        told(visitor).await.last().is_some_and(|line| line.contains("w navigate") && line.contains("&case="))
    );

    // How it looks is another matter than what it shows.
    visitor.run::<Value>("w.setAttribute('theme', 'dark'); w.setAttribute('hide', 'search header')").await;
    visitor.enter_frame(&frame("w")).await;
    becomes(visitor, "document.documentElement.dataset.theme === 'dark'").await;
    becomes(visitor, "document.querySelector('.searchbar').getClientRects().length === 0").await;
    assert_eq!(visitor.run::<String>("return document.querySelector('h1').innerText").await, case);
    assert!(visitor.run::<bool>("return window.isSame").await, "the frame was loaded again");
    visitor.leave_frame().await;
    visitor.run::<Value>("for (const name of ['theme', 'hide']) w.removeAttribute(name)").await;

    // As tall as what it shows, and then still.
    for (country, sentence) in ["NO", "KR", "NO"].map(|country| (country, sentence_of_country(country))) {
        visitor.run::<Value>(&format!("w.setAttribute('country', '{country}')")).await;
        visitor.enter_frame(&frame("w")).await;
        visitor.sees(&sentence).await;
        becomes(visitor, FITS).await;
        visitor.leave_frame().await;
    }
    // By a single pixel too.
    visitor.enter_frame(&frame("w")).await;
    for _ in 0..3 {
        let before: u32 = visitor.run("return innerHeight").await;
        visitor
            .run::<Value>(
                "const spacer = document.createElement('div');
                spacer.style.blockSize = '1px';
                document.body.append(spacer)",
            )
            .await;
        becomes(visitor, &format!("innerHeight === {before} + 1 && {FITS}")).await;
    }
    visitor.leave_frame().await;
    sleep(Duration::from_millis(300)).await;
    let before: usize = visitor.run("return messages.length").await;
    sleep(Duration::from_millis(700)).await;
    assert_eq!(visitor.run::<usize>("return messages.length").await, before, "the heights go on changing");
    assert!(before < 60, "{before} messages");
    visitor.run::<Value>("w.setAttribute('height', '300')").await;
    becomes(visitor, "w.clientHeight === 300").await;
    visitor.run::<Value>("w.setAttribute('height', 'auto')").await;
    becomes(visitor, "w.clientHeight > 400").await;

    // A facet may be called like the start of an event's name.
    visitor
        .run::<Value>(
            "w.setAttribute('ongoing', 'yes'); w.setAttribute('onclick', 'window.isClicked = true')",
        )
        .await;
    becomes(visitor, &format!("w.address === '{}'", library.url("?country=NO&sort=title&ongoing=yes"))).await;
    // Cases in an order of the page's own.
    visitor
        .run::<Value>(
            "for (const name of ['country', 'sort', 'ongoing']) w.removeAttribute(name);
            w.setAttribute('ids', 'modelo-hip, kopia-agriculture')",
        )
        .await;
    visitor.enter_frame(&frame("w")).await;
    becomes(
        visitor,
        "[...document.querySelectorAll('.case-entry a')].map(({ href }) => new URLSearchParams(href).get('case'))
            .filter(Boolean).join() === 'modelo-hip,kopia-agriculture'",
    )
    .await;
    visitor.leave_frame().await;

    // Asked again, the frame answers; the page is told once.
    visitor
        .run::<Value>(
            "for (let n = 0; n < 2; n++) w.shadowRoot.querySelector('iframe').contentWindow.postMessage(
                { casebook: 1, type: 'hello' }, '*')",
        )
        .await;
    becomes(visitor, "messages.filter((type) => type === 'ready').length >= 3").await;
    let n_ready = told(visitor).await.iter().filter(|line| line.starts_with("w ready")).count();
    assert_eq!(n_ready, 1);
    no_complaints(visitor).await;
}

async fn the_page_keeps_its_focus_its_scroll_and_its_back(visitor: &Visitor) {
    let library = visitor.server();
    let host = Host::start(library, "<case-library id=w><a href={library}>Open</a></case-library>").await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    becomes(visitor, "document.readyState === 'complete'").await;
    visitor.run::<Value>("document.getElementById('name').focus(); scrollTo(0, 40)").await;
    is_ready(visitor, "w").await;
    let state = "return [document.activeElement.id, scrollY, history.length]";
    let before: Value = visitor.run(state).await;
    assert_eq!(before[0], "name");
    assert_eq!(before[1], 40);
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(&counted(n_cases())).await;
    visitor
        .run::<Value>(
            "const field = document.getElementById('q');
        field.value = 'data';
        field.dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await;
    visitor.sees("“data”").await;
    becomes(visitor, "location.search.includes('q=data')").await;
    visitor.run::<Value>("document.querySelector('.case-entry a').click()").await;
    visitor.sees("Similar cases").await;
    visitor.run::<Value>("document.querySelector('.back').click()").await;
    visitor.sees("“data”").await;
    // What leads away leaves the page alone, and nothing in the frame has taken the focus there.
    assert_eq!(visitor.run::<String>("return document.querySelector('base').target").await, "_blank");
    assert!(visitor.run::<bool>("return document.activeElement === document.body").await);
    visitor.leave_frame().await;
    visitor.run::<Value>("w.setAttribute('country', 'KR')").await;
    is_told(visitor, &format!("w navigate {}", library.url("?country=KR"))).await;
    sleep(Duration::from_millis(300)).await;
    assert_eq!(visitor.run::<Value>(state).await, before, "in {}", visitor.engine());
    no_complaints(visitor).await;
}

/// A script that counts what widgets have still to be told of.
const LISTENING: &str = "return listeners.filter(([, signal]) => !signal.aborted).length";

async fn a_widget_can_be_moved_removed_and_put_back(visitor: &Visitor) {
    let library = visitor.server();
    let widgets = "<script type=module src={library}embed.js?again></script>
        <case-library id=one country=KR><a href={library}>Open</a></case-library>
        <case-library id=two country=NO><a href={library}>Open</a></case-library>";
    let host = Host::start(library, widgets).await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "one").await;
    visitor.run::<Value>("two.scrollIntoView()").await;
    is_ready(visitor, "two").await;
    // Each is by itself.
    visitor.run::<Value>("one.setAttribute('country', 'SE')").await;
    is_told(visitor, &format!("one navigate {}", library.url("?country=SE"))).await;
    assert_eq!(visitor.run::<String>("return two.address").await, library.url("?country=NO"));

    // Moved, it is where the reader was.
    visitor.enter_frame(&frame("two")).await;
    visitor.run::<Value>("document.querySelector('.case-entry a').click()").await;
    visitor.sees("Similar cases").await;
    visitor.leave_frame().await;
    becomes(visitor, "two.address.includes('&case=')").await;
    visitor.run::<Value>("elsewhere.append(two)").await;
    becomes(visitor, "!two.isReady || told.filter((line) => line.startsWith('two ready')).length === 2")
        .await;
    is_ready(visitor, "two").await;
    visitor.enter_frame(&frame("two")).await;
    visitor.sees("Similar cases").await;
    visitor.leave_frame().await;

    // Removed, at any moment, it leaves nothing behind.
    let before: usize = visitor.run(LISTENING).await;
    visitor.run::<Value>("window.kept = two; two.remove()").await;
    assert!(visitor.run::<usize>(LISTENING).await < before);
    assert!(!visitor.run::<bool>("return kept.isReady").await);
    // WebKitGTK 2.50 hangs when any frame, be it a plain one, is removed in which a program is just
    // being compiled.
    let pauses = if visitor.engine() == Engine::WebKit { "[0]" } else { "[0, 20, 60, 150, 400]" };
    visitor
        .run::<Value>(&format!(
            "for (const pause of {pauses}) {{
                const widget = document.createElement('case-library');
                widget.id = 'short';
                widget.setAttribute('loading', 'eager');
                elsewhere.append(widget);
                await new Promise((done) => setTimeout(done, pause));
                widget.remove();
            }}"
        ))
        .await;
    sleep(Duration::from_millis(500)).await;
    let one_alone: usize = visitor.run(LISTENING).await;
    assert_eq!(visitor.run::<u32>("return document.querySelectorAll('iframe').length").await, 0);
    visitor.run::<Value>("one.remove()").await;
    assert_eq!(visitor.run::<usize>(LISTENING).await, 0, "of {one_alone} something still listens");
    assert!(!told(visitor).await.iter().any(|line| line.contains("error")));

    // As frameworks make one: by hand, attributes later.
    visitor
        .run::<Value>(
            "elsewhere.append(kept);
            const made = document.createElement('case-library');
            elsewhere.prepend(made);
            made.id = 'made';
            made.setAttribute('case', 'kopia-agriculture');
            scrollTo(0, 0)",
        )
        .await;
    is_ready(visitor, "made").await;
    visitor.run::<Value>("kept.scrollIntoView()").await;
    is_ready(visitor, "two").await;
    visitor.enter_frame(&frame("made")).await;
    visitor.sees("KOPIA").await;
    visitor.leave_frame().await;
    no_complaints(visitor).await;
}

async fn messages_of_others_change_nothing(visitor: &Visitor) {
    let library = visitor.server();
    let widgets = "<case-library id=w country=KR><a href={library}>Open</a></case-library>
        <iframe id=evil src=evil.html></iframe>
        <iframe id=other src='{library}?embed=1'></iframe>";
    let host = Host::start(library, widgets).await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(&sentence_of_country("KR")).await;
    visitor.leave_frame().await;
    sleep(Duration::from_millis(500)).await;
    let state = "return [w.clientHeight, w.address, w.isReady, told.length]";
    let before: Value = visitor.run(state).await;

    // To the page: in good form from others, in bad form from its own frame.
    const GOOD: &str = "
        for (const details of [
            { type: 'height', height: 7777 }, { type: 'error', title: 'x' }, { type: 'ready', title: 'x' },
            { type: 'navigate', address: '?country=NO' }, { type: 'hello' },
        ]) parent.postMessage({ casebook: 1, ...details }, '*')";
    const BAD: &str = "
        for (const height of [-5, 0, NaN, '12vh', null, {}, [], 'calc(1px)']) {
            parent.postMessage({ casebook: 1, type: 'height', height }, '*');
        }
        for (const address of ['javascript:alert(1)', 'https://example.org/', '//example.org/', '../', '', 5, {}, null]) {
            parent.postMessage({ casebook: 1, type: 'navigate', address }, '*');
        }
        for (const data of [null, undefined, 'ready', 5, [], {}, { type: 'error' }, { casebook: 2, type: 'error' },
            { casebook: 1 }, { casebook: 1, type: 'constructor' }]) parent.postMessage(data, '*')";
    for (find, script) in [
        ("return document.getElementById('evil')", GOOD),
        ("return document.getElementById('other')", GOOD),
        (&frame("w"), BAD),
    ] {
        visitor.enter_frame(find).await;
        visitor.run::<Value>(script).await;
        visitor.leave_frame().await;
    }
    sleep(Duration::from_millis(300)).await;
    assert_eq!(visitor.run::<Value>(state).await, before, "in {}", visitor.engine());

    // To the frame: from a frame beside it, and in bad form from its page.
    visitor.enter_frame("return document.getElementById('evil')").await;
    visitor
        .run::<Value>(
            "for (let n = 0; n < parent.length; n++) {
                parent[n].postMessage({ casebook: 1, type: 'hello' }, '*');
                parent[n].postMessage({ casebook: 1, type: 'navigate', address: '?country=NO&embed=1' }, '*');
            }",
        )
        .await;
    visitor.leave_frame().await;
    visitor
        .run::<Value>(&format!(
            "const tell = (data) => w.shadowRoot.querySelector('iframe').contentWindow.postMessage(data, '*');
            for (const address of ['javascript:alert(1)', '{}', '//example.org/', '../', '#x', '', 5, {{}}, null]) {{
                tell({{ casebook: 1, type: 'navigate', address }});
            }}
            for (const data of [null, 'navigate', {{ casebook: 1 }}, {{ type: 'navigate', address: '?country=NO' }}]) tell(data)",
            host.url("evil.html"),
        ))
        .await;
    sleep(Duration::from_millis(300)).await;
    assert_eq!(visitor.run::<Value>(state).await, before, "in {}", visitor.engine());

    // An address leads to no other library.
    let snapshot = format!("snapshot={}&data={}", host.url("cases.json"), host.url(""));
    library.forget();
    visitor
        .run::<Value>(&format!(
            "w.shadowRoot.querySelector('iframe').contentWindow.postMessage(
                {{ casebook: 1, type: 'navigate', address: '?embed=1&{snapshot}' }}, '*')"
        ))
        .await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(everything()).await;
    visitor.leave_frame().await;
    assert_eq!(library.log(), []);
    let asked = host.server.log();
    assert!(!asked.iter().any(|asked| asked.path.contains("cases.json")), "{asked:?}");

    // A content that is too tall for the page gets as much as there is.
    visitor.enter_frame(&frame("w")).await;
    visitor.run::<Value>("parent.postMessage({ casebook: 1, type: 'height', height: 1e9 }, '*')").await;
    visitor.leave_frame().await;
    becomes(visitor, "w.clientHeight === 100000").await;

    // Its own frame, with another site's page in it.
    visitor.expects("postMessage");
    visitor.expects("can escape its sandboxing");
    let before: Value = visitor.run(state).await;
    visitor.run::<Value>("w.shadowRoot.querySelector('iframe').src = 'evil.html'").await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees("A frame that means no good.").await;
    visitor.run::<Value>(GOOD).await;
    visitor.leave_frame().await;
    sleep(Duration::from_millis(300)).await;
    assert_eq!(visitor.run::<Value>(state).await, before, "in {}", visitor.engine());
    no_complaints(visitor).await;
}

/// Contrast of a link in the list with the paper.
const CONTRAST: &str = "
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    const luminance = (color) => {
        // As it is painted, however it is written.
        const canvas = document.createElement('canvas').getContext('2d');
        for (canvas.fillStyle of [paper, color]) canvas.fillRect(0, 0, 1, 1);
        const parts = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part / 255);
        const [r, g, b] = parts.map((part) => part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const link = getComputedStyle(document.querySelector('.case-entry a')).color;
    const [a, b] = [luminance(link), luminance(paper)].sort((a, b) => b - a);
    return [link, a / b]";

async fn colours_follow_the_page(visitor: &Visitor) {
    let library = visitor.server();
    let host =
        Host::start(library, "<case-library id=w country=KR><a href={library}>Open</a></case-library>").await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    // Each after the other: the page's class, and what the widget says.
    let mut links = Vec::new();
    for (class, theme, accent, shown) in [
        ("", "auto", "", "light"),
        ("dark", "auto", "", "dark"),
        ("dark", "light", "", "light"),
        ("", "auto", "#ffee00", "light"),
        ("dark", "auto", "navy", "dark"),
        ("", "auto", "hsl(28 90% 37%)", "light"),
        ("", "auto", "url(x)", "light"),
        ("", "auto", "inherit", "light"),
        ("", "auto", "var(--brand)", "light"),
        ("", "contrast", "#ffee00", "contrast"),
        ("", "auto", "#b4540a20", "light"),
        ("dark", "auto", "transparent", "dark"),
    ] {
        visitor
            .run::<Value>(&format!(
                "document.documentElement.className = '{class}';
                w.setAttribute('theme', '{theme}');
                w.setAttribute('accent', '{accent}')"
            ))
            .await;
        visitor.enter_frame(&frame("w")).await;
        visitor.sees(&sentence_of_country("KR")).await;
        becomes(visitor, &format!("document.documentElement.dataset.theme === '{shown}'")).await;
        let asked = accent.replace(' ', "+");
        becomes(
            visitor,
            &format!("decodeURIComponent(location.search).includes('accent={asked}') || !'{asked}'"),
        )
        .await;
        let (link, contrast): (String, f64) = visitor.run(CONTRAST).await;
        assert!(contrast >= 4.5, "{accent:?} is {link} in {shown}: {contrast}");
        links.push(link);
        visitor.leave_frame().await;
    }
    assert_ne!(links[0], links[3], "the accent makes no difference");
    assert_ne!(links[1], links[4], "the accent makes no difference");
    for no_colour in &links[6..9] {
        assert_eq!(links[0], *no_colour, "what is no colour makes a difference");
    }

    // A colour of the text around, in whichever notation.
    for (color, shown) in [
        ("color(display-p3 0 0 0)", "light"),
        ("color(display-p3 0.9 1 0.9)", "dark"),
        ("color(srgb 0.0000001 0.9 0.1)", "dark"),
        ("oklch(0.3 0.1 20)", "light"),
        ("lab(80 -20.5 0.5)", "dark"),
    ] {
        visitor
            .run::<Value>(&format!(
                "w.removeAttribute('theme'); document.documentElement.style.color = '{color}'"
            ))
            .await;
        visitor.enter_frame(&frame("w")).await;
        becomes(visitor, &format!("document.documentElement.dataset.theme === '{shown}'")).await;
        visitor.leave_frame().await;
    }

    visitor.run::<Value>("w.setAttribute('font', 'sans')").await;
    visitor.enter_frame(&frame("w")).await;
    let families = "getComputedStyle(document.querySelector('h1')).fontFamily === getComputedStyle(document.body).fontFamily";
    becomes(visitor, families).await;
    visitor.leave_frame().await;
    no_complaints(visitor).await;
}

async fn where_the_library_does_not_open_the_link_stays(visitor: &Visitor) {
    let library = visitor.server();
    let host = Host::start(
        library,
        "<case-library id=w><a href='{library}'>Open the case library</a></case-library>",
    )
    .await;
    // A page whose scripts were taken out by who stores it.
    let page = fs::read_to_string(host.folder.join("page.html")).expect("it was written");
    let kept: Vec<&str> = page.lines().filter(|line| !line.contains("embed.js")).collect();
    fs::write(host.folder.join("stripped.html"), kept.join("\n")).expect("the folder can be written to");
    visitor.open_elsewhere(&host.url("stripped.html")).await;
    visitor.sees("Open the case library").await;
    no_complaints(visitor).await;
    // One that runs none at all: a plain frame is another page.
    let plain = format!("<iframe id=plain src='{}'></iframe></main>", library.url("?embed=1&country=KR"));
    let none = "<meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">";
    let page = page.replace("<meta charset=\"utf-8\">", none).replace("</main>", &plain);
    fs::write(host.folder.join("scriptless.html"), page).expect("the folder can be written to");
    visitor.expects("script-src 'none'");
    visitor.open_elsewhere(&host.url("scriptless.html")).await;
    visitor.sees("Open the case library").await;
    visitor.enter_frame("return document.getElementById('plain')").await;
    visitor.sees(&sentence_of_country("KR")).await;
    visitor.leave_frame().await;

    visitor.expects("404");
    library.fault("data/cases.json", Fault::Status(404));
    visitor.open_elsewhere(&host.url("page.html")).await;
    visitor
        .wait_until("an error", async || told(visitor).await.iter().any(|line| line.starts_with("w error ")))
        .await;
    visitor.sees("Open the case library").await;
    assert!(!visitor.run::<bool>("return w.isReady").await);
    // A library that has no such script either.
    library.fault("embed.js", Fault::Status(404));
    visitor.open_elsewhere(&host.url("page.html")).await;
    visitor.sees("Open the case library").await;
    library.heal();
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    visitor.sees_no("Open the case library").await;
}

/// Whether the library was asked for this page.
fn is_asked(library: &Server, parameter: &str) -> bool {
    library.log().iter().any(|asked| asked.path.contains(parameter))
}

async fn its_frame_is_loaded_in_time(visitor: &Visitor) {
    let library = visitor.server();
    let widgets = "<div style='height: 110vh'></div>
        <details id=more><summary>More</summary><case-library id=closed country=KR loading=eager></case-library></details>
        <case-library id=near country=NO></case-library>
        <div style='height: 300vh'></div>
        <case-library id=far country=SE></case-library>";
    let host = Host::start(library, widgets).await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    // At once, though nobody can see it.
    let asked = async |country: &str| {
        let country = format!("country={country}");
        visitor.wait_until(&country, async || is_asked(library, &country)).await;
    };
    asked("KR").await;
    // Soon to be seen.
    asked("NO").await;
    assert!(visitor.run::<bool>("return near.getBoundingClientRect().top > innerHeight").await);
    assert!(!is_asked(library, "country=SE"));
    visitor.run::<Value>("far.setAttribute('loading', 'eager')").await;
    asked("SE").await;
    visitor.run::<Value>("more.open = true; more.scrollIntoView()").await;
    is_ready(visitor, "closed").await;
    is_ready(visitor, "near").await;
    no_complaints(visitor).await;
}

async fn until_it_loads_the_link_can_be_clicked(visitor: &Visitor) {
    let library = visitor.server();
    let widgets =
        "<case-library id=w height=5000><a id=link href={library}>Open the case library</a></case-library>";
    let host = Host::start(library, widgets).await;
    library.fault("", Fault::Stall);
    visitor.open_elsewhere(&host.url("page.html")).await;
    becomes(visitor, "Boolean(window.w?.shadowRoot?.querySelector('iframe'))").await;
    let is_clickable: bool = visitor
        .run(
            "const { left, top, width, height } = link.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2) === link",
        )
        .await;
    assert!(is_clickable, "in {}", visitor.engine());
    // Nor does what is not seen yet make the page longer.
    let [tall, short]: [u32; 2] = visitor
        .run(
            "const height = () => document.documentElement.scrollHeight;
            const tall = height();
            w.removeAttribute('height');
            await null;
            return [tall, height()]",
        )
        .await;
    assert_eq!(tall, short, "in {}", visitor.engine());
    // It can go before it has come.
    visitor.run::<Value>("w.remove()").await;
    assert_eq!(visitor.run::<usize>(LISTENING).await, 0);
    library.heal();
    sleep(Duration::from_millis(300)).await;
    assert_eq!(told(visitor).await, [""; 0]);
    no_complaints(visitor).await;
}

async fn a_page_without_an_origin_shows_it_too(visitor: &Visitor) {
    let library = visitor.server();
    let page = "<!doctype html><script type=module src={library}embed.js></script>\
        <case-library id=w country=KR><a href={library}>Open</a></case-library>";
    let widgets = format!("<iframe id=page width=900 height=700 src=\"data:text/html,{page}\"></iframe>");
    let host = Host::start(library, &widgets).await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    visitor.enter_frame("return document.getElementById('page')").await;
    assert_eq!(visitor.run::<String>("return origin").await, "null");
    is_ready(visitor, "w").await;
    visitor.run::<Value>("w.setAttribute('country', 'NO')").await;
    becomes(visitor, &format!("w.address === '{}'", library.url("?country=NO"))).await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(&sentence_of_country("NO")).await;
    becomes(visitor, FITS).await;
    visitor.leave_frame().await;
    no_complaints(visitor).await;
}

async fn a_page_made_with_react_shows_changes_and_removes_it(visitor: &Visitor) {
    // A machine without npm has none.
    let Some(react) = env::var("REACT").ok().and_then(|path| fs::read(path).ok()) else {
        eprintln!("REACT names no file, so no page made with it is tested");
        return;
    };
    let library = visitor.server();
    let host =
        Host::start(library, "<script src=react.js></script><script src=with-react.js defer></script>").await;
    fs::write(host.folder.join("react.js"), react).expect("the folder can be written to");
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    marks_frame(visitor).await;
    visitor.run::<Value>("show('NO')").await;
    becomes(visitor, &format!("navigated.join() === '{}'", library.url("?country=NO"))).await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(&sentence_of_country("NO")).await;
    assert!(visitor.run::<bool>("return window.isSame").await, "the frame was loaded again");
    visitor.leave_frame().await;
    visitor.run::<Value>("made.unmount()").await;
    becomes(visitor, "!document.querySelector('case-library')").await;
    assert_eq!(visitor.run::<usize>(LISTENING).await, 0);
    no_complaints(visitor).await;
}

async fn what_leads_away_opens_a_tab_of_its_own(visitor: &Visitor) {
    let widget = "<case-library id=w case=kopia-agriculture><a href={library}>Open</a></case-library>";
    let host = Host::start(visitor.server(), widget).await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    // No other machine is reached.
    visitor.expects("ERR_NAME_NOT_RESOLVED");
    visitor.enter_frame(&frame("w")).await;
    visitor.click("Page that this case was taken from").await;
    visitor.has_tabs(2).await;
    visitor.sees("Similar cases").await;
    visitor.leave_frame().await;
    assert_eq!(visitor.address().await, host.url("page.html"));
    no_complaints(visitor).await;
}

async fn in_a_sandbox_the_link_stays(visitor: &Visitor) {
    let library = visitor.server();
    let page = "<!doctype html><script>addEventListener('casebook-error', ({ detail }) => document.body.append(detail))</script>
        <script type=module src={library}embed.js></script>
        <case-library><a href={library}>Open the case library</a></case-library>";
    let widgets = format!("<iframe id=page sandbox=allow-scripts srcdoc=\"{page}\"></iframe>");
    let host = Host::start(library, &widgets).await;
    // The frame is in the sandbox too, where it is of no origin, not even the library's.
    for complaint in ["CORS policy", "Failed to load resource", "was preloaded", "postMessage"] {
        visitor.expects(complaint);
    }
    visitor.open_elsewhere(&host.url("page.html")).await;
    visitor.enter_frame("return document.getElementById('page')").await;
    visitor.sees("The library does not answer.").await;
    visitor.sees("Open the case library").await;
    visitor.leave_frame().await;
}

async fn what_failed_before_the_frame_listens_is_told(visitor: &Visitor) {
    let library = visitor.server();
    let host = Host::start(library, "<case-library id=w><a href={library}>Open</a></case-library>").await;
    let script = fs::read_to_string(crate::dist().join("frame.js")).expect("it is built");
    let late = format!("await new Promise((done) => setTimeout(done, 2000));\n{script}");
    for missing in ["data/cases.json", "casebook-*.wasm"] {
        visitor.expects("404");
        visitor.expects("failed to fetch Wasm");
        visitor.expects("HTTP status code is not ok");
        visitor.expects("preloaded using link preload but not used");
        library.heal();
        library.fault("frame.js", Fault::Body(late.clone().into_bytes(), "text/javascript"));
        library.fault(missing, Fault::Status(404));
        visitor.open_elsewhere(&host.url("page.html")).await;
        visitor
            .wait_until("an error", async || {
                told(visitor).await.iter().any(|line| line.starts_with("w error "))
            })
            .await;
        assert!(!told(visitor).await.iter().any(|line| line.contains("does not answer")));
        visitor.sees("Open").await;
    }
}

async fn the_link_to_copy_is_of_the_full_library(visitor: &Visitor) {
    let library = visitor.server();
    let widgets = "<case-library id=w country=KR case=kopia-agriculture hide=search accent=navy>
        <a href={library}>Open</a></case-library>";
    let host = Host::start(library, widgets).await;
    let full = library.url("?country=KR&case=kopia-agriculture");
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees("Similar cases").await;
    let copy =
        "[...document.querySelectorAll('button')].find((button) => button.innerText === 'Copy link').click()";
    let clipboard = "window.copied = [];
        const writeText = async (text) => {
            if (copied.push(text) > 1) throw new DOMException('no', 'NotAllowedError');
        };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText } })";
    visitor.run::<Value>(clipboard).await;
    visitor.run::<Value>(copy).await;
    visitor.sees("Link copied").await;
    assert_eq!(visitor.run::<Vec<String>>("return copied").await, [full.as_str()]);
    visitor.run::<Value>(copy).await;
    visitor.sees(&format!("The browser refused to copy {full}")).await;
    // What a reader opens from the frame in a tab is no frame.
    let here: String = visitor.run("return location.href").await;
    visitor.leave_frame().await;
    visitor.open_elsewhere(&here).await;
    visitor.sees("How to check this").await;
    visitor.sees("Show this on your own page").await;
    assert!(visitor.run::<bool>("return document.querySelector('#q').getClientRects().length > 0").await);
    assert!(!visitor.text().await.contains("Open the full library"));
}

async fn moved_as_a_whole_it_stays_as_it_is(visitor: &Visitor) {
    let library = visitor.server();
    let host =
        Host::start(library, "<case-library id=w country=KR><a href={library}>Open</a></case-library>").await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    marks_frame(visitor).await;
    visitor.run::<Value>("elsewhere.moveBefore(w, null)").await;
    assert!(visitor.run::<bool>("return w.isReady && w.parentNode === elsewhere").await);
    visitor.enter_frame(&frame("w")).await;
    assert!(visitor.run::<bool>("return window.isSame").await, "the frame was loaded again");
    visitor.leave_frame().await;
    visitor.run::<Value>("w.setAttribute('country', 'NO')").await;
    is_told(visitor, &format!("w navigate {}", library.url("?country=NO"))).await;
    no_complaints(visitor).await;
}

async fn nothing_is_missing_where_storage_is_refused(visitor: &Visitor) {
    visitor.restart_without_storage().await;
    let host = Host::start(
        visitor.server(),
        "<case-library id=w country=KR><a href={library}>Open</a></case-library>",
    )
    .await;
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    visitor.enter_frame(&frame("w")).await;
    visitor.sees(&sentence_of_country("KR")).await;
    let is_refused: bool =
        visitor.run("try { localStorage.x = 1; return false } catch { return true }").await;
    assert!(is_refused, "the browser stores something");
    visitor.run::<Value>("document.querySelector('.case-entry a').click()").await;
    visitor.sees("Similar cases").await;
    visitor.leave_frame().await;
    no_complaints(visitor).await;
}

async fn a_silent_library_is_an_error_in_the_end(visitor: &Visitor) {
    let library = visitor.server();
    let host =
        Host::start(library, "<case-library id=w><a href={library}>Open the case library</a></case-library>")
            .await;
    library.fault("", Fault::Stall);
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_told(visitor, "w error The library does not answer.").await;
    visitor.sees("Open the case library").await;
    // What comes late is an error page of the browser's, and of no origin.
    visitor.expects("postMessage");
    library.heal();

    // One that falls silent later.
    visitor.open_elsewhere(&host.url("page.html")).await;
    is_ready(visitor, "w").await;
    visitor.sees_no("Open the case library").await;
    visitor.expects("404");
    visitor.expects("Failed to fetch dynamically imported module");
    library.fault("frame.js", Fault::Status(404));
    visitor.enter_frame(&frame("w")).await;
    visitor.run::<Value>("setTimeout(() => location.reload(), 1000)").await;
    visitor.leave_frame().await;
    is_told(visitor, "w error The library does not answer.").await;
    visitor.sees("Open the case library").await;
    assert!(!visitor.run::<bool>("return w.isReady").await);
    library.heal();
}

async fn what_the_builder_gives_can_be_pasted(visitor: &Visitor) {
    const TEXTS: &str = "return [...document.querySelectorAll('pre code')].map((text) => text.textContent)";
    let library = visitor.server();
    visitor.open("?country=KR&view=embed&hide=search").await;
    visitor.sees(&sentence_of_country("KR")).await;
    visitor.wait_until("four texts", async || visitor.run::<Vec<String>>(TEXTS).await.len() == 4).await;
    let texts: Vec<String> = visitor.run(TEXTS).await;
    visitor.enter_frame("return document.querySelector('main iframe')").await;
    visitor.sees("Open the full library").await;
    visitor.leave_frame().await;
    assert_eq!(texts[3], format!("script-src {0}embed.js; frame-src {0}", library.url("")));

    let host = Host::start(library, &texts[..3].join("\n")).await;
    // With the rules that the builder asks for, and no others but for the page's own files.
    let rules = texts[3].replace("script-src", "default-src 'self'; script-src 'self'");
    let page = host.folder.join("page.html");
    let text = fs::read_to_string(&page).expect("it was written").replace(
        "<meta charset=\"utf-8\">",
        &format!("<meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"{rules}\">"),
    );
    fs::write(&page, text).expect("the folder can be written to");
    visitor.open_elsewhere(&host.url("page.html")).await;
    becomes(visitor, "document.readyState === 'complete'").await;
    for find in [
        "document.querySelector('case-library').shadowRoot.querySelector('iframe')",
        "document.querySelector('main iframe')",
    ] {
        visitor.run::<Value>(&format!("{find}.scrollIntoView()")).await;
        visitor.enter_frame(&format!("return {find}")).await;
        visitor.sees(&sentence_of_country("KR")).await;
        assert!(!visitor.text().await.contains("Suggestions"));
        visitor.leave_frame().await;
    }
    let full: Vec<String> =
        visitor.run("return [...document.querySelectorAll('main a')].map(({ href }) => href)").await;
    assert_eq!(full, [library.url("?country=KR"), library.url("?country=KR")]);
    no_complaints(visitor).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_builder_follows_its_choices() {
    journey("?topic=health&topic=agriculture&match=topic:all&group=country", async |reader| {
        reader.click("link", "Show this on your own page").await;
        reader.has_focus_on("heading", "Show this on your own page").await;
        reader.click("checkbox", "Filters").await;
        reader.choose("Font", "Serif").await;
        reader.fill("textbox", "Colour of links", "navy").await;
        reader.press("Tab").await;
        reader
            .is_at("?topic=agriculture&topic=health&match=topic:all&group=country&view=embed&hide=facets&accent=navy&font=serif")
            .await;
        let element = "<case-library topic=\"agriculture health\" match=\"topic:all\" group=\"country\" \
                       hide=\"facets\" accent=\"navy\" font=\"serif\">";
        eventually(async || reader.text().await.contains(element), true).await;
        let preview = "return document.querySelector('main iframe').getAttribute('src')";
        let shown = "?topic=agriculture&topic=health&match=topic:all&group=country\
                     &embed=1&hide=facets&accent=navy&font=serif";
        eventually(async || reader.evaluate::<String>(preview).await, shown).await;
        reader.permits("clipboard-write", true).await;
        reader.click("button", starting("Copy: Link")).await;
        eventually(async || reader.text().await.contains("Copied"), true).await;
        for width in [1280, 320] {
            reader.window(width, 800).await;
            reader.assert_accessible().await;
            assert!(!reader.scrolls_sideways().await, "at {width}");
        }
        // What is shown can be changed, and the looks stay.
        reader.click("link", "Change what is shown").await;
        reader.is_at("?topic=agriculture&topic=health&match=topic:all&group=country&hide=facets&accent=navy&font=serif").await;
        reader.click("link", "Cases").await;
        reader.click("link", "Show this on your own page").await;
        let element = "<case-library topic=\"agriculture health\" match=\"topic:all\" \
                       hide=\"facets\" accent=\"navy\" font=\"serif\">";
        eventually(async || reader.text().await.contains(element), true).await;
        // One case, and back to the list.
        reader.open("?country=KR&case=kopia-agriculture&view=embed").await;
        eventually(async || reader.text().await.contains("country=\"KR\" case=\"kopia-agriculture\""), true).await;
        reader.click("link", "Change what is shown").await;
        reader.is_at("?country=KR&case=kopia-agriculture").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn widgets_are_for_everybody() {
    journey_unopened(async |reader| {
        let host = Host::start(reader.server(), "").await;
        reader.expects(&host.url(""));
        reader.open_elsewhere(&host.url("cms.html")).await;
        eventually(async || reader.evaluate::<usize>("return told.length").await > 0, true).await;
        reader.assert_accessible().await;
        let frame = "<iframe id=frame title=Cases style='position: fixed; inset: 0; width: 100%; height: 100%; border: 0'></iframe>";
        let host = Host::start(reader.server(), frame).await;
        reader.expects(&host.url(""));
        reader.open_elsewhere(&host.url("page.html")).await;
        let widget = reader.within("Iframe", "Cases");
        for width in [1280, 320] {
            reader.window(width, 800).await;
            for theme in ["light", "dark"] {
                for address in [
                    "country=KR&accent=%23ffee00",
                    "group=country&hide=search,header&accent=navy&font=serif",
                    "case=modelo-hip",
                ] {
                    let url = reader.server().url(&format!("?{address}&theme={theme}&embed=1"));
                    reader.run(&format!("frame.src = '{url}'")).await;
                    let is_there = format!("return location.href === '{url}'");
                    eventually(async || widget.evaluate::<bool>(&is_there).await, true).await;
                    widget.sees("link", "Open the full library").await;
                    widget.assert_accessible().await;
                    assert!(!widget.scrolls_sideways().await, "{address} at {width}");
                }
            }
        }
    })
    .await;
}
