// Keeps the library on the reader's device, so that it works without a network.
//
// Two caches, named after the folder that the app lies in; no other is touched:
// - `… app VERSION`: page, program and styles, stored as a whole or not at all.
//   The build writes VERSION and FILES, a quarter of each file's SHA-256, above this line;
//   what is stored is held against them each time that it is used.
// - `… content`: the snapshot, which changes without the app, and the pictures
//   of cases. A snapshot is stored once the app has opened it, and named its
//   SHA-256.
//
// Workbox was weighed and left: it needs Node to build, and checks no content.

const PAGE = new URL("./", registration.scope).href;
const PREFIX = `casebook ${new URL(PAGE).pathname} `;
const APP = `${PREFIX}app ${VERSION}`;
const CONTENT = `${PREFIX}content`;

/** Of each file of the app, by address, its SHA-256. */
const HASHES = new Map(Object.entries(FILES).map(([path, hash]) => [new URL(path, PAGE).href, hash]));

/** What a browser takes only under the right content type. */
const TYPES = { js: "javascript", css: "css", "": "html" };

/** Names the hash of a stored snapshot. */
const HASH = "casebook-sha256";

/** The first quarter of it in hexadecimal, which is enough against accidents. */
async function sha256(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The file with this content as the host has it; nothing else is ever stored. */
async function fetched(url, hash, cache) {
  const response = await fetch(url, { cache });
  const type = TYPES[url.slice(PAGE.length).split(".").slice(1).pop() ?? ""] ?? "";
  const isWhole = response.status === 200 && !response.redirected && (await sha256(response)) === hash;
  if (!isWhole || !(response.headers.get("content-type") ?? "").includes(type)) {
    throw new Error(`${url}: status ${response.status}, ${response.headers.get("content-type")}`);
  }
  return response;
}

/** Stores all files of the app, or none that was not stored before. */
async function storeApp() {
  const files = [...HASHES].map(async ([url, hash]) => [url, await fetched(url, hash, "no-cache")]);
  const responses = await Promise.all(files);
  const isNew = !(await caches.has(APP));
  const cache = await caches.open(APP);
  try {
    await Promise.all(responses.map(([url, response]) => cache.put(url, response)));
  } catch (error) {
    if (isNew) await caches.delete(APP);
    throw error;
  }
}

/** A file of the app as it was published: from the store, and mended where it is not. */
async function appFile(url) {
  const cache = await caches.open(APP);
  const stored = await cache.match(url);
  if (stored && (await sha256(stored)) === HASHES.get(url)) return stored;
  const response = await fetched(url, HASHES.get(url), "reload");
  await cache.put(url, response.clone()).catch(() => {});
  return response;
}

/** Whether the host has another version of the app, and not just something in its way. */
async function isReplaced() {
  const response = await fetch("service-worker.js", { cache: "no-store" });
  const isScript = response.ok && response.headers.get("content-type")?.includes(TYPES.js);
  return isScript && !(await response.text()).includes(VERSION);
}

/** What the host has in place of a file that the store has lost. */
async function fromHost(request) {
  const response = await fetch(request);
  // The page is then to load as a whole from there.
  if (await isReplaced().catch(() => {})) {
    await Promise.all([APP, CONTENT].map((name) => caches.delete(name)));
    await registration.unregister();
  }
  return response;
}

/** A snapshot or picture from the store, if it is there and whole. */
async function storedContent(url) {
  const stored = await caches.match(url, { cacheName: CONTENT });
  const hash = stored?.headers.get(HASH);
  return !hash || (await sha256(stored)) === hash ? stored : undefined;
}

/** Removes older versions of the app. */
async function clear() {
  // In the order in which they were made: what comes after this one is of a
  // version that waits, or is being stored.
  const names = await caches.keys();
  const old = names.slice(0, names.indexOf(APP)).filter((name) => name.startsWith(`${PREFIX}app `));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Keeps a snapshot that the app has opened, and mends the app. */
async function keep({ snapshot, hash: whole }) {
  const hash = whole.slice(0, 16);
  await Promise.all([...HASHES.keys()].map(appFile));
  // Not on activation: that happens while a browser closes, too, which may have
  // the version before in charge again when it comes back.
  await clear();
  const stored = await storedContent(snapshot);
  if (stored?.headers.get(HASH) === hash) return;
  // The page has just fetched it.
  const response = await fetched(snapshot, hash, "default");
  const file = await response.blob();
  const headers = new Headers({ "content-type": "application/json", "content-length": file.size, [HASH]: hash });
  // By which the app asks for a newer one.
  const tag = response.headers.get("etag");
  if (tag) headers.set("etag", tag);
  const cache = await caches.open(CONTENT);
  await cache.put(snapshot, new Response(file, { headers }));
}

/** Keeps these pictures and no others; none if they take more bytes than `most`. */
async function keepPictures({ pictures, most, snapshot, isNew }) {
  const cache = await caches.open(CONTENT);
  const found = new Map();
  let bytes = 0;
  for (const url of pictures) {
    // With a new snapshot a picture may be another under its old name.
    const known = isNew ? undefined : await cache.match(url);
    const response = known ?? (await fetch(url).catch(() => cache.match(url)));
    if (response?.status !== 200 || !response.headers.get("content-type")?.startsWith("image/")) continue;
    bytes += (await response.clone().blob()).size;
    found.set(url, response);
    if (bytes > most) {
      found.clear();
      break;
    }
  }
  const old = (await cache.keys()).filter(({ url }) => url !== snapshot && !found.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
  for (const [url, response] of found) await cache.put(url, response);
  return { isWhole: bytes <= most };
}

/** What is stored, and whether it is as it was published: a report of a few lines. */
async function test() {
  const cache = await caches.open(APP);
  const files = [...HASHES].map(async ([url, hash]) => {
    const stored = await cache.match(url);
    const state = !stored ? "missing" : (await sha256(stored)) === hash ? "good" : "damaged";
    return `${url.slice(PAGE.length) || "index.html"} ${hash.slice(0, 8)}: ${state}`;
  });
  const contents = (await (await caches.open(CONTENT)).keys()).map(async ({ url }) => {
    const stored = await storedContent(url);
    return `${url.slice(PAGE.length)} ${stored?.headers.get(HASH)?.slice(0, 8) ?? ""}: ${stored ? "good" : "damaged"}`;
  });
  const { usage } = await navigator.storage.estimate();
  const isLasting = await navigator.storage.persisted();
  const head = [`worker ${VERSION}`, `${Math.round(usage / 1000)} KB, ${isLasting ? "persistent" : "not persistent"}`];
  return { report: [...head, ...(await Promise.all([...files, ...contents]))].join("\n") };
}

async function tell(message) {
  const pages = await clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) if (page.url.startsWith(PAGE)) page.postMessage(message);
}

addEventListener("install", (event) => {
  const store = storeApp().catch(async (error) => {
    await tell({ error: error.name, reason: error.message });
    throw error;
  });
  event.waitUntil(store);
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range")) return;
  if (request.headers.has("casebook-from-host")) {
    // How the app looks for a newer snapshot. To have no network is no error to
    // stand on the reader's console.
    event.respondWith(fetch(request).catch(() => new Response(null, { status: 204 })));
    return;
  }
  let url = request.url.replace(/[?#].*/, "");
  if (url === `${PAGE}index.html`) url = PAGE;
  if (HASHES.has(url)) {
    event.respondWith(appFile(url).catch(() => fromHost(request)));
  } else if (url.startsWith(PAGE)) {
    event.respondWith(storedContent(request.url).then((stored) => stored ?? fetch(request)));
  }
});

const ORDERS = {
  keep,
  keepPictures,
  test,
  // Where the host has another version, the next page stores that.
  repair: () => storeApp().catch(() => fromHost(PAGE)),
  takeOver: () => skipWaiting(),
  reload: () => tell({ reload: true }),
};

addEventListener("message", (event) => {
  const answer = (async () => {
    let result;
    try {
      result = await ORDERS[event.data.order]?.(event.data);
    } catch (error) {
      result = { error: error.name, reason: error.message };
    }
    event.ports[0]?.postMessage({ version: VERSION, ...result });
  })();
  event.waitUntil(answer);
});
