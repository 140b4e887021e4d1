//! Leptos' memos, effects and tasks, with closures behind one pointer: what Leptos
//! makes of a closure is otherwise compiled anew for each, half a kilobyte a
//! time. The same goes for each type that a signal holds: the pages make do
//! with texts, numbers and lists of them.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A value that is calculated once, and anew when the signals that it reads
/// change; who reads it hears only of values that differ.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    #[inline(never)]
    fn boxed<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
        Memo::new(move |_| value())
    }
    boxed(Box::new(value))
}

/// Does something to the world outside, now and whenever the signals that it
/// reads change.
pub fn effect(act: impl Fn() + 'static) {
    #[inline(never)]
    fn boxed(act: Box<dyn Fn()>) {
        Effect::new(move |_| act());
    }
    boxed(Box::new(act));
}

/// A text that is calculated each time that it is read, if there is one.
#[inline(never)]
pub fn followed(text: Box<dyn Fn() -> Option<String> + Send + Sync>) -> Signal<Option<String>> {
    Signal::derive(text)
}

/// Does what takes its time, beside everything else.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    #[inline(never)]
    fn boxed(work: Pin<Box<dyn Future<Output = ()>>>) {
        spawn_local(work);
    }
    boxed(Box::pin(work));
}
