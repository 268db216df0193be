import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";
import type { RecordedCall } from "./recorded-call.js";

/** Most runs of repeated answers that one line notes. */
const MOST_RUNS = 200;
/** Most repeated answers that are replayed from one file. */
const MOST_REPLAYED = 100_000;

/** Names a line within its file, by the canonical text of its call. */
export function digestOf(line: string): string {
  return hex(sha256(line)).slice(0, 16);
}

/** Notes answers that are not written because they came again, until another line is written. */
export class Repeats {
  #runs: [line: string, times: number][] = [];

  note(line: string): void {
    const last = this.#runs.at(-1);
    if (last?.[0] === line) last[1]++;
    else this.#runs.push([line, 1]);
    if (this.#runs.length > MOST_RUNS) this.#runs.shift();
  }

  /** Returns the call with what came again before it. */
  with(call: RecordedCall): RecordedCall {
    return this.#runs.length === 0 ? call : { ...call, repeated: this.#runs };
  }

  clear(): void {
    this.#runs = [];
  }
}

/** Collects what is made of the calls of a file in the order in which they were made: also those that came again, in their places. */
export class InOrder<Item> {
  readonly items: Item[] = [];
  readonly #known = new Map<string, Item>();
  #left = MOST_REPLAYED;

  /** @param line digest of the call's own line, without what came again before it */
  add(item: Item, line: string, repeated: NonNullable<RecordedCall["repeated"]> = []): void {
    for (const [earlier, times] of repeated) {
      if (!this.#known.has(earlier)) continue;
      const count = Math.min(times, this.#left);
      this.#left -= count;
      for (let n = 0; n < count; n++) this.items.push(this.#known.get(earlier) as Item);
    }
    this.#known.set(line, item);
    this.items.push(item);
  }
}
