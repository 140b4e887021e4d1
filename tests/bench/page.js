// What the benchmark asks of its page: to open an engine, to take steps, to
// say what memory they need. Nothing is measured but the engine's own work:
// the bytes are here before it begins, and steps are tasks of their own.

/** @type {{open(bytes: ArrayBuffer, facts: object): Promise<void>, step(step: object): ArrayLike<number>,
 *    finds(step: object, position: number): boolean, seen?(text: string, way: string): ArrayLike<number>,
 *    memory?(): number}} */
let engine;

/** Kept, so that the calculation is done. */
let calculated = 0;

const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });

/** A new task: what waited for the one before comes first. */
function task() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

globalThis.bench = {
  /** Opens a corpus in a page that has opened nothing yet. */
  async open(name, file, facts) {
    engine = await (await import(name === "casebook" ? "./casebook.js" : "./peers.js")).engine(name);
    const response = await fetch(file);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    let bytes = await response.arrayBuffer();
    await pause(200);
    const start = performance.now();
    await engine.open(bytes, facts);
    const end = performance.now();
    bytes = null;
    // The browser tells of a task after its end.
    await pause(200);
    const own = tasks.filter((task) => task.startTime + task.duration > start && task.startTime < end);
    return { ready: end - start, longestTask: Math.max(0, ...own.map((task) => task.duration)) };
  },

  /** Milliseconds of each step in each round; a first round is not counted. */
  async run(steps, nRounds) {
    const times = steps.map(() => []);
    for (let round = -1; round < nRounds; round += 1) {
      for (const [at, step] of steps.entries()) {
        await task();
        const start = performance.now();
        engine.step(step);
        const end = performance.now();
        if (round >= 0) times[at].push(end - start);
      }
    }
    return times;
  },

  /** Milliseconds of plain calculation, again and again. */
  async calculate() {
    const times = [];
    // The first rounds are to warm up.
    for (let round = -3; round < 9; round += 1) {
      await task();
      const start = performance.now();
      for (let i = 0; i < 2_000_000; i += 1) calculated = (calculated * 31 + i) | 0;
      const end = performance.now();
      if (round >= 0) times.push(end - start);
    }
    return times;
  },

  /** How many hits each step has. */
  async totals(steps) {
    return steps.map((step) => engine.step(step)[0]);
  },

  /** Whether each step finds the case at its position. */
  async finds(steps, positions) {
    return steps.map((step, at) => engine.finds(step, positions[at]));
  },

  /** For each question, the positions of the first cases seen. */
  async answers(texts, way, n) {
    return texts.map((text) => Array.from(engine.seen(text, way)).slice(0, n));
  },

  /** What differs from a plain scan. */
  async check(steps) {
    return steps.map((step) => engine.check(step)).filter((difference) => difference !== "");
  },

  /** Bytes that the page's scripts hold, and those of WebAssembly's memory, which are not among them. */
  async memory() {
    const { bytes } = await performance.measureUserAgentSpecificMemory();
    return { script: bytes, wasm: engine.memory?.() ?? 0 };
  },
};
