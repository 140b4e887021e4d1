// Starts the program that the page names. Where it cannot start, the page says
// so, with the cause as the browser tells it.

const parameters = new URLSearchParams(location.search);
const theme = parameters.get("theme");
if (["light", "dark", "contrast"].includes(theme)) {
  document.documentElement.dataset.theme = theme;
}

// Inside of another page; in a tab of its own, the same address is of the library
// in full. What the page asks of the looks comes before the first paint.
if (parameters.get("embed") === "1" && parent !== window) {
  document.documentElement.dataset.embed = "";
  import("./frame.js");
}

// The program stops where it meets a mistake of its own. What is on the page
// stays, and can be read; nothing answers any more.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) {
    document.getElementById("stopped").hidden = false;
  }
});

// Scrolling after Back and Forward is the program's own affair: the browser would
// scroll before the page is there.
history.scrollRestoration = "manual";

try {
  if (typeof WebAssembly !== "object") {
    throw new Error("It has no WebAssembly.");
  }
  const glue = await import(document.getElementById("glue").href);
  await glue.default({ module_or_path: document.getElementById("program").href });
} catch (error) {
  // The files on this device may be of a version that is just being replaced.
  const [visit] = performance.getEntriesByType("navigation");
  if (navigator.serviceWorker?.controller && visit?.type !== "reload") location.reload();
  document.getElementById("start-failed-cause").textContent = String(error?.message ?? error);
  document.getElementById("start-failed").hidden = false;
  dispatchEvent(new Event("casebook-failed"));
  throw error;
}
