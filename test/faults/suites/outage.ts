import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "../../../src/runtime/index.js";
import { ChaosHttp } from "../kit/chaos-http.js";
import { FaultProxy } from "../kit/fault-proxy.js";
import { withFolder } from "../kit/files.js";
import { check, History, readLedger } from "../kit/ledger.js";
import { drive } from "../kit/load.js";
import { bound, describeFaults, type Row, type Scale } from "../kit/report.js";

/** All three replicas go away for a while, and come back. */
export async function totalOutage(scale: Scale): Promise<Row> {
  const outageMs = scale === "full" ? 60_000 : 4_000;
  return withFolder(async (path) => {
    const ledger = path("ledger");
    const servers = await Promise.all([1, 2, 3].map(() => ChaosHttp.start({ ledger })));
    const proxies = await Promise.all(servers.map(({ port }) => FaultProxy.start(port)));
    const [first, ...others] = proxies.map(({ port }) => `http://127.0.0.1:${port}/mcp`);
    const client = await Client.connect(first!, { name: "chaos", replicas: others, retry: true });
    const history = new History("outage");
    let phase: "before" | "out" | "back" | "over" = "before";
    let attempts = 0;
    let calls = 0;
    let firstOk: number | undefined;
    client.on("attempt", () => (attempts += phase === "out" ? 1 : 0));
    const load = drive({
      ...{ client, history, calls: Infinity, width: 4, pauseMs: 100, until: () => phase === "over" },
      onDone: ({ verdict }) => {
        if (phase === "out") calls++;
        if (phase === "back" && verdict === "ok") firstOk ??= performance.now();
      },
    });
    await sleep(500);
    phase = "out";
    await Promise.all(proxies.map((proxy) => proxy.set({ down: true })));
    const cpu = process.cpuUsage();
    await sleep(outageMs);
    const { user, system } = process.cpuUsage(cpu);
    phase = "back";
    await Promise.all(proxies.map((proxy) => proxy.set({})));
    const back = performance.now();
    await sleep(6_000);
    phase = "over";
    await load;
    await client.close();
    await Promise.all([...proxies, ...servers].map((peer) => peer.close()));
    const recovery = firstOk === undefined ? Infinity : firstOk - back;
    const idle = (user + system) / 1_000 / outageMs;
    return {
      suite: "total outage",
      load: `3 replicas down for ${outageMs / 1000} s under 4 lanes of calls`,
      figures: `${calls} calls, ${attempts} attempts meanwhile (${(attempts / calls).toFixed(2)}); first success ${recovery.toFixed(0)} ms after the return; CPU ${(idle * 100).toFixed(1)} %`,
      failures: [
        ...describeFaults(check(history.operations, readLedger(ledger))),
        ...bound("attempts per call", attempts / calls, 1.2, "max"),
        ...bound("recovery in ms", recovery, 5_000, "max", 0),
        ...bound(
          "calls that failed although all was well",
          history.operations.slice(-20).filter(({ verdict }) => verdict !== "ok").length,
          0,
          "max",
          0,
        ),
      ],
    };
  });
}
