import { utf8 } from "../../shared/bytes/base64.js";
import { append, endOf, linesOf } from "./files.js";
import { callOfLine, canonicalCall, lineOf, questionOf, type RecordedCall } from "./recorded-call.js";
import { digestOf, Repeats } from "./repeats.js";

/** Limits of one file. */
export interface FileLimits {
  readonly maxCalls: number;
  readonly maxBytes: number;
}

/**
 * One file of a recording, which is only appended to. Skips a call whose latest recorded answer is the same, and
 * notes in the next line how often that was. Other processes may append to the file, too.
 */
export class RecordingFile {
  readonly #path: string;
  readonly #limits: FileLimits;
  /** Digest of the last line, by digest of the request. */
  readonly #last = new Map<string, string>();
  readonly #repeats = new Repeats();
  #bytes = 0;
  #calls = 0;
  #torn = false;
  /** Work under way; every step waits for the one before. */
  #work: Promise<unknown>;

  constructor(path: string, limits: FileLimits) {
    this.#path = path;
    this.#limits = limits;
    this.#work = this.#catchUp();
    // the error is reported to the first caller of `add`
    this.#work.catch(() => undefined);
  }

  /** Writes a call unless it is known. @returns `full`: it was not written, because the file has reached its limit */
  add(call: RecordedCall): Promise<"written" | "known" | "full"> {
    const added = this.#work.then(() => this.#add(call));
    this.#work = added.catch(() => undefined);
    return added;
  }

  /** Reads what was added to the file since the last look, since other processes write to it, too. */
  async #catchUp(): Promise<void> {
    const { bytes, torn } = await endOf(this.#path);
    const known = this.#bytes;
    if (bytes === known) return;
    [this.#bytes, this.#torn] = [bytes, torn];
    if (this.#isFull) return;
    // a file that has become shorter is a new one
    for await (const { text } of linesOf(this.#path, bytes > known ? known : 0)) {
      const call = text === undefined ? undefined : callOfLine(text);
      if (call !== undefined) this.#note(call);
    }
  }

  async #add(call: RecordedCall): Promise<"written" | "known" | "full"> {
    const [own, question] = [digestOf(canonicalCall(call)), digestOf(questionOf(call))];
    await this.#catchUp();
    if (this.#last.get(question) === own) {
      // what a server says about itself comes with every call
      if (call.method !== "initialize") this.#repeats.note(own);
      return "known";
    }
    const line = lineOf(this.#repeats.with(call));
    const bytes = utf8(line).length + 1;
    if (this.#isFull || this.#bytes + bytes > this.#limits.maxBytes) return "full";
    await append(this.#path, `${this.#torn ? "\n" : ""}${line}\n`);
    this.#torn = false;
    this.#bytes += bytes;
    this.#repeats.clear();
    this.#note(call);
    return "written";
  }

  get #isFull(): boolean {
    return this.#calls >= this.#limits.maxCalls || this.#bytes >= this.#limits.maxBytes;
  }

  #note({ repeated: _, ...call }: RecordedCall): void {
    this.#calls++;
    this.#last.set(digestOf(questionOf(call)), digestOf(canonicalCall(call)));
  }
}
