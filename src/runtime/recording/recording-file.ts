import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";
import { utf8 } from "../../shared/bytes/base64.js";
import { append, endOf, linesOf } from "./files.js";
import { callOfLine, lineOf, questionOf, type RecordedCall } from "./recorded-call.js";

/** Limits of one file. */
export interface FileLimits {
  readonly maxCalls: number;
  readonly maxBytes: number;
}

/**
 * One file of a recording, which is only appended to. Skips a call whose latest recorded answer is the same. Other processes
 * may append to the file, too.
 */
export class RecordingFile {
  readonly #path: string;
  readonly #limits: FileLimits;
  /** Digest of the last line, by digest of the request. */
  readonly #last = new Map<string, string>();
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
    for await (const line of linesOf(this.#path, bytes > known ? known : 0)) {
      const call = line === undefined ? undefined : callOfLine(line);
      if (call !== undefined) this.#note(call, lineOf(call));
    }
  }

  async #add(call: RecordedCall): Promise<"written" | "known" | "full"> {
    const line = lineOf(call);
    const question = digest(questionOf(call));
    await this.#catchUp();
    if (this.#last.get(question) === digest(line)) return "known";
    const bytes = utf8(line).length + 1;
    if (this.#isFull || this.#bytes + bytes > this.#limits.maxBytes) return "full";
    await append(this.#path, `${this.#torn ? "\n" : ""}${line}\n`);
    this.#torn = false;
    this.#bytes += bytes;
    this.#note(call, line);
    return "written";
  }

  get #isFull(): boolean {
    return this.#calls >= this.#limits.maxCalls || this.#bytes >= this.#limits.maxBytes;
  }

  #note(call: RecordedCall, line: string): void {
    this.#calls++;
    this.#last.set(digest(questionOf(call)), digest(line));
  }
}

function digest(text: string): string {
  return hex(sha256(text)).slice(0, 32);
}
