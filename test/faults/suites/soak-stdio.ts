import { Client } from "../../../src/runtime/index.js";
import { serverPath, withFolder } from "../kit/files.js";
import { check, History, readLedger } from "../kit/ledger.js";
import { drive } from "../kit/load.js";
import { bound, describeFaults, percentile, type Row, type Scale } from "../kit/report.js";

/** A process that is killed again and again, before, within and after its calls. */
export async function soakStdio(scale: Scale): Promise<Row> {
  const calls = scale === "full" ? 100_000 : 20_000;
  return withFolder(async (path) => {
    const ledger = path("ledger");
    const script = JSON.stringify({ ledger, killEvery: 5_000 });
    const history = new History("stdio");
    const durations: number[] = [];
    let restarts = 0;
    const client = await Client.connect(
      { command: process.execPath, args: [serverPath("chaos-stdio"), script], keepAlive: false },
      { name: "chaos", retry: true, queue: { concurrency: 32 } },
    );
    client.onState((state) => (restarts += state === "connecting" ? 1 : 0));
    const memory = heapUsed();
    const started = performance.now();
    await drive({ client, history, calls, width: 64, onDone: (_operation, ms) => durations.push(ms) });
    const seconds = (performance.now() - started) / 1000;
    await client.close();
    const faults = check(history.operations, readLedger(ledger));
    const unknown = history.count("unknown", false);
    const unsafe = history.operations.filter(({ repeatable }) => !repeatable).length;
    const safeFailed = history.count("unknown", true);
    const p99 = percentile(durations, 0.99);
    const rate = calls / seconds;
    const failed = calls - history.count("ok");
    // What the client keeps, not what this suite wrote down.
    history.operations.length = durations.length = 0;
    const grown = (heapUsed() - memory) / 2 ** 20;
    return {
      suite: "soak, stdio",
      load: `${calls} calls, 64 at once, SIGKILL every 5000 calls (${restarts} restarts)`,
      figures: `${unknown} unknown of ${unsafe} unsafe, ${safeFailed} safe failed; ${rate.toFixed(0)} calls/s; p99 ${p99.toFixed(0)} ms; heap ${grown.toFixed(1)} MiB larger`,
      failures: [
        ...describeFaults(faults),
        ...bound("heap growth in MiB", grown, 50, "max"),
        ...bound("restarts", restarts, calls / 5_000 - 2, "min", 0),
        ...bound("failed calls", failed, (restarts + 1) * 64, "max", 0),
        ...bound("safe calls that failed", safeFailed, 0, "max", 0),
      ],
      slow: [...bound("calls/s", rate, 3_000, "min", 0), ...bound("p99 in ms", p99, 100, "max")],
    };
  });
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
