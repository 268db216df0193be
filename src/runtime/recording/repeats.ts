import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";
import { lineOf, type RecordedCall } from "./recorded-call.js";

/** Most runs of repeated answers that one line notes. */
const MOST_RUNS = 200;
/** Most repeated answers that are replayed from one file. */
const MOST_REPLAYED = 100_000;

/** Names a line within its file. */
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

/** Returns the calls of a file as they were made: with the answers that came again, in their places. */
export function withRepeats(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  if (calls.every(({ repeated }) => repeated === undefined)) return calls;
  const known = new Map<string, RecordedCall>();
  let left = MOST_REPLAYED;
  return calls.flatMap(({ repeated = [], ...call }) => {
    const again = repeated.flatMap(([line, times]) => {
      const earlier = known.get(line);
      if (earlier === undefined) return [];
      const count = Math.min(times, left);
      left -= count;
      return new Array<RecordedCall>(count).fill(earlier);
    });
    known.set(digestOf(lineOf(call)), call);
    return [...again, call];
  });
}
