// Withdraws a published library from its readers' devices: put in place of the
// published service-worker.js, it removes what the library stored and itself.
// What readers saved, their preferences, stays.

const PREFIX = `casebook ${new URL(registration.scope).pathname} `;

addEventListener("install", (event) => event.waitUntil(skipWaiting()));

addEventListener("activate", (event) => {
  const withdraw = async () => {
    const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
    await Promise.all(own.map((name) => caches.delete(name)));
    await registration.unregister();
    for (const page of await clients.matchAll({ type: "window" })) page.navigate(page.url).catch(() => {});
  };
  event.waitUntil(withdraw());
});
