//! Long work in small steps, so that whoever asked for it can do something
//! else in between.
//!
//! Opening a large library takes longer than a page may stand still. The work
//! is written as one `async` function that offers a rest after each case; what
//! a rest is decides who calls: a browser lets the page answer its reader, a
//! test goes on at once.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Who is offered a rest.
pub trait Pace {
    /// Called often. `done` is the share of the work that is done, from 0 to 1,
    /// and never falls.
    fn rest(&mut self, done: f32) -> impl Future<Output = ()>;
}

/// Never rests.
pub struct AtOnce;

impl Pace for AtOnce {
    async fn rest(&mut self, _: f32) {}
}

/// A part of a longer work: its own 0 to 1 lies between `from` and `to` of the
/// whole.
pub struct Part<'a, P> {
    /// Who is offered a rest from the whole work.
    pub whole: &'a mut P,
    /// Share of the whole that is done before.
    pub from: f32,
    /// Share of the whole that is done after.
    pub to: f32,
}

impl<P: Pace> Pace for Part<'_, P> {
    async fn rest(&mut self, done: f32) {
        self.whole.rest(self.from + done * (self.to - self.from)).await;
    }
}

/// The result of work that is done without a rest, by [`AtOnce`].
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("it waits for nothing but rests, and there are none"),
    }
}
