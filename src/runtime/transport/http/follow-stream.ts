import { readEvents, type SkippedEvent, type StreamEvent } from "./event-stream.js";
import { Reconnection } from "./reconnect.js";

/** How many times in a row reopening a stream may fail. */
const MOST_FAILURES = 5;
/** The same for a lasting stream: about three minutes, since some servers refuse a second one until they forget the first. */
const MOST_LASTING_FAILURES = 12;
/** Refusals of a lasting stream that are final: credentials, a forgotten session, no such stream. */
const FINAL = new Set([401, 403, 404, 405, 406, 410]);

export interface FollowOptions {
  /** Largest event, in bytes. */
  readonly limit: number;
  /** Ends everything at once, without an error. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: StreamEvent | SkippedEvent) => void;
  /** Called with the error that interrupted the stream. */
  readonly onError: (error: unknown) => void;
  /** Whether messages are still expected on the stream. */
  readonly wanted: () => boolean;
  /** Whether to request the stream again even if the server gave no event id to resume from. */
  readonly lasting: boolean;
  /** Requests the stream from an event on; `undefined`: the server has none. */
  readonly reopen: (lastEventId: string | undefined) => Promise<Response | undefined>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Reads a stream to its end, and its continuations: if the server gave event ids, an interrupted stream is requested again,
 * each time, until the expected messages have arrived (MCP, Streamable HTTP, "Resumability and Redelivery"). Resolves when
 * there is no continuation.
 */
export async function followStream(first: Response, options: FollowOptions): Promise<void> {
  const { signal, lasting, wanted, onError } = options;
  const state: StreamState = { lastEventId: undefined, retryMs: undefined, progressed: false };
  const reconnection = new Reconnection();
  let response: Response | undefined = first;
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (response !== undefined) await readOne(response, options, state);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    if (signal.aborted || !wanted() || (state.lastEventId === undefined && !lasting)) return;
    await options.sleep(reconnection.waitMs(state.progressed, state.retryMs), signal).catch(() => undefined);
    if (isAborted(signal) || !wanted()) return;
    state.progressed = false;
    try {
      response = await options.reopen(state.lastEventId);
      if (response === undefined) return;
      failures = 0;
    } catch (error) {
      if (isAborted(signal)) return;
      onError(error);
      if (++failures >= (lasting ? MOST_LASTING_FAILURES : MOST_FAILURES) || isRefusal(error, lasting))
        return;
      response = undefined;
    }
  }
}

interface StreamState {
  lastEventId: string | undefined;
  retryMs: number | undefined;
  progressed: boolean;
}

async function readOne(
  response: Response,
  { limit, onEvent }: FollowOptions,
  state: StreamState,
): Promise<void> {
  if (response.body === null) return;
  for await (const event of readEvents(response.body, limit)) {
    if (event.kind === "event") {
      const { id = "", retryMs } = event;
      // A server that lets its client poll says no more than this before it ends the stream (2025-11-25, Streamable HTTP).
      if (id !== "" && id !== state.lastEventId) state.progressed = true;
      if (id !== "") state.lastEventId = id;
      if (retryMs !== undefined) state.retryMs = retryMs;
    }
    if (event.kind === "skipped" || event.data !== "") state.progressed = true;
    onEvent(event);
  }
}

/** Whether every later request would get the same status. */
function isRefusal(error: unknown, lasting: boolean): boolean {
  const { status } = (error ?? {}) as { status?: unknown };
  if (lasting) return FINAL.has(status as number);
  return typeof status === "number" && status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** Read again: it may have changed during an await. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
