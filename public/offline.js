// The page's side of working offline: starts the service worker, has it keep
// what the library opened, looks for news now and then, and tells the reader.
//
// In JavaScript since nearly all of it is calls of the browser's own functions:
// in the program it took 8 KB more. What it says stands in the language of the
// page, as data of the element #offline.

/** Milliseconds after which a page that is looked at again asks the host for news. */
const PAUSE = 60 * 60 * 1000;
/** Bytes of pictures that are kept without being asked to. */
const MOST_PICTURES = 20 * 1000 * 1000;

/** Name of the error where no room is left. */
const FULL = "QuotaExceededError";

const folder = new URL("./", document.baseURI).pathname;
const workers = window === window.top ? navigator.serviceWorker : undefined;
const wasControlled = Boolean(workers?.controller);

/** When the host was asked last. */
let asked = wasControlled ? 0 : Date.now();
/** The browser's offer to install the app, while it stands. */
let offer;
/** What is kept, by the name of its sentence. */
let standing = "ready";

const element = (id) => document.getElementById(id);
const snapshotUrl = () => element("snapshot").href;

/** What the texts of the page mean, in their order. */
const TEXTS =
  "ready noPictures offline full refused noNews newApp snapshot show later visit copied".split(" ");

/** A sentence of the interface, with `{}` filled in place by place. */
function text(name, ...values) {
  const texts = element("offline").dataset.texts.split("\n");
  return texts[TEXTS.indexOf(name)].replaceAll("{}", () => values.shift() ?? "");
}

function say(name, ...values) {
  element("offline-status").textContent = text(name, ...values);
}

// What the reader saves on this device: small texts by name. A key names the
// app, its folder and the version of the format, so that a later format can
// read this one; all tabs see the same at once.
const key = (name) => `casebook ${folder} 1 ${name}`;

function saved(name) {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

function save(name, value) {
  try {
    localStorage.setItem(key(name), value);
    return true;
  } catch {
    return false;
  }
}

/** Has a worker do something, and gives its answer. */
async function order(worker, name, details) {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => (port1.onmessage = resolve));
  worker.postMessage({ order: name, ...details }, [port2]);
  const { data } = await answered;
  if (data.error) throw Object.assign(new Error(data.reason), { name: data.error });
  return data;
}

function refuse({ name, message }) {
  if (name === FULL) say("full");
  else say("refused", message);
}

/** Keeps a snapshot that this page could open, and the pictures of its cases. */
async function keep(hash, paths, isNew) {
  const { active } = await workers.ready;
  const snapshot = snapshotUrl();
  try {
    await order(active, "keep", { snapshot, hash });
    const pictures = paths.map((path) => new URL(path, document.baseURI).href);
    const wantsAll = Boolean(saved("pictures"));
    // They are not fetched again and again only to find that they are too large.
    let isWhole = wantsAll || saved("large pictures") !== hash;
    if (isWhole) {
      const most = wantsAll ? Infinity : MOST_PICTURES;
      ({ isWhole } = await order(active, "keepPictures", { snapshot, pictures, most, isNew }));
      if (!isWhole) save("large pictures", hash);
    }
    standing = isWhole ? "ready" : "noPictures";
    say(standing);
    return true;
  } catch (error) {
    // What is missing cannot be fetched now.
    if (error.name === "TypeError") say("offline");
    else refuse(error);
    return false;
  }
}

function keepShown() {
  const { hash, pictures } = element("offline").dataset;
  return keep(hash, pictures.split("\n").filter(Boolean));
}

/** Says that something newer waits, and lets the reader have it. */
function announce(sentence, show) {
  const button = (label, act) => {
    const made = document.createElement("button");
    made.textContent = label;
    made.onclick = act;
    return made;
  };
  const line = document.createElement("p");
  line.textContent = sentence;
  // What the reader tabs to is not to end up behind the notice.
  const { style } = document.documentElement;
  style.scrollPaddingBlockEnd = "11rem";
  const close = () => {
    element("news").replaceChildren();
    style.scrollPaddingBlockEnd = "";
  };
  const first = button(text("show"), show);
  first.className = "primary";
  element("news").replaceChildren(line, first, button(text("later"), close));
}

/** Lets the version of the app that waits take over; all tabs then load it. */
async function takeOver() {
  // Looked up only now: a third may have come after the second.
  const { waiting } = await workers.getRegistration();
  if (waiting) order(waiting, "takeOver");
  // Most pages are gone by then, since the worker has changed. Firefox may still
  // name a worker here that is none any more; it knows better after this.
  setTimeout(() => location.reload(), 1000);
}

async function watchForApp() {
  const registration = await workers.ready;
  const look = () => {
    if (registration.waiting) announce(text("newApp"), takeOver);
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}

/** Looks whether the host has a newer snapshot that this app can open, and keeps it. */
async function lookForSnapshot() {
  const answered = new Promise((resolve) => addEventListener("casebook-found", resolve, { once: true }));
  dispatchEvent(new Event("casebook-look"));
  await answered;
  const [found, ...details] = element("offline").dataset.found.split("\n");
  if (found === "same") return say(standing);
  if (found === "new") return take(...details);
  // To be asked again as soon as the reader comes back.
  asked = 0;
  if (found === "failed") say("noNews", ...details);
  else say("offline");
}

/** Keeps a newer snapshot, and offers it. */
async function take(hash, date, nNew, ...paths) {
  const registration = await workers.ready;
  const isKept = await keep(hash, paths.filter(Boolean), true);
  // A newer app that waits is news enough: it shows the snapshot too.
  if (isKept && !registration.waiting) {
    announce(text("snapshot", date, nNew), () => order(registration.active, "reload"));
  }
}

async function lookForNews() {
  if (!workers || Date.now() < asked + PAUSE) return;
  asked = Date.now();
  // Without a network there is none.
  await (await workers.ready).update().catch(() => {});
  await lookForSnapshot();
}

/** What is stored, as a report to look at and to send on. */
async function report(name) {
  const lines = [element("offline-status").textContent];
  try {
    const { active } = await workers.ready;
    lines.push((await order(active, name)).report);
  } catch (error) {
    lines.push(`${error.name}: ${error.message}`);
  }
  lines.push(text("visit", saved("visit") ?? "—"), navigator.userAgent);
  return lines.filter(Boolean).join("\n");
}

const ACTS = {
  async test() {
    element("device-report").textContent = await report("test");
  },
  async repair() {
    const { active } = await workers.ready;
    try {
      await order(active, "repair");
      location.reload();
    } catch (error) {
      element("device-report").textContent = text("refused", error.message);
    }
  },
  async copy({ target }) {
    const shown = target.closest("section").querySelector("code");
    try {
      await navigator.clipboard.writeText(shown.textContent);
      target.removeAttribute("aria-label");
      target.textContent = text("copied");
    } catch {
      // The reader can: it is chosen already.
      getSelection().selectAllChildren(shown);
    }
  },
  pictures({ target }) {
    save("pictures", target.checked ? "all" : "");
    navigator.storage?.persist?.();
    keepShown();
  },
  install() {
    offer?.prompt();
    save("install", "asked");
    element("install").hidden = true;
  },
};

addEventListener("click", (event) => ACTS[event.target.closest?.("[data-act]")?.dataset.act]?.(event));

// Made once, whatever the answer.
function makeOffer() {
  const button = element("install");
  if (button && offer && !saved("install")) button.hidden = false;
}

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  makeOffer();
});

addEventListener("appinstalled", () => navigator.storage?.persist?.());

async function start() {
  makeOffer();
  if (!workers) {
    if (window === window.top) say("refused", "");
    return;
  }
  if (wasControlled) workers.addEventListener("controllerchange", () => location.reload());
  workers.addEventListener("message", async ({ data }) => {
    if (data.reload) location.reload();
    // A newer version that could not be stored is tried again; there is one.
    else if (data.error === FULL || !(await workers.getRegistration())?.active) {
      refuse({ name: data.error, message: data.reason });
    }
  });
  addEventListener("focus", lookForNews);
  addEventListener("online", lookForNews);
  addEventListener("offline", () => say("offline"));
  try {
    await workers.register("service-worker.js", { updateViaCache: "none" });
    await watchForApp();
    await keepShown();
    await lookForNews();
  } catch (error) {
    refuse(error);
  }
  save("visit", new Date().toISOString().slice(0, 10));
}

function showDevice() {
  element("keep-pictures")?.toggleAttribute("checked", Boolean(saved("pictures")));
  if (workers) ACTS.test();
}

// The program says so when a library is open. It may have been quicker than this.
if (element("offline")) start();
else addEventListener("casebook-open", start, { once: true });
if (element("device-report")) showDevice();
addEventListener("casebook-about", showDevice);
