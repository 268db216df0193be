import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { batch, type BatchOptions } from "./batch.js";
import type { Settled } from "./settled.js";

/** Options of a broadcast. */
export interface BroadcastOptions<R> extends Omit<BatchOptions<R>, "failFast" | "onSettled"> {
  /** How many targets must succeed; otherwise a `QuorumError` is thrown. Default 0. */
  readonly quorum?: number;
}

/** Too few targets succeeded. `results` has the outcome of each. */
export class QuorumError<R = unknown> extends FmcpError {
  readonly results: ReadonlyMap<string, Settled<R>>;
  readonly quorum: number;

  constructor(results: ReadonlyMap<string, Settled<R>>, succeeded: number, quorum: number, cause: unknown) {
    super(
      "QUORUM_FAILED",
      `${succeeded} of ${results.size} targets succeeded; ${quorum} were needed. See \`results\`.`,
      { cause },
    );
    this.results = results;
    this.quorum = quorum;
  }
}

/**
 * Runs the same operation on every target (replicas, servers) in parallel and waits for all.
 *
 * @throws {QuorumError} when fewer than `quorum` succeed
 */
export async function broadcast<T, R>(
  targets: ReadonlyMap<string, T> | Readonly<Record<string, T>>,
  run: (target: T, context: { readonly name: string; readonly signal: AbortSignal }) => Promise<R> | R,
  options: BroadcastOptions<R> = {},
): Promise<ReadonlyMap<string, Settled<R>>> {
  const { quorum = 0, ...rest } = options;
  const named: ReadonlyMap<string, T> = targets instanceof Map ? targets : new Map(Object.entries(targets));
  const names = [...named.keys()];
  const settings = { concurrency: Math.max(1, names.length), ...rest, failFast: false };
  const settled = await batch(
    named.values(),
    (target, { index, signal }) => run(target, { name: names[index]!, signal }),
    settings,
  );
  const results = new Map(names.map((name, i) => [name, settled[i]!]));
  const succeeded = settled.filter(({ status }) => status === "fulfilled").length;
  if (succeeded >= quorum) return results;
  const failure = settled.find((result) => result.status === "rejected" || result.status === "cancelled");
  throw new QuorumError(results, succeeded, quorum, failure?.reason);
}
