//! The embed builder: what the address shows as a part of another page, with
//! what to paste there. Its choices are the address's own looks.

use leptos::prelude::*;

use super::navigate::PAGE_TITLE;
use super::offline::Act;
use super::parts::choice::ChoiceList;
use super::sentence::shown_here;
use super::{App, use_app};
use crate::browser::address;
use crate::route::{Route, View};

/// Places in [`Route::looks`].
const HIDE: usize = 0;
const ACCENT: usize = 1;
const FONT: usize = 2;

/// The choices, and what follows from them.
#[component]
pub fn EmbedPage() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    // With the looks, which mean nothing there, for who comes back.
    let back = move || app.href(|route| route.view(View::List));
    // A frame is not to begin anew where its address stays the same: WebKit may
    // hang when one is removed while it compiles the program.
    let place = Memo::new(move |_| app.stages.rest.read().route.view(View::List).write());
    let outcome = move || view! { <Outcome place=Route::read(&place.read())/> };
    view! {
        <div class="about-page embed-page">
            <header>
                <h1 id=PAGE_TITLE tabindex="-1">{m.embed_title}</h1>
                <p class="lead">
                    {move || shown_here(app)} " · " <a href=back>{m.change_shown}</a>
                </p>
            </header>
            <Choices/>
            {outcome}
        </div>
    }
    .into_any()
}

fn look(app: App, at: usize) -> Signal<String> {
    Signal::derive(move || app.stages.rest.read().route.looks[at].clone())
}

fn set_look(app: App, at: usize, value: String) {
    let mut route = app.route_now();
    route.looks[at] = value;
    app.navigator.replace(&route);
}

/// What the widget leaves out, its font and its accent.
#[component]
fn Choices() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let hide = look(app, HIDE);
    let hidden = [("search", m.search), ("facets", m.filters), ("header", m.header)].map(|(part, name)| {
        let is_hidden = move || hide.read().split(',').any(|hidden| hidden == part);
        let set_hidden = move |is_hidden: bool| {
            let now = app.route_now();
            let others = now.looks[HIDE].split(',').filter(|other| !other.is_empty() && *other != part);
            let all: Vec<&str> = others.chain(is_hidden.then_some(part)).collect();
            set_look(app, HIDE, all.join(","));
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=is_hidden
                    on:change:target=move |event| set_hidden(event.target().checked())
                />
                " "
                {name}
            </label>
        }
    });
    let fonts = [("", m.font_both), ("serif", m.font_serif), ("sans", m.font_sans)];
    let fonts = fonts.map(|(id, name)| (id.to_owned(), name.to_owned())).to_vec();
    let accent = look(app, ACCENT);
    view! {
        <div class="embed-choices">
            <fieldset><legend>{m.leave_out}</legend>{hidden.collect_view()}</fieldset>
            <label>
                <span>{m.font}</span>
                <ChoiceList
                    choices=fonts
                    value=look(app, FONT)
                    on_choose=move |font| set_look(app, FONT, font)
                />
            </label>
            <label>
                <span>{m.accent}</span>
                <input
                    type="text"
                    prop:value=move || accent.get()
                    on:change:target=move |event| {
                        set_look(app, ACCENT, event.target().value().trim().to_owned());
                    }
                />
            </label>
        </div>
    }
}

/// The widget itself, and the texts to copy.
#[component]
fn Outcome(
    /// What it shows.
    place: Route,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let title = escaped(&library.catalog.library.title);
    let folder = address::folder();
    let full = escaped(&address::whole(&place.in_full().write()));
    let framed = Route { is_embedded: true, ..place.clone() }.write();
    let link = format!("<a href=\"{full}\">{title}</a>");
    let element = format!(
        "<script type=\"module\" src=\"{folder}embed.js\"></script>\n\
         <case-library{}>\n  {link}\n</case-library>",
        attributes(&place)
    );
    let frame = format!(
        "<iframe src=\"{}\" title=\"{title}\" width=\"100%\" height=\"600\"></iframe>",
        escaped(&format!("{folder}{framed}"))
    );
    let policy = format!("script-src {folder}embed.js; frame-src {folder}");
    let is_unsafe = folder.starts_with("http:");
    view! {
        <section>
            {is_unsafe.then(|| view! { <p class="notice">{m.embed_unsafe}</p> })}
            <iframe title=m.preview src=framed></iframe>
        </section>
        <ToCopy name=m.as_element text=element/>
        <ToCopy name=m.as_frame text=frame/>
        <ToCopy name=m.as_link text=link/>
        <ToCopy name=m.needs_policy text=policy/>
        <p>{m.embed_host}</p>
    }
}

/// A text with a button that copies it.
#[component]
fn ToCopy(
    /// What the text is.
    name: &'static str,
    /// The text.
    text: String,
) -> impl IntoView {
    let copy = use_app().messages.copy;
    view! {
        <section>
            <h2>{name}</h2>
            <pre class="report"><code>{text}</code></pre>
            <Act name="copy" label=copy about=name/>
        </section>
    }
}

/// A place as attributes of `case-library`.
fn attributes(place: &Route) -> String {
    let mut attributes = String::new();
    let mut last = String::new();
    place.each_parameter(&mut |name, value| {
        let value = escaped(value);
        if name == last {
            attributes.insert_str(attributes.len() - 1, &format!(" {value}"));
        } else {
            attributes.push_str(&format!(" {name}=\"{value}\""));
        }
        name.clone_into(&mut last);
    });
    attributes
}

/// A text as HTML has it, also between quotation marks.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
