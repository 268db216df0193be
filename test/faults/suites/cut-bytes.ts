import { Client, FmcpError } from "../../../src/runtime/index.js";
import { ChaosHttp } from "../kit/chaos-http.js";
import { serverPath } from "../kit/files.js";
import { bound, percentile, type Row, type Scale } from "../kit/report.js";

const methods = ["initialize", "tools/list", "tools/call"] as const;

/** How one exchange that was cut short ended. */
interface Cut {
  readonly what: string;
  readonly ended: "answered" | "typed" | "untyped" | "hung";
  readonly ms: number;
}

/** Far more than any cut needs to be noticed, and less than the deadline of a request. */
const hungMs = 3_000;

async function exchange(what: string, open: () => Client): Promise<Cut> {
  const client = open();
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<"hung">((resolve) => (timer = setTimeout(resolve, hungMs, "hung")));
  const work = async (): Promise<"answered" | "typed" | "untyped"> => {
    try {
      await client.connect();
      await client.listTools();
      await client.callTool("record", { id: "x" });
      return "answered";
    } catch (error) {
      return error instanceof FmcpError && !("timeoutMs" in error) ? "typed" : "untyped";
    }
  };
  const ended = await Promise.race([work(), hung]);
  clearTimeout(timer);
  const ms = performance.now() - started;
  await client.close();
  return { what, ended, ms };
}

/** Runs `count` jobs, so many at once. */
async function lanes<T>(width: number, count: number, job: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) results.push(await job(next++));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** One exchange, cut after each of its bytes: a typed error at once, or the answer, never silence. */
export async function cutBytes(scale: Scale): Promise<Row> {
  const cuts: Cut[] = [];
  for (const sse of [false, true]) {
    for (const method of methods) {
      const length = sse ? 480 : 440;
      const step = scale === "full" ? 1 : 13;
      const server = await ChaosHttp.start({ sse });
      for (let bytes = 0; bytes <= length; bytes += step) {
        await server.set({ sse, cut: { method, bytes } });
        const what = `${sse ? "sse" : "json"} ${method} at ${bytes}`;
        cuts.push(await exchange(what, () => new Client(server.url, { name: "chaos", protocol: "legacy" })));
      }
      await server.close();
    }
  }
  const step = scale === "full" ? 1 : 29;
  for (const method of methods) {
    const args = (bytes: number): string[] => [
      serverPath("chaos-stdio"),
      JSON.stringify({ cut: { method, bytes } }),
    ];
    const open = (bytes: number) => () =>
      new Client(
        { command: process.execPath, args: args(bytes), keepAlive: false },
        { name: "chaos", protocol: "legacy" },
      );
    cuts.push(
      ...(await lanes(2, Math.ceil(340 / step), (i) =>
        exchange(`stdio ${method} at ${i * step}`, open(i * step)),
      )),
    );
  }
  const wrong = cuts.filter(({ ended }) => ended === "untyped" || ended === "hung");
  const answered = cuts.filter(({ ended }) => ended === "answered").length;
  return {
    suite: "cut at every byte",
    load: `${cuts.length} cuts of {initialize, tools/list, tools/call} × {JSON, SSE, stdio}`,
    figures: `${cuts.length - answered - wrong.length} typed errors, ${answered} whole answers, ${wrong.length} others; median ${percentile(
      cuts.map(({ ms }) => ms),
      0.5,
    ).toFixed(0)} ms`,
    failures: [
      ...wrong.slice(0, 5).map(({ what, ended }) => `${what}: ${ended}`),
      ...bound("whole answers", answered, cuts.length * 0.6, "max", 0),
    ],
  };
}
