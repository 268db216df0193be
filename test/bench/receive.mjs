// CPU of the receiving step per message: reading a line as the runtime does, beside JSON.parse of it alone.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { cpuMicros, median } from "./measure.mjs";

const MESSAGES = 50_000;
const LINE = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  result: {
    content: [{ type: "text", text: "8" }],
    structuredContent: { result: 8 },
    isError: false,
  },
});

/** The step of this checkout, bundled: it is not among the public entry points. */
async function receivingStep() {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const outfile = join(folder, "receive.mjs");
  const entry = fileURLToPath(new URL("../../src/runtime/receive/index.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm" });
  const step = await import(pathToFileURL(outfile).href);
  await rm(folder, { recursive: true });
  return step;
}

/** Medians in microseconds per message: of the whole step, and of the parsing that every client does. */
export async function benchReceive(rounds) {
  const { MessageLines, receive } = await receivingStep();
  const lines = new MessageLines(1 << 20);
  const waiting = new Map([[1, { method: "tools/call" }]]);
  const works = {
    step: () => lines.push(LINE).messages.map((message) => receive(message, waiting)),
    floor: () => JSON.parse(LINE),
  };
  const figures = { step: [], floor: [] };
  for (let i = 0; i <= rounds; i++) {
    for (const [name, work] of Object.entries(works)) {
      const micros = await cpuMicros(() => {
        for (let done = 0; done < MESSAGES; done++) work();
      });
      // the first round warms up
      if (i > 0) figures[name].push(micros / MESSAGES);
    }
  }
  return { step: median(figures.step), floor: median(figures.floor) };
}
