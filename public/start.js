// Starts the program that the page names. Where it cannot start, the page says
// so, with the cause as the browser tells it.

// The lengths of bars in the front page, for which its policy has no attribute.
for (const bar of document.querySelectorAll("[data-style]")) bar.style.cssText = bar.dataset.style;

if ("embed" in document.documentElement.dataset) import("./frame.js");

/**
 * Says that the program has stopped at a mistake of its own, with a report for
 * whoever can mend it. What is on the page stays, and can be read; nothing answers
 * any more. The first cause counts: what fails later may fail because of it.
 */
function stopped(cause) {
  const notice = document.getElementById("stopped");
  if (!notice.hidden) return;
  const { content: version } = document.querySelector("meta[name=generator]");
  const program = document.getElementById("program").href.split("/").pop();
  const report = document.getElementById("stopped-report");
  report.value = [cause, `${version}, ${program}`, location.href, navigator.userAgent].join("\n");
  document.getElementById("stopped-copy").onclick = async ({ target }) => {
    try {
      await navigator.clipboard.writeText(report.value);
      target.textContent = target.dataset.done;
    } catch {
      // The reader can: it is chosen already.
      report.select();
    }
  };
  notice.hidden = false;
}

/** Whether the browser has stopped the program, as it does after each panic. */
const isTrap = (error) => error?.name === "RuntimeError";
const described = (error) => `${error}\n${error.stack}`;

// A panic has a message, which comes first; what the browser itself stops has none.
addEventListener("casebook-stopped", ({ detail }) => stopped(detail));
addEventListener("error", ({ error }) => isTrap(error) && stopped(described(error)));
addEventListener("unhandledrejection", ({ reason }) => isTrap(reason) && stopped(described(reason)));

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
  if (isTrap(error)) {
    stopped(described(error));
  } else {
    document.getElementById("start-failed-cause").textContent = String(error?.message ?? error);
    document.getElementById("start-failed").hidden = false;
  }
  dispatchEvent(new Event("casebook-failed"));
  throw error;
}
