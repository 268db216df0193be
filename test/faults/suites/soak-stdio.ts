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
    const memory = process.memoryUsage().rss;
    const started = performance.now();
    await drive({ client, history, calls, width: 64, onDone: (_operation, ms) => durations.push(ms) });
    const seconds = (performance.now() - started) / 1000;
    await client.close();
    const grown = (process.memoryUsage().rss - memory) / 2 ** 20;
    const faults = check(history.operations, readLedger(ledger));
    const rate = calls / seconds;
    const failed = calls - history.count("ok");
    return {
      suite: "soak, stdio",
      load: `${calls} calls, 64 at once, SIGKILL every 5000 calls (${restarts} restarts)`,
      figures: `0 lost, 0 doubled unless said; ${history.count("unknown", false)} unknown of ${history.operations.filter((op) => !op.repeatable).length} unsafe; ${history.count("unknown", true)} safe failed; ${rate.toFixed(0)} calls/s; p99 ${percentile(durations, 0.99).toFixed(0)} ms; RSS ${grown.toFixed(0)} MiB`,
      failures: [
        ...describeFaults(faults),
        ...bound("calls/s", rate, 3_000, "min", 0),
        ...bound("p99 in ms", percentile(durations, 0.99), 100, "max"),
        ...bound("restarts", restarts, calls / 5_000 - 2, "min", 0),
        ...bound("failed calls", failed, (restarts + 1) * 64, "max", 0),
        ...bound("safe calls that failed", history.count("unknown", true), 0, "max", 0),
      ],
    };
  });
}
