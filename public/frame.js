// @ts-check
// The frame's side of the widget: what a host page asks of the looks, and the
// talk with it, whose words stand in embed.js. Loaded in a frame whose address
// says `embed=1`.

const root = document.documentElement;

/** Does what the address says of the looks. */
function dress() {
  const parameters = new URLSearchParams(location.search);
  root.dataset.hide = parameters.get("hide")?.replaceAll(",", " ") ?? "";
  root.dataset.font = parameters.get("font") ?? "";
  // Nothing shines through. The style sheet makes of it what can be read, where
  // it is a colour here: `inherit`, or a `var()` of the host page, is none.
  root.style.setProperty("--asked", `oklch(from ${parameters.get("accent")} l c h / 1)`);
  const asked = getComputedStyle(root).getPropertyValue("--asked");
  root.toggleAttribute("data-accent", CSS.supports("color", asked));
}

/** Origin of the host page, once it has said so; then no other's word counts. */
let host = "";
/** What has become of the library: `ready`, `error`, or nothing yet. */
let outcome = document.querySelector("#offline")
  ? "ready"
  : document.querySelector("[role=alert]:not([hidden])")
    ? "error"
    : "";
let height = 0;
let address = location.search;

/**
 * @param {string} type
 * @param {object} [details]
 */
function tell(type, details) {
  // Who has no origin cannot be named.
  if (host) parent.postMessage({ casebook: 1, type, ...details }, host === "null" ? "*" : host);
}

function tellHeight() {
  const now = Math.ceil(root.getBoundingClientRect().height);
  // A pixel less may be a matter of rounding; a pixel too few has the frame scroll.
  if (now <= height && now > height - 2) return;
  height = now;
  tell("height", { height });
}

function tellAddress() {
  if (!host || location.search === address) return;
  address = location.search;
  tell("navigate", { address });
}

/** @param {string} [name] */
function tellOutcome(name = outcome) {
  outcome = name;
  // First, so that nothing jumps when the frame is shown.
  tellHeight();
  if (outcome) tell(outcome, { title: document.title });
}

/** @param {MessageEvent} event */
function hear({ source, origin, data }) {
  if (source !== parent || data?.casebook !== 1) return;
  if (data.type === "hello") host ||= origin;
  if (origin !== host) return;
  if (data.type === "hello") {
    tell("hello");
    height = 0;
    tellOutcome();
  } else if (data.type === "navigate" && /^\?/.test(data.address)) {
    history.replaceState(null, "", data.address);
    dress();
    dispatchEvent(new PopStateEvent("popstate"));
  }
}

dress();
// What leads away leads out of the frame.
document.head.append(Object.assign(document.createElement("base"), { target: "_blank" }));
addEventListener("message", hear);
addEventListener("casebook-address", tellAddress);
addEventListener("popstate", tellAddress);
addEventListener("casebook-open", () => tellOutcome("ready"));
addEventListener("casebook-failed", () => tellOutcome("error"));
new ResizeObserver(tellHeight).observe(root);

export {};
