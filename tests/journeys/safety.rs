//! What the page's Content-Security-Policy keeps out, whoever got it into the page.

use crate::{dist, expected::everything, journey, server::Server};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_injected_runs_or_calls_elsewhere() {
    journey("", async |reader| {
        reader.reads(everything()).await;
        let elsewhere = Server::start(dist()).await;
        // The browser notes each on the console, and each request as one that was not sent.
        reader.expects("Content Security Policy");
        reader.expects(&elsewhere.origin());

        let has_run: bool = reader
            .evaluate(
                "const script = document.createElement('script');
                script.textContent = 'window.injected = true';
                document.body.append(script);
                const button = document.createElement('button');
                button.setAttribute('onclick', 'window.injected = true');
                document.body.append(button);
                button.click();
                button.remove();
                return 'injected' in window",
            )
            .await;
        assert!(!has_run, "a script in the page has run");
        let has_run: bool = reader
            .evaluate(
                "const script = document.createElement('script');
                script.textContent = 'try { eval(\"window.injected = true\") } catch {}';
                script.src = 'data:text/javascript,window.injected=true';
                const ended = new Promise((done) => { script.onload = script.onerror = done });
                document.body.append(script);
                return ended.then(() => 'injected' in window)",
            )
            .await;
        assert!(!has_run, "a script from an address has run");

        let color: String = reader
            .evaluate(
                "const before = getComputedStyle(document.body).color;
                const sheet = document.createElement('style');
                sheet.textContent = 'body { color: rgb(1, 2, 3) !important }';
                document.head.append(sheet);
                document.body.setAttribute('style', 'color: rgb(1, 2, 3) !important');
                const after = getComputedStyle(document.body).color;
                document.body.removeAttribute('style');
                return before === after ? 'as before' : after",
            )
            .await;
        assert_eq!(color, "as before", "a style in the page holds");

        let url = elsewhere.url("data/cases.json");
        let outcomes: Vec<String> = reader
            .evaluate(&format!(
                "const url = '{url}';
                const load = (tag, name) => new Promise((done) => {{
                    const element = document.createElement(tag);
                    element[name] = url;
                    if (tag === 'link') {{ element.rel = 'stylesheet' }}
                    element.onload = () => done(tag + ' came');
                    element.onerror = () => done(tag + ' refused');
                    document.body.append(element);
                }});
                const asked = fetch(url).then(() => 'fetch came', () => 'fetch refused');
                return Promise.all([load('img', 'src'), load('script', 'src'), load('link', 'href'), asked])"
            ))
            .await;
        assert_eq!(outcomes, ["img refused", "script refused", "link refused", "fetch refused"]);
        assert_eq!(elsewhere.log(), []);
        // Pictures from the library's own folder are no matter of policy.
        let own: bool = reader
            .evaluate(
                "const icon = document.querySelector('link[rel=icon]').href;
                return new Promise((done) => {
                    const image = new Image();
                    image.onload = () => done(true);
                    image.onerror = () => done(false);
                    image.src = icon;
                })",
            )
            .await;
        assert!(own, "the policy refuses the library's own pictures");
    })
    .await;
}
