import { unreferenced } from "../../async/unreferenced.js";
import { type Server, WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import type { Caller } from "../server-options.js";
import { refuse } from "./guard.js";
import { whenEnded } from "./when-ended.js";

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly callerId: string;
  /** Responses that are being sent. */
  open: number;
  usedAt: number;
}

export interface SessionSettings {
  readonly make: (caller: Caller) => Promise<Server>;
  readonly max: number;
  readonly idleMs: number;
  readonly maxBodyBytes: number;
  readonly now: () => number;
}

const SESSION_NOT_FOUND = 404;

/** Sessions of revisions up to 2025-11-25 over Streamable HTTP, each bound to the caller that opened it. */
export class Sessions {
  readonly #settings: SessionSettings;
  readonly #sessions = new Map<string, Session>();
  #sweeper: ReturnType<typeof setInterval> | undefined;

  constructor(settings: SessionSettings) {
    this.#settings = settings;
  }

  get size(): number {
    return this.#sessions.size;
  }

  async handle(request: Request, parsedBody: unknown, caller: Caller): Promise<Response> {
    const id = request.headers.get("mcp-session-id");
    if (id === null) return this.#open(request, parsedBody, caller);
    const session = this.#sessions.get(id);
    if (session?.callerId !== caller.id) return refuse(SESSION_NOT_FOUND, "Session not found");
    session.open++;
    const left = once(() => {
      session.open--;
      session.usedAt = this.#settings.now();
    });
    try {
      return whenEnded(await session.transport.handleRequest(request, bodyOf(parsedBody)), left);
    } catch (error) {
      left();
      throw error;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
    await Promise.all([...this.#sessions.values()].map(({ transport }) => transport.close()));
  }

  async #open(request: Request, parsedBody: unknown, caller: Caller): Promise<Response> {
    const { make, max, maxBodyBytes: maxRequestBodySize, now } = this.#settings;
    if (this.#sessions.size >= max)
      return refuse(503, "Too many sessions. Try again later.", { "retry-after": "30" });
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      maxRequestBodySize,
      onsessioninitialized: (id) => {
        this.#sessions.set(id, { transport, callerId: caller.id, open: 0, usedAt: now() });
        this.#sweep();
      },
    });
    const server = await make(caller);
    await server.connect(transport);
    const { onclose } = transport;
    transport.onclose = () => {
      if (transport.sessionId !== undefined) this.#sessions.delete(transport.sessionId);
      onclose?.();
    };
    const response = await transport.handleRequest(request, bodyOf(parsedBody));
    // It was not an `initialize`, so there is no session.
    if (transport.sessionId === undefined) return whenEnded(response, () => void server.close());
    return response;
  }

  #sweep(): void {
    const { idleMs, now } = this.#settings;
    this.#sweeper ??= setInterval(
      () => {
        for (const { transport, open, usedAt } of this.#sessions.values())
          if (open === 0 && now() - usedAt > idleMs) void transport.close();
      },
      Math.min(idleMs, 60_000),
    );
    unreferenced(this.#sweeper);
  }
}

function bodyOf(parsedBody: unknown): { parsedBody?: unknown } {
  return parsedBody === undefined ? {} : { parsedBody };
}

function once(run: () => void): () => void {
  let ran = false;
  return () => {
    if (!ran) run();
    ran = true;
  };
}
