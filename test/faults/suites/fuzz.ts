import fc from "fast-check";
import { Client } from "../../../src/runtime/index.js";
import { ChaosHttp, type HttpFault } from "../kit/chaos-http.js";
import { withFolder } from "../kit/files.js";
import { check, History, type Operation, readLedger, verdictOf } from "../kit/ledger.js";
import { describeFaults, type Row, type Scale } from "../kit/report.js";

const faults = [
  "none",
  "resetBefore",
  "resetAfter",
  "busy",
  "busyAfter",
  "errorAfter",
  "cutSse",
  "cutJson",
  "emptySse",
  "slow",
] as const;

/** One call: whether it may run twice, what goes wrong with its first, second and third attempt, and when it is given up. */
const call = fc.record({
  repeatable: fc.boolean(),
  faults: fc.array(fc.constantFrom<HttpFault[]>(...faults), { minLength: 1, maxLength: 3 }),
  abortAfterMs: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined, freq: 6 }),
});

/** Several calls at once, each with its own run of bad luck. */
const schedule = fc.array(call, { minLength: 1, maxLength: 12 });

type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

/** Random schedules of faults: whatever happens, the ledger agrees with what the client was told. */
export async function scheduleFuzz(scale: Scale): Promise<Row> {
  const numRuns = Number(process.env["FAULT_RUNS"] ?? (scale === "full" ? 500 : 100));
  const seed =
    process.env["FAULT_SEED"] === undefined ? Date.now() % 2 ** 31 : Number(process.env["FAULT_SEED"]);
  return withFolder(async (path) => {
    const ledger = path("ledger");
    const server = await ChaosHttp.start({ ledger });
    const client = await Client.connect(server.url, {
      ...{ name: "chaos", timeoutMs: 5_000 },
      retry: { baseDelayMs: 2, maxDelayMs: 20, budget: false },
    });
    let runs = 0;
    let calls = 0;
    let worst = 0;
    const property = fc.asyncProperty(schedule, async (plan) => {
      const history = new History(`fuzz-${runs++}`);
      calls += plan.length;
      const started = performance.now();
      await Promise.all(plan.map((step) => perform(client, history.begin(step.repeatable), step)));
      worst = Math.max(worst, performance.now() - started);
      const wrong = describeFaults(check(history.operations, readLedger(ledger)));
      if (wrong.length > 0) throw new Error(wrong.join("; "));
    });
    const result = await fc.check(property, { numRuns, seed });
    await client.close();
    await server.close();
    return {
      suite: "schedule fuzz",
      load: `${runs} random schedules, ${calls} calls, seed ${seed}`,
      figures: `slowest schedule ${worst.toFixed(0)} ms`,
      failures: result.failed
        ? [`seed ${seed}: ${fc.defaultReportMessage(result)}`]
        : worst > 5_250
          ? ["a call outlived its deadline"]
          : [],
    };
  });
}

async function perform(
  client: Client,
  operation: Operation,
  { faults: bad, abortAfterMs }: Call,
): Promise<void> {
  const args = { id: operation.id, fault: bad.join(",") };
  const signal = abortAfterMs === undefined ? undefined : AbortSignal.timeout(abortAfterMs);
  try {
    const options = { idempotent: operation.repeatable, ...(signal !== undefined && { signal }) };
    await client.callTool(operation.repeatable ? "lookup" : "record", args, options);
    operation.verdict = "ok";
  } catch (error) {
    operation.verdict = signal?.aborted === true ? "unknown" : verdictOf(error);
    operation.error = error;
  }
}
