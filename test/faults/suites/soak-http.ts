import { Client } from "../../../src/runtime/index.js";
import { ChaosHttp } from "../kit/chaos-http.js";
import { withFolder } from "../kit/files.js";
import { check, History, readLedger } from "../kit/ledger.js";
import { drive } from "../kit/load.js";
import { bound, describeFaults, type Row, type Scale } from "../kit/report.js";

/** A server that resets, refuses, and cuts its answers off, before and after it ran the call. */
export async function soakHttp(scale: Scale): Promise<Row> {
  const calls = scale === "full" ? 20_000 : 4_000;
  return withFolder(async (path) => {
    const ledger = path("ledger");
    const rates = { resetBefore: 0.005, resetAfter: 0.005, busy: 0.005, busyAfter: 0.005, cutSse: 0.005 };
    const server = await ChaosHttp.start({ ledger, rates });
    const history = new History("http");
    const client = await Client.connect(server.url, { name: "chaos", retry: true });
    const started = performance.now();
    await drive({ client, history, calls, width: 64 });
    const rate = calls / ((performance.now() - started) / 1000);
    await client.close();
    const { toolCalls } = await server.counts();
    await server.close();
    const safe = history.operations.filter(({ repeatable }) => repeatable);
    const success = safe.filter(({ verdict }) => verdict === "ok").length / safe.length;
    return {
      suite: "soak, HTTP",
      load: `${calls} calls, 64 at once, 1 % resets, 1 % 503, 0.5 % cut streams`,
      figures: `${history.count("unknown", false)} unknown of ${calls - safe.length} unsafe; safe calls ${(success * 100).toFixed(2)} % ok; amplification ${(toolCalls / calls).toFixed(3)}; ${rate.toFixed(0)} calls/s`,
      failures: [
        ...describeFaults(check(history.operations, readLedger(ledger))),
        ...bound("success of safe calls", success, 0.999, "min", 4),
        ...bound("amplification", toolCalls / calls, 1.2, "max"),
        ...bound("unknown outcomes", history.count("unknown", false), calls * 0.5 * 0.03, "max", 0),
      ],
    };
  });
}
