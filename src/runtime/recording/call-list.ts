import { MASK } from "../../shared/secrets/index.js";
import type { Span } from "./files.js";
import { questionOf, type RecordedCall } from "./recorded-call.js";
import { digestOf } from "./repeats.js";

/** What is needed to find a recorded call; the call itself may stay in its file. */
export interface CallEntry {
  /** Digest of the request. */
  readonly question: string;
  /** Whether a secret was taken out of the request. */
  readonly masked: boolean;
  readonly stored: RecordedCall | Span;
}

/** Recorded calls in the order in which they were made. An answer that came again has the same entry again. */
export interface CallList {
  readonly entries: readonly CallEntry[];
  /** @throws {Error} if the file has changed since */
  load(entry: CallEntry): Promise<RecordedCall>;
}

/** No calls; loads entries that hold their call. */
export const NO_CALLS: CallList = {
  entries: [],
  load: ({ stored }) =>
    isCall(stored) ? Promise.resolve(stored) : Promise.reject(new Error("The call is not in any file.")),
};

export function isCall(stored: CallEntry["stored"]): stored is RecordedCall {
  return "method" in stored;
}

/** Returns the digest by which requests are compared. */
export function digestOfQuestion(asked: Pick<RecordedCall, "method" | "params">): string {
  return digestOf(questionOf(asked));
}

/** Makes the entry of a call. @param stored the call itself, or where it stands */
export function entryOf(call: RecordedCall, stored: RecordedCall | Span = call): CallEntry {
  const question = questionOf(call);
  return { question: digestOf(question), masked: question.includes(MASK), stored };
}
