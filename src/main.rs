//! Starts the app, and nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    #[cfg(debug_assertions)]
    casebook::browser::panic::log_panics();
    casebook::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "Casebook runs in a browser: see `make serve`. The publisher's tool is `cargo run --bin snapshot`."
    );
}
