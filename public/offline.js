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
/** Whether a worker has this page: another one that takes it over is another version. */
let isControlled = Boolean(workers?.controller);
workers?.addEventListener("controllerchange", () => {
  if (isControlled) location.reload();
  isControlled = true;
});

/** When the host was asked last. */
let asked = isControlled ? 0 : Date.now();
/** The browser's offer to install the app, while it stands. */
let offer;
/** What is kept, by the name of its sentence; empty where that is not known. */
let standing = "";

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

/** The day on which the reader came before. */
const lastVisit = saved("visit");

/** The worker in charge, once there is one. */
async function activeWorker() {
  return (await workers?.getRegistration())?.active;
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

/** Says why the worker could not store something. */
function failed(error) {
  standing = "";
  // What is missing cannot be fetched now.
  if (error.name === "TypeError") offline();
  else refuse(error);
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
    failed(error);
    return false;
  }
}

function keepShown(isNew) {
  const { hash, pictures } = element("offline").dataset;
  return keep(hash, pictures.split("\n").filter(Boolean), isNew);
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
async function takeOver(nTries) {
  const { waiting } = (await workers.getRegistration()) ?? {};
  // A worker that gave itself up goes only with its pages.
  if (!waiting || nTries > 3) return location.reload();
  order(waiting, "takeOver");
  // Until this page is gone: a third version may have taken the second's place
  // before that heard of it.
  setTimeout(takeOver, 1000, nTries + 1);
}

async function watchForApp() {
  const registration = await workers.ready;
  const tell = (worker) => {
    if (worker?.state === "installed") announce(text("newApp"), () => takeOver(0));
  };
  // By its own word: Firefox may put it into its place only after it.
  const watch = () => registration.installing?.addEventListener("statechange", ({ target }) => tell(target));
  tell(registration.waiting);
  watch();
  registration.addEventListener("updatefound", watch);
}

/** Looks whether the host has a newer snapshot that this app can open, and keeps it. */
async function lookForSnapshot() {
  const answered = new Promise((resolve) => addEventListener("casebook-found", resolve, { once: true }));
  dispatchEvent(new Event("casebook-look"));
  await answered;
  const [found, ...details] = element("offline").dataset.found.split("\n");
  if (found === "same") return standing ? say(standing) : keepShown();
  if (found === "new") return take(...details);
  if (found === "failed") return say("noNews", ...details);
  offline();
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

/** Without a network; the host is asked again as soon as the reader, or that, comes back. */
function offline() {
  asked = 0;
  say("offline");
}

async function lookForNews() {
  if (!workers || Date.now() < asked + PAUSE) return;
  asked = Date.now();
  // Without a network there is none, and the cases do not wait for the app.
  (await workers.ready).update().catch(() => {});
  await lookForSnapshot();
}

/** What is stored, as a report to look at and to send on. */
async function report() {
  const lines = [element("offline-status").textContent];
  try {
    // None where it could not be stored: the first line says why.
    const active = await activeWorker();
    if (active) lines.push((await order(active, "test")).report);
  } catch (error) {
    lines.push(`${error.name}: ${error.message}`);
  }
  lines.push(text("visit", lastVisit ?? "—"), navigator.userAgent);
  return lines.filter(Boolean).join("\n");
}

const ACTS = {
  async test() {
    element("device-report").textContent = await report();
  },
  async repair() {
    try {
      const active = await activeWorker();
      if (active) {
        await order(active, "repair");
        await keepShown(true);
      }
      location.reload();
    } catch (error) {
      failed(error);
      ACTS.test();
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
    save("large pictures", "");
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
  save("visit", new Date().toISOString().slice(0, 10));
  if (!workers) {
    // Browsers have workers only for what came safely.
    if (window === window.top) say("refused", isSecureContext ? "" : `(${location.protocol})`);
    return;
  }
  workers.addEventListener("message", async ({ data }) => {
    if (data.reload) location.reload();
    // A newer version that could not be stored is tried again; there is one.
    else if (data.error === FULL || !(await activeWorker())) {
      refuse({ name: data.error, message: data.reason });
    }
  });
  addEventListener("focus", lookForNews);
  addEventListener("online", lookForNews);
  addEventListener("offline", offline);
  try {
    // Browsers look for another one by themselves. Firefox would have us wait
    // here until it has come, and its host may be slow.
    if (!(await activeWorker())) await workers.register("service-worker.js", { updateViaCache: "none" });
    await watchForApp();
    await keepShown();
    await lookForNews();
  } catch (error) {
    refuse(error);
  }
  showDevice();
}

/** Brings the About page, if it is open, in line with what is saved and stored. */
function showDevice() {
  const box = element("keep-pictures");
  if (box) box.checked = Boolean(saved("pictures"));
  if (workers && element("device-report")) ACTS.test();
}

// The program says so when a library is open. It may have been quicker than this.
if (element("offline")) start();
else addEventListener("casebook-open", start, { once: true });
showDevice();
addEventListener("casebook-about", showDevice);
// Another tab has saved something.
addEventListener("storage", showDevice);
