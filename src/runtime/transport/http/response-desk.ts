import { anySignal } from "../../async/any-signal.js";
import type { FetchLike } from "@modelcontextprotocol/client";

/** Identifies the exchange that a request belongs to. Removed before anything is sent. */
const EXCHANGE = "x-fmcp-exchange";

/** A notification after which the server's answer does not matter. */
const INITIALIZED = "initialized";

type Take = (response: Response) => void;

/** A request whose response is expected, or has already arrived. */
interface Expected {
  readonly take: Take;
  given: Response | undefined;
}

/** A request for a stream that resumes after an event. */
interface Resumption {
  readonly take: Take;
  readonly signal: AbortSignal;
}

/**
 * The fetch below the SDK's transport. The SDK sends: credentials, session, headers of the protocol. Responses are taken here
 * and read by this runtime (`receive/`), and the SDK gets an empty response.
 */
export class ResponseDesk {
  readonly #send: FetchLike;
  readonly #onStandby: Take;
  readonly #addsCredentials: boolean;
  readonly #posts = new Map<string, Expected>();
  readonly #resumptions = new Map<string, Resumption>();
  #count = 0;

  /**
   * @param onStandby receives the stream of unsolicited messages
   * @param addsCredentials whether the SDK can act on 401 and 403
   */
  constructor(send: FetchLike, onStandby: Take, addsCredentials: boolean) {
    this.#send = send;
    this.#onStandby = onStandby;
    this.#addsCredentials = addsCredentials;
  }

  /**
   * Returns headers that identify the next POST, and a function that forgets it again.
   * @param given a response that has already arrived: the SDK gets it instead of sending
   */
  expect(
    take: Take,
    given?: Response,
  ): { readonly headers: Record<string, string>; readonly release: () => void } {
    const key = String(++this.#count);
    this.#posts.set(key, { take, given });
    return { headers: { [EXCHANGE]: key }, release: () => void this.#posts.delete(key) };
  }

  /** Headers of a notification whose refusal does not matter. */
  static readonly tolerated: Record<string, string> = { [EXCHANGE]: INITIALIZED };

  /** Lets the GET that resumes after `lastEventId` answer to `resumption`. */
  async resuming(lastEventId: string, resumption: Resumption, ask: () => Promise<void>): Promise<void> {
    this.#resumptions.set(lastEventId, resumption);
    try {
      await ask();
    } finally {
      this.#resumptions.delete(lastEventId);
    }
  }

  /** For the SDK's transport. */
  readonly fetch: FetchLike = (url, init = {}) => {
    const headers = new Headers(init.headers);
    const key = headers.get(EXCHANGE);
    headers.delete(EXCHANGE);
    const request = { ...init, headers };
    if (init.method === "GET") return this.#get(url, request);
    if (init.method !== "POST") return this.#send(url, request);
    const expected = key === null ? undefined : this.#posts.get(key);
    if (expected === undefined) return this.#tell(url, request, key === INITIALIZED);
    return this.#ask(url, request, expected);
  };

  async #ask(url: string | URL, init: RequestInit, expected: Expected): Promise<Response> {
    const response = expected.given ?? (await this.#send(url, init));
    expected.given = undefined;
    if (!response.ok) return response;
    expected.take(response);
    return nothingFollows(response);
  }

  /** Sends a message that has no answer: the response is not read. */
  async #tell(url: string | URL, init: RequestInit, tolerant: boolean): Promise<Response> {
    try {
      const response = await this.#send(url, init);
      const curable = this.#addsCredentials && (response.status === 401 || response.status === 403);
      if (!response.ok && (!tolerant || curable)) return response;
      await response.body?.cancel();
      return nothingFollows(response);
    } catch (error) {
      const { status } = (error ?? {}) as { status?: unknown };
      if (tolerant && typeof status === "number" && status >= 400) return new Response(null, { status: 202 });
      throw error;
    }
  }

  async #get(url: string | URL, init: RequestInit & { readonly headers: Headers }): Promise<Response> {
    const resumption = this.#resumptions.get(init.headers.get("last-event-id") ?? "");
    const signals = [init.signal, resumption?.signal].filter((it) => it !== null && it !== undefined);
    const response = await this.#send(url, { ...init, signal: anySignal(signals) });
    if (!response.ok) return response;
    (resumption?.take ?? this.#onStandby)(response);
    return new Response(null, { status: 405 });
  }
}

function nothingFollows(response: Response): Response {
  return new Response(null, { status: 202, headers: [...response.headers] });
}
