//! Long work in slices, between which the page answers its reader.
//!
//! Tried first: a worker. It keeps the page free as well, and costs a second
//! copy of the program, and a copy of each case and each count that is shown,
//! for work that takes half a second for ten thousand cases. Searching itself
//! takes less than the message to a worker and back.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, Performance, window};

use crate::catalog::pace::Pace;

/// How long a slice takes, in milliseconds: with the step that ends it still
/// less than a reader notices, and long enough that the rests do not add up.
const SLICE: f64 = 10.0;

/// Rests for as long as the page needs whenever a slice is over.
pub struct Slices {
    /// Told the share of the work that is done, before each rest.
    on_progress: Box<dyn Fn(f32)>,
    clock: Option<Performance>,
    channel: Option<MessageChannel>,
    started: f64,
}

impl Slices {
    /// Begins the first slice.
    pub fn new(on_progress: impl Fn(f32) + 'static) -> Self {
        let clock = window().and_then(|window| window.performance());
        let on_progress = Box::new(on_progress);
        let mut slices = Self { on_progress, clock, channel: MessageChannel::new().ok(), started: 0.0 };
        slices.started = slices.now();
        slices
    }

    /// In milliseconds; always the same where the browser has no clock, and
    /// then there is no rest.
    fn now(&self) -> f64 {
        self.clock.as_ref().map_or(0.0, Performance::now)
    }

    /// Waits until the browser has done what waited for the page. By a message,
    /// since timers wait for four milliseconds at least.
    pub async fn next_task(&self) {
        let Some(channel) = &self.channel else { return };
        let message = Promise::new(&mut |resolve, _| {
            channel.port1().set_onmessage(Some(&resolve));
            // Fails only for what cannot be sent.
            let _ = channel.port2().post_message(&JsValue::NULL);
        });
        // It is never refused.
        let _ = JsFuture::from(message).await;
    }
}

impl Pace for Slices {
    async fn rest(&mut self, done: f32) {
        if self.now() - self.started < SLICE {
            return;
        }
        (self.on_progress)(done);
        self.next_task().await;
        self.started = self.now();
    }
}
