//! A list to choose one thing from.

use leptos::prelude::*;

/// An option: its name in addresses, and for the reader.
pub type Choice = (String, String);

/// A `<select>` that shows what holds, and reports what is chosen.
#[component]
pub fn ChoiceList(
    /// Id of the element.
    #[prop(optional, into)]
    id: Option<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The name of what holds.
    #[prop(into)]
    value: Signal<String>,
    /// The reader chose the option of this name.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    // The list itself stays when the options change: it may have the focus.
    let options = move || {
        let option = |(name, label): Choice| {
            let own = name.clone();
            view! { <option value=name prop:selected=move || *value.read() == own>{label}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <select id=id on:change:target=move |event| on_choose.run(event.target().value())>
            {options}
        </select>
    }
}
