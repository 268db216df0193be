import { numberOf, type RequestId } from "./ids.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const COLON = 0x3a;
const COMMA = 0x2c;
const ARRAY = 0x5b;
const LONGEST_TOKEN = 128;

/**
 * Finds the ids of JSON-RPC messages in JSON that is never complete in memory: text over a limit, text that was cut. Only
 * members of the messages themselves count, not an `id` in their data. Takes UTF-8 in chunks.
 */
export class JsonScanner {
  /** Ids of the messages so far. */
  readonly ids: RequestId[] = [];
  /** Whether one of them is a request or a notification. */
  hasMethod = false;
  #depth = 0;
  /** Depth of the messages' members: 1, or 2 in a batch. */
  #memberDepth = 1;
  #inString = false;
  #escaped = false;
  #token = "";
  #key = "";
  #inValue = false;

  /** Number of open objects and arrays. */
  get depth(): number {
    return this.#depth;
  }

  /** Whether the bytes so far end inside a string. */
  get inString(): boolean {
    return this.#inString;
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#inString) this.#stringByte(byte);
      else this.#byte(byte);
    }
  }

  #stringByte(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#inString = false;
      if (this.#depth !== this.#memberDepth) return;
      if (!this.#inValue) this.#key = this.#token;
      else if (this.#key === "id") this.#found(this.#token);
      this.#token = "";
      return;
    }
    this.#collect(byte);
  }

  #byte(byte: number): void {
    if (byte === QUOTE) {
      this.#inString = true;
      this.#token = "";
    } else if (OPEN.has(byte)) {
      if (this.#depth === 0) this.#memberDepth = byte === ARRAY ? 2 : 1;
      this.#depth++;
      this.#startMember();
    } else if (CLOSE.has(byte)) {
      this.#endMember();
      this.#depth--;
    } else if (this.#depth === this.#memberDepth) {
      if (byte === COMMA) this.#endMember();
      else if (byte === COLON) this.#startValue();
      else this.#collect(byte);
    }
  }

  #startValue(): void {
    this.#inValue = true;
    this.#token = "";
    if (this.#key === "method") this.hasMethod = true;
  }

  #startMember(): void {
    this.#inValue = this.#depth !== this.#memberDepth;
    this.#token = "";
  }

  /** A number ends where its member does. */
  #endMember(): void {
    if (this.#depth !== this.#memberDepth) return;
    const number = this.#inValue && this.#key === "id" ? numberOf(this.#token) : undefined;
    if (number !== undefined) this.#found(number);
    this.#inValue = false;
    this.#key = "";
    this.#token = "";
  }

  #collect(byte: number): void {
    if (this.#depth === this.#memberDepth && this.#token.length < LONGEST_TOKEN)
      this.#token += String.fromCharCode(byte);
  }

  #found(id: RequestId): void {
    this.ids.push(id);
    this.#key = "";
  }
}
