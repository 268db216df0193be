import { readFileSync } from "node:fs";

/** What the client saw of one operation. `fail`: the client was told that it did not run. */
export type Verdict = "ok" | "fail" | "unknown";

/** One operation of a suite. */
export interface Operation {
  readonly id: string;
  /** It may run more than once. */
  readonly repeatable: boolean;
  verdict: Verdict | undefined;
  error?: unknown;
}

/** What is wrong with a history; empty lists: nothing. */
export interface Faults {
  /** The client was told that it ran, and the server has no trace of it. */
  readonly lost: readonly string[];
  /** It ran more often than it may. */
  readonly doubled: readonly string[];
  /** The client was told that it did not run, and it did. */
  readonly denied: readonly string[];
  /** Nobody was told anything. */
  readonly hanging: readonly string[];
}

/** Client side of the ledger: what was asked, and what the client was told. */
export class History {
  readonly operations: Operation[] = [];
  readonly #prefix: string;
  #next = 0;

  /** @param prefix tells the operations of this run from those of others in the same ledger */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  begin(repeatable: boolean): Operation {
    const operation: Operation = { id: `${this.#prefix}-${this.#next++}`, repeatable, verdict: undefined };
    this.operations.push(operation);
    return operation;
  }

  count(verdict: Verdict | undefined, repeatable?: boolean): number {
    return this.operations.filter(
      (op) => op.verdict === verdict && (repeatable === undefined || op.repeatable === repeatable),
    ).length;
  }
}

/** How often each operation ran, from the file that the server wrote before it answered. */
export function readLedger(path: string): ReadonlyMap<string, number> {
  const runs = new Map<string, number>();
  for (const id of readFileSync(path, "utf8").split("\n"))
    if (id !== "") runs.set(id, (runs.get(id) ?? 0) + 1);
  return runs;
}

/** The checker: `ok` ran once (repeatable: at least once), `fail` never, `unknown` at most once, and each has a verdict. */
export function check(operations: readonly Operation[], runs: ReadonlyMap<string, number>): Faults {
  const ids = (wrong: (operation: Operation, times: number) => boolean): string[] =>
    operations.filter((operation) => wrong(operation, runs.get(operation.id) ?? 0)).map(({ id }) => id);
  return {
    lost: ids(({ verdict }, times) => verdict === "ok" && times === 0),
    doubled: ids(({ repeatable }, times) => !repeatable && times > 1),
    denied: ids(({ verdict, repeatable }, times) => verdict === "fail" && !repeatable && times > 0),
    hanging: ids(({ verdict }) => verdict === undefined),
  };
}

/** What a client's error says about an operation that must not run twice. */
export function verdictOf(error: unknown): Verdict {
  const code = (error as { code?: unknown }).code;
  return code === "OUTCOME_UNKNOWN" || code === "TIMEOUT" ? "unknown" : "fail";
}
