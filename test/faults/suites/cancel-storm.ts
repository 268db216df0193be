import { Client } from "../../../src/runtime/index.js";
import { serverPath, withFolder } from "../kit/files.js";
import { check, History, readLedger } from "../kit/ledger.js";
import { bound, describeFaults, percentile, type Row, type Scale } from "../kit/report.js";

/** Calls that are given up at any moment: queued, under way, just answered. */
export async function cancelStorm(scale: Scale): Promise<Row> {
  const calls = scale === "full" ? 10_000 : 3_000;
  return withFolder(async (path) => {
    const ledger = path("ledger");
    const history = new History("cancel");
    const delays: number[] = [];
    const reasons: string[] = [];
    const script = JSON.stringify({ ledger, delayMs: 20 });
    const client = await Client.connect(
      { command: process.execPath, args: [serverPath("chaos-stdio"), script], keepAlive: false },
      { name: "chaos", retry: true, queue: { concurrency: 32, limit: 10_000 } },
    );
    const one = async (): Promise<void> => {
      const operation = history.begin(false);
      const controller = new AbortController();
      const reason = new Error(`given up: ${operation.id}`);
      let aborted = 0;
      setTimeout(() => {
        aborted = performance.now();
        controller.abort(reason);
      }, Math.random() * 50);
      try {
        await client.callTool("record", { id: operation.id }, { signal: controller.signal });
        operation.verdict = "ok";
      } catch (error) {
        operation.verdict = "unknown";
        delays.push(performance.now() - aborted);
        if (error !== reason) reasons.push(String(error));
      }
    };
    for (let sent = 0; sent < calls; sent += 100) await Promise.all(Array.from({ length: 100 }, one));
    const after = await client.callTool("record", { id: "after" });
    await client.close();
    return {
      suite: "cancel storm",
      load: `${calls} calls, 100 at once, each aborted after 0 to 50 ms`,
      figures: `${delays.length} aborted, ${history.count("ok")} answered before; abort to rejection: median ${percentile(delays, 0.5).toFixed(2)} ms, p99 ${percentile(delays, 0.99).toFixed(1)} ms`,
      failures: [
        ...describeFaults(check(history.operations, readLedger(ledger))),
        ...reasons
          .slice(0, 2)
          .map((reason) => `rejected with something else than the caller's reason: ${reason}`),
        ...(after.content.text === "after" ? [] : ["the client did not work afterwards"]),
      ],
      slow: bound("median from abort to rejection in ms", percentile(delays, 0.5), 5, "max"),
    };
  });
}
