//! The button below a list that shows only its first items.

use leptos::prelude::*;

use crate::app::folds::Fold;
use crate::app::use_app;

/// Shows all items of a list, or the first ones again.
#[component]
pub fn ShowAll(
    /// Id of the list.
    id: String,
    /// What holds whether all are shown.
    fold: Fold,
    /// What the list is of, for who hears the button alone.
    about: String,
    /// How many items there are.
    n_items: usize,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let is_unfolded = Memo::new({
        let fold = fold.clone();
        move |_| app.folds.is_toggled(&fold)
    });
    let label = move || match is_unfolded.get() {
        true => m.show_fewer.to_owned(),
        false => (m.show_all)(&app.format.count(n_items)),
    };
    view! {
        <button
            class="more"
            type="button"
            id=format!("more-{id}")
            aria-expanded=move || is_unfolded.get().to_string()
            on:click=move |_| app.folds.toggle(&fold)
        >
            {label}
            <span class="visually-hidden">" – "{about}</span>
        </button>
    }
}
