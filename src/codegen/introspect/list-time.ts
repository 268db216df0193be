import { anySignal } from "fmcp-runtime/internal";
import { timerMs } from "../../shared/time/forever.js";
import type { ServerEntry } from "../../shared/config/index.js";
import { DEFAULT_LIMITS } from "../model/index.js";
import type { IntrospectOptions } from "./introspect-options.js";

/** How long a server that gave an empty cursor may take to answer it: many servers mean the end by it. */
const EMPTY_CURSOR_MS = 10_000;

/** Time limits of lists, in milliseconds. */
export interface ListLimits {
  /** For all pages of all lists. */
  readonly totalMs: number;
  /** For one page. */
  readonly pageMs: number;
}

/** Returns the time limits: what the user set with `--timeout`, in the entry, or as `listMs`, else the defaults. */
export function listLimits(
  { timeoutMs: ofEntry }: Pick<ServerEntry, "timeoutMs">,
  { timeoutMs: given, limits }: Pick<IntrospectOptions, "timeoutMs" | "limits">,
): ListLimits {
  const usualMs = limits?.listMs ?? DEFAULT_LIMITS.listMs;
  const pageMs = given ?? Math.max(ofEntry ?? 0, usualMs);
  const totalMs = limits?.listMs ?? Math.max(pageMs, usualMs);
  return { totalMs, pageMs: Math.min(pageMs, totalMs) };
}

/** The time that the lists of one server take, all together. */
export class ListTime {
  readonly #limits: ListLimits;
  readonly #total: AbortSignal;
  #page: AbortSignal | undefined;

  /** `total` is the time limit of all lists, which other lists share. */
  constructor(limits: ListLimits, total: AbortSignal) {
    this.#limits = limits;
    this.#total = total;
  }

  /** Starts the time for one page. `empty`: it was asked for with an empty cursor. */
  page(outer: AbortSignal | undefined, empty: boolean): AbortSignal {
    const { pageMs } = this.#limits;
    this.#page = AbortSignal.timeout(timerMs(empty ? Math.min(EMPTY_CURSOR_MS, pageMs / 2) : pageMs));
    return anySignal([this.#total, this.#page, ...(outer === undefined ? [] : [outer])]);
  }

  /** Returns what took too long, as sentences; `undefined` if nothing did. */
  get exceeded(): string | undefined {
    const advice = "Allow more time with --timeout or --limit listMs=N.";
    if (this.#total.aborted) return `The list did not end within ${this.#limits.totalMs} ms. ${advice}`;
    if (this.#page?.aborted === true)
      return `The server did not answer within ${this.#limits.pageMs} ms. ${advice}`;
    return undefined;
  }
}
