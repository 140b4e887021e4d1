//! Starts the app, and nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    casebook::browser::panic::report_panics();
    casebook::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "Casebook runs in a browser: see `make serve`. The publisher's tool is `cargo run --bin snapshot`."
    );
}
