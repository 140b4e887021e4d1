// @ts-check
// The frame's side of the widget: what a host page asks of the looks, and the
// talk with it, whose words stand in embed.js. Loaded where the address says
// `embed=1`.

/**
 * @typedef {[number, number, number]} Color from 0 to 255
 */

const root = document.documentElement;

/** The papers of tokens.css, and what a colour is mixed with to be read on them. */
const PAPERS = /** @type {[Color, number][]} */ ([
  [[250, 247, 241], 0],
  [[20, 25, 31], 255],
]);

/** What a text needs on paper, so that it has 4.5 on paper with a wash of its colour. */
const CONTRAST = 5.5;

/** The colours that follow from the accent. */
const FROM_ACCENT = {
  "--accent-strong": "color-mix(in srgb, var(--accent) 70%, var(--ink))",
  "--accent-wash": "color-mix(in srgb, var(--accent) 7%, var(--paper))",
  "--on-accent": "var(--paper)",
};

/**
 * Relative luminance, as in WCAG.
 * @param {Color} color
 */
function luminance(color) {
  const [red, green, blue] = color.map((part) =>
    part > 10 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 3294.6,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
}

/**
 * A colour, moved towards black or white until it can be read on a paper.
 * @param {Color} color
 * @param {[Color, number]} paper
 */
function readable(color, [paper, end]) {
  for (let share = 0; ; share += 0.02) {
    const mixed = /** @type {Color} */ (color.map((part) => Math.round(part + (end - part) * share)));
    const contrast = luminance(paper) / luminance(mixed);
    if (Math.max(contrast, 1 / contrast) > CONTRAST) return `rgb(${mixed})`;
  }
}

/** Does what the address says of the looks. */
function dress() {
  const parameters = new URLSearchParams(location.search);
  root.dataset.hide = parameters.get("hide")?.replaceAll(",", " ") ?? "";
  root.dataset.font = parameters.get("font") ?? "";
  for (const name of ["--accent", ...Object.keys(FROM_ACCENT)]) root.style.removeProperty(name);
  // A canvas knows all names of colours, and says #rrggbb; what is none it does
  // not take. The theme of strong contrasts has colours of its own.
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas || parameters.get("theme") === "contrast") return;
  canvas.fillStyle = "#0000";
  canvas.fillStyle = parameters.get("accent") ?? "";
  const parts = /^#(..)(..)(..)$/.exec(canvas.fillStyle);
  if (!parts) return;
  const color = /** @type {Color} */ (parts.slice(1).map((part) => parseInt(part, 16)));
  root.style.setProperty("--accent", `light-dark(${PAPERS.map((paper) => readable(color, paper))})`);
  for (const [name, value] of Object.entries(FROM_ACCENT)) root.style.setProperty(name, value);
}

/** Origin of the host page, once it has said so; then no other's word counts. */
let host = "";
/** What has become of the library: `ready`, `error`, or nothing yet. */
let outcome = document.getElementById("offline") ? "ready" : "";
let height = 0;
let address = location.search;

/**
 * @param {string} type
 * @param {object} [details]
 */
function tell(type, details) {
  if (host) parent.postMessage({ casebook: 1, type, ...details }, host);
}

function tellHeight() {
  const now = Math.ceil(root.getBoundingClientRect().height);
  if (!host || Math.abs(now - height) < 2) return;
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
  // Nobody can answer who has no origin, as a page from a file.
  if (data.type === "hello" && !host && origin !== "null") host = origin;
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

root.dataset.embed = "";
dress();
if (parent !== window) {
  // What leads away leads out of the frame.
  document.head.append(Object.assign(document.createElement("base"), { target: "_blank" }));
  addEventListener("message", hear);
  addEventListener("casebook-address", tellAddress);
  addEventListener("popstate", tellAddress);
  addEventListener("casebook-open", () => tellOutcome("ready"));
  addEventListener("casebook-failed", () => tellOutcome("error"));
  new ResizeObserver(tellHeight).observe(root);
}

export {};
