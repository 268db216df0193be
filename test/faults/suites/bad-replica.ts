import { Client } from "../../../src/runtime/index.js";
import { ChaosHttp, type HttpScript } from "../kit/chaos-http.js";
import { withFolder } from "../kit/files.js";
import { check, History, readLedger } from "../kit/ledger.js";
import { drive } from "../kit/load.js";
import { bound, describeFaults, percentile, type Row, type Scale } from "../kit/report.js";

interface Run {
  readonly share: number;
  readonly p99: number;
  readonly ejectedAfter: number | undefined;
  readonly wrong: readonly string[];
  readonly failed: number;
}

/** Five replicas, one of which is `bad` from the start of the load on. */
async function against(bad: HttpScript, calls: number, ledger: string): Promise<Run> {
  const servers = await Promise.all([0, 1, 2, 3, 4].map(() => ChaosHttp.start({ ledger, delayMs: 2 })));
  const [first, ...others] = servers.map(({ url }) => url);
  const client = await Client.connect(first!, { name: "chaos", replicas: others, retry: true });
  const warm = new History("warm");
  await drive({ client, history: warm, calls: 200, width: 16, repeatable: 1 });
  const counted = await servers[3]!.set({ ledger, delayMs: 2, ...bad });
  const started = performance.now();
  let ejectedAfter: number | undefined;
  client.on("ejected", () => (ejectedAfter ??= performance.now() - started));
  const history = new History(`bad-${JSON.stringify(bad).length}`);
  const durations: number[] = [];
  let afterASecond = 0;
  const load = drive({
    ...{ client, history, calls, width: 8, pauseMs: 4, repeatable: 1 },
    onDone: (_operation, ms) => {
      durations.push(ms);
      if (performance.now() - started > 1_000) afterASecond++;
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const early = (await servers[3]!.counts()).toolCalls;
  await load;
  const late = (await servers[3]!.counts()).toolCalls - early;
  const wrong = describeFaults(check(history.operations, readLedger(ledger)));
  const failed = history.operations.length - history.count("ok");
  await client.close();
  await Promise.all(servers.map((server) => server.close()));
  const share = afterASecond === 0 ? (early - counted.toolCalls) / calls : late / afterASecond;
  return { share, p99: percentile(durations, 0.99), ejectedAfter, wrong, failed };
}

/** One of five replicas answers nothing but errors, or two seconds late. */
export async function badReplica(scale: Scale): Promise<Row> {
  const calls = scale === "full" ? 5_000 : 1_500;
  return withFolder(async (path) => {
    const healthy = await against({}, calls, path("healthy"));
    const broken = await against({ status: 500 }, calls, path("broken"));
    const slow = await against({ delayMs: 2_000 }, calls, path("slow"));
    return {
      suite: "one bad replica of five",
      load: `${calls} calls, 8 at once: all errors, then 2 s late`,
      figures:
        `errors: ejected after ${broken.ejectedAfter?.toFixed(0)} ms, ${(broken.share * 100).toFixed(2)} % of traffic after 1 s, p99 ${broken.p99.toFixed(0)} ms; ` +
        `late: ${(slow.share * 100).toFixed(2)} % of traffic, p99 ${slow.p99.toFixed(0)} ms; healthy p99 ${healthy.p99.toFixed(0)} ms`,
      failures: [
        ...[...healthy.wrong, ...broken.wrong, ...slow.wrong],
        ...bound("ms to ejection", broken.ejectedAfter ?? Infinity, 1_000, "max", 0),
        ...bound("traffic to the broken one", broken.share, 0.01, "max", 4),
        ...bound("traffic to the late one", slow.share, 0.01, "max", 4),
        ...bound("failed calls", healthy.failed + broken.failed + slow.failed, calls * 0.001, "max", 0),
      ],
      slow: [
        ...bound("p99 with the broken one, against healthy", broken.p99 / healthy.p99, 1.5, "max"),
        ...bound("p99 with the late one, against healthy", slow.p99 / healthy.p99, 1.5, "max"),
      ],
    };
  });
}
