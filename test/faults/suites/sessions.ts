import { Client } from "../../../src/runtime/index.js";
import { ChaosHttp } from "../kit/chaos-http.js";
import { withFolder } from "../kit/files.js";
import { check, History, readLedger } from "../kit/ledger.js";
import { drive } from "../kit/load.js";
import { bound, describeFaults, type Row, type Scale } from "../kit/report.js";

/** A server that forgets the session at every tenth call. */
export async function sessionExpiry(scale: Scale): Promise<Row> {
  const calls = scale === "full" ? 5_000 : 500;
  return withFolder(async (path) => {
    const ledger = path("ledger");
    const server = await ChaosHttp.start({ ledger, sessionCalls: 10 });
    const history = new History("session");
    let resets = 0;
    const client = await Client.connect(server.url, { name: "chaos" });
    client.on("sessionReset", () => resets++);
    await drive({ client, history, calls, width: 1 });
    await client.close();
    const strict = await Client.connect(server.url, { name: "chaos", statefulSession: "strict" });
    const strictHistory = new History("strict");
    await drive({ client: strict, history: strictHistory, calls: 50, width: 1 });
    await strict.close();
    await server.close();
    const lost = strictHistory.operations.filter(
      ({ error }) => (error as { code?: string } | undefined)?.code === "SESSION_LOST",
    );
    return {
      suite: "session expiry",
      load: `${calls} calls, 404 at every tenth`,
      figures: `${history.count("ok")} ok, ${resets} sessions opened again; strict: ${lost.length} of 50 calls SessionLostError`,
      failures: [
        ...describeFaults(check([...history.operations, ...strictHistory.operations], readLedger(ledger))),
        ...bound("calls that did not recover", calls - history.count("ok"), 0, "max", 0),
        ...bound("sessions opened again", resets, calls / 10 - 2, "min", 0),
        ...bound("strict errors", lost.length, 4, "min", 0),
      ],
    };
  });
}
