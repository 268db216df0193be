import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { Bounded } from "./bounded-body.js";

/** The head of a response. */
export interface ResponseHead {
  readonly url: URL;
  readonly method: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  readonly controller: Dispatcher.DispatchController;
}

/** Most bytes that are buffered for a slow reader. */
const HIGH_WATER = 64 * 1024;

/** Reading the rest of a body that is shorter than this costs less than a new connection. */
const WORTH_READING = 16 * 1024;

/** Status codes of responses that have no body (Fetch, null body status). */
const BODILESS = new Set([204, 205, 304]);

/**
 * A response over our own sockets, as in the fetch standard. Its body goes straight from the socket into the text, and becomes
 * a stream only on request.
 */
export class SocketResponse implements Bounded {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly url: string;
  readonly redirected = false;
  readonly type = "basic";
  readonly #controller: Dispatcher.DispatchController;
  readonly #hasBody: boolean;
  #chunks: Uint8Array[] = [];
  #held = 0;
  #read = 0;
  #limit = Infinity;
  #tooLarge: (() => Error) | undefined;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #taken = false;
  #collects = false;
  #stream: ReadableStream<Uint8Array> | undefined;
  #wake: (() => void) | undefined;

  constructor({ url, method, status, statusText, headers, controller }: ResponseHead) {
    this.status = status;
    this.statusText = statusText;
    this.url = url.href;
    this.headers = headersOf(headers);
    this.#controller = controller;
    this.#hasBody = method !== "HEAD" && !BODILESS.has(status);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get bodyUsed(): boolean {
    return this.#taken;
  }

  /** The body as a stream; `null` if there can be none. */
  get body(): ReadableStream<Uint8Array> | null {
    if (!this.#hasBody) return null;
    return (this.#stream ??= new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.#taken = true;
          const chunk = await this.#next();
          if (chunk === undefined) controller.close();
          else controller.enqueue(chunk);
        },
        cancel: (reason) => this.#cancel(reason),
      },
      { highWaterMark: 0 },
    ));
  }

  /** Returns the body as text, without a byte order mark. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  /**
   * Returns the body as text. Takes what came as the whole, and ends the connection, if `isWhole` says so of it and nothing
   * follows for `quietMs`: some servers do not end their bodies.
   */
  async wholeText(isWhole: (text: string) => boolean, quietMs: number): Promise<string> {
    let seen = -1;
    const timer = setInterval(() => {
      if (this.#read === seen && isWhole(new TextDecoder().decode(joined(this.#chunks)))) {
        this.end();
        this.#controller.abort(new TypeError("terminated"));
      }
      seen = this.#read;
    }, quietMs);
    return this.text().finally(() => clearInterval(timer));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array> {
    if (this.#stream !== undefined) return new Uint8Array(await new Response(this.#stream).arrayBuffer());
    if (this.#taken) throw new TypeError("Body is unusable: Body has already been read");
    this.#taken = true;
    this.#collects = true;
    this.#controller.resume();
    while (!this.#ended && this.#failure === undefined) await this.#news();
    const chunks = this.#chunks;
    this.#chunks = [];
    if (this.#failure !== undefined) throw this.#failure.error;
    return chunks.length === 1 ? (chunks[0] as Uint8Array) : joined(chunks);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    // a Buffer shares its memory with what came in front of it
    return new Uint8Array(await this.bytes()).buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.arrayBuffer()], { type: this.headers.get("content-type") ?? "" });
  }

  async formData(): Promise<FormData> {
    return new Response(await this.arrayBuffer(), { headers: this.headers }).formData();
  }

  clone(): Response {
    const [mine, other] = this.body?.tee() ?? [undefined, null];
    this.#stream = mine;
    const { status, statusText, headers } = this;
    return new Response(other, { status, statusText, headers });
  }

  /** Limits the body: with more than `limit` bytes, it fails with `tooLarge()`. */
  bound(limit: number, tooLarge: () => Error): void {
    this.#limit = limit;
    this.#tooLarge = tooLarge;
    this.#check();
  }

  /** Adds a chunk of the body. */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined || !this.#hasBody) return;
    this.#read += chunk.length;
    this.#held += chunk.length;
    this.#chunks.push(chunk);
    this.#check();
    if (this.#held > HIGH_WATER && !this.#collects) this.#controller.pause();
    if (!this.#collects) this.#wake?.();
  }

  /** Ends the body. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Fails the body, which was cut off. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#failure ??= { error };
    this.#wake?.();
  }

  #check(): void {
    if (this.#read <= this.#limit || this.#tooLarge === undefined) return;
    const error = this.#tooLarge();
    this.#chunks = [];
    this.fail(error);
    this.#controller.abort(error);
  }

  async #next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#held -= chunk.length;
        if (this.#held <= HIGH_WATER && !this.#ended) this.#controller.resume();
        return chunk;
      }
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.#ended) return undefined;
      await this.#news();
    }
  }

  /** Waits until there is more of the body, or until it ends. */
  #news(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  /** Called when the rest is not read. Keeps the connection if the rest is short. */
  #cancel(reason: unknown): void {
    this.#taken = true;
    this.#chunks = [];
    if (this.#ended || this.#failure !== undefined) return;
    const length = this.headers.get("content-length");
    if (length !== null && Number(length) <= WORTH_READING) {
      this.#collects = true;
      this.bound(WORTH_READING, () => new TypeError("terminated"));
      this.#controller.resume();
    } else this.#controller.abort(reason instanceof Error ? reason : new TypeError("terminated"));
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function headersOf(given: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === undefined) continue;
      // undici reads values as UTF-8, but the standard defines them as bytes
      const isBytes = !/[^\0-\xff]/.test(each);
      headers.append(name, isBytes ? each : String.fromCharCode(...new TextEncoder().encode(each)));
    }
  }
  return headers;
}
