//! The service worker, `public/service-worker.js`, which keeps the library on
//! this device.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageChannel, MessageEvent, RegistrationOptions, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerUpdateViaCache, window,
};

/// The worker of this page.
pub struct Worker {
    registration: ServiceWorkerRegistration,
}

/// Why something is not kept on this device.
#[derive(Debug, Default)]
pub struct Refusal {
    /// Name of the browser's error, such as `QuotaExceededError`.
    pub name: String,
    /// What the browser or the worker says.
    pub reason: String,
}

impl Refusal {
    /// Whether there is no room left.
    pub fn is_full(&self) -> bool {
        self.name == "QuotaExceededError"
    }

    fn of(error: &JsValue) -> Self {
        Self { name: property(error, "name"), reason: property(error, "message") }
    }
}

/// Whether this page came from the worker.
pub fn is_controlled() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

impl Worker {
    /// Starts the worker where it does not run yet, and waits until it has
    /// stored the app. `on_refusal` is told when it cannot; `on_turn` when this
    /// page is to load again: another version has taken over, or a tab asks for
    /// it.
    ///
    /// # Errors
    /// When the browser keeps nothing for this page.
    pub async fn start(
        on_refusal: impl Fn(Refusal) + 'static,
        on_turn: impl Fn() + Clone + 'static,
    ) -> Result<Self, Refusal> {
        let container = container().ok_or_else(Refusal::default)?;
        if container.controller().is_some() {
            let turn = Closure::<dyn Fn()>::new(on_turn.clone()).into_js_value();
            container.set_oncontrollerchange(Some(turn.unchecked_ref()));
        }
        let hear = move |event: MessageEvent| {
            let said = event.data();
            match property(&said, "error") {
                name if name.is_empty() => on_turn(),
                name => on_refusal(Refusal { name, reason: property(&said, "reason") }),
            }
        };
        let hear = Closure::<dyn Fn(MessageEvent)>::new(hear).into_js_value();
        container.set_onmessage(Some(hear.unchecked_ref()));
        let options = RegistrationOptions::new();
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        let registered = container.register_with_options("service-worker.js", &options);
        JsFuture::from(registered).await.map_err(|error| Refusal::of(&error))?;
        Self::find().await
    }

    /// The worker that runs, as soon as it does.
    ///
    /// # Errors
    /// When the browser keeps nothing for this page.
    pub async fn find() -> Result<Self, Refusal> {
        let ready = container().and_then(|container| container.ready().ok()).ok_or_else(Refusal::default)?;
        let registration = JsFuture::from(ready).await.map_err(|error| Refusal::of(&error))?;
        Ok(Self { registration: registration.unchecked_into() })
    }

    /// Calls `act` when a newer version of the app is stored and waits.
    pub fn on_update(&self, act: impl Fn() + Clone + 'static) {
        if self.registration.waiting().is_some() {
            act();
        }
        let registration = self.registration.clone();
        let found = move || {
            let Some(worker) = registration.installing() else { return };
            let (registration, act) = (registration.clone(), act.clone());
            let changed = move || {
                if registration.waiting().is_some() {
                    act();
                }
            };
            let changed = Closure::<dyn Fn()>::new(changed).into_js_value();
            worker.set_onstatechange(Some(changed.unchecked_ref()));
        };
        let found = Closure::<dyn Fn()>::new(found).into_js_value();
        self.registration.set_onupdatefound(Some(found.unchecked_ref()));
    }

    /// Asks the host whether there is a newer version of the app.
    pub async fn update(&self) {
        if let Ok(asked) = self.registration.update() {
            // Without a network there is none.
            let _ = JsFuture::from(asked).await;
        }
    }

    /// Whether a newer version of the app waits.
    pub fn has_update(&self) -> bool {
        self.registration.waiting().is_some()
    }

    /// Lets the version that waits take over, in all tabs.
    pub async fn take_over(&self) {
        if let Some(waiting) = self.registration.waiting() {
            let _ = order(&waiting, "takeOver", &[]).await;
        }
    }

    /// Gives the worker an order, and waits for its answer.
    ///
    /// # Errors
    /// When the worker could not do it.
    pub async fn order(&self, name: &str, details: &[(&str, JsValue)]) -> Result<JsValue, Refusal> {
        let active = self.registration.active().ok_or_else(Refusal::default)?;
        order(&active, name, details).await
    }
}

async fn order(worker: &ServiceWorker, name: &str, details: &[(&str, JsValue)]) -> Result<JsValue, Refusal> {
    let message = Object::new();
    for (name, value) in [("order", JsValue::from_str(name))].iter().chain(details) {
        // A plain object takes every property.
        let _ = Reflect::set(&message, &JsValue::from_str(name), value);
    }
    let channel = MessageChannel::new().map_err(|error| Refusal::of(&error))?;
    let mut sent = Ok(());
    let answer = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        sent = worker.post_message_with_transferable(&message, &Array::of1(&channel.port2()));
    });
    sent.map_err(|error| Refusal::of(&error))?;
    let answer = JsFuture::from(answer).await.map_err(|error| Refusal::of(&error))?;
    let answer = answer.unchecked_into::<MessageEvent>().data();
    match property(&answer, "error") {
        name if name.is_empty() => Ok(answer),
        name => Err(Refusal { name, reason: property(&answer, "reason") }),
    }
}

/// A property as a text; empty where it is none.
pub fn property(object: &JsValue, name: &str) -> String {
    let value = Reflect::get(object, &JsValue::from_str(name));
    value.ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Where pages find their worker: not in frames, whose host decides what is
/// kept, and not where the browser has none.
fn container() -> Option<ServiceWorkerContainer> {
    let window = window()?;
    let is_top = window.top().ok().flatten().is_some_and(|top| top == window);
    let container = Reflect::get(&window.navigator(), &JsValue::from_str("serviceWorker")).ok()?;
    (is_top && container.is_object()).then(|| container.unchecked_into())
}
