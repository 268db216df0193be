import type { Client } from "../../../src/runtime/index.js";
import { type History, type Operation, verdictOf } from "./ledger.js";

/** How a load is put on a client. */
export interface Load {
  readonly client: Client;
  readonly history: History;
  readonly calls: number;
  /** Calls under way at once. */
  readonly width: number;
  /** Share of calls that may run twice. */
  readonly repeatable?: number;
  /** Told of the time each call took. */
  readonly onDone?: (operation: Operation, durationMs: number) => void;
  /** Arguments beside the id. */
  readonly extra?: (index: number) => Record<string, string>;
  /** Between the start of calls of one lane. */
  readonly pauseMs?: number;
  /** Ends the load before all calls are made. */
  readonly until?: () => boolean;
}

/** Makes the calls, never more than `width` at once, and writes down what the client was told of each. */
export async function drive(load: Load): Promise<void> {
  const { client, history, calls, width, repeatable = 0.5, onDone, extra, pauseMs, until } = load;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < calls && until?.() !== true) {
      const index = next++;
      const operation = history.begin(Math.random() < repeatable);
      const started = performance.now();
      try {
        const args = { id: operation.id, ...extra?.(index) };
        await client.callTool(operation.repeatable ? "lookup" : "record", args, {
          idempotent: operation.repeatable,
        });
        operation.verdict = "ok";
      } catch (error) {
        operation.verdict = operation.repeatable ? "unknown" : verdictOf(error);
        operation.error = error;
      }
      onDone?.(operation, performance.now() - started);
      if (pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}
