// The library itself, compiled as the app is.

import init, * as casebook from "./engine/engine.js";

export async function engine() {
  const { memory } = await init();
  await casebook.prepare();
  return {
    open: (bytes) => casebook.open(new Uint8Array(bytes)),
    step: (step) => casebook.step(step.address),
    finds: (step, position) => casebook.finds(step.address, position),
    seen: (text) => casebook.seen(text),
    check: (step) => casebook.check(step.address),
    memory: () => memory.buffer.byteLength,
  };
}
