// Runs in the app's page before the app: notes its tasks, its memory, and when the
// sentence about the results that a key press brought was painted.

globalThis.watch = (() => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  // The first paint is counted from the navigation, the others from their key.
  const painted = [];
  let pressed = 0;
  addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true });

  let sentence;
  new MutationObserver(() => {
    // The app's own, not that of the front page which stands there until it comes.
    const now = document.querySelector("#app #page-title")?.textContent;
    if (!now || now === sentence) return;
    sentence = now;
    const since = pressed;
    // A frame's work ends with its painting. The next task comes after it: before
    // those of the app, which would be counted as well.
    requestAnimationFrame(() =>
      scheduler.postTask(() => painted.push(performance.now() - since), { priority: "user-blocking" }),
    );
  }).observe(document, { subtree: true, childList: true, characterData: true });

  // The program's memory, which nothing else on the page leads to.
  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      // The build gives it a shorter name.
      const things = Object.values((made.instance ?? made).exports);
      memory = things.find((thing) => thing instanceof WebAssembly.Memory);
      return made;
    };
  }

  return {
    painted,
    async memory() {
      const { bytes } = await performance.measureUserAgentSpecificMemory();
      return { script: bytes, wasm: memory.buffer.byteLength };
    },
    opening: () => ({ shown: painted[0], longestTask: Math.max(0, ...tasks.map((task) => task.duration)) }),
  };
})();
