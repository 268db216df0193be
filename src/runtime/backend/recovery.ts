import { show } from "../../shared/text/show.js";
import type { Connection } from "../connection/connection.js";
import type { Session } from "../connection/session.js";
import { HttpError } from "../errors/http-error.js";
import { McpError } from "../errors/mcp-error.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import { SessionLostError } from "../errors/session-lost-error.js";
import type { Emit } from "../events/event.js";

/**
 * Words by which servers refuse a session that they do not know with another status than 404. "Server not initialized": the
 * TypeScript SDK's transport after a restart, which has no session yet.
 */
const UNKNOWN_SESSION =
  /(no valid|invalid|unknown|expired) session|session(?: id)? (?:is |was |has )?(?:not found|expired|unknown|invalid|terminated)|server not initialized/i;
const REFUSED_SESSION = new Set([400, 409, 410]);

/**
 * What is put right without the retry policy, because the server did not see the request: a session that it forgot (a
 * new one is opened), and a session that ended just before.
 */
export class Recovery {
  readonly #server: string;
  readonly #strict: boolean;
  readonly #emit: Emit;

  /** `"strict"`: a forgotten session is an error, since what it held is gone. */
  constructor(server: string, statefulSession: "recover" | "strict", emit: Emit) {
    this.#server = server;
    this.#strict = statefulSession === "strict";
    this.#emit = emit;
  }

  /**
   * The error that a request fails with: a `SessionLostError` for a forgotten session, where that is an error. `undefined`:
   * it may be sent again over another session.
   */
  failureOf(error: unknown, session: Session, connection: Connection): unknown {
    if (error instanceof NotConnectedError) return session.alive ? error : undefined;
    if (!isForgotten(error, session)) return error;
    if (connection.current === session) {
      connection.retire(session);
      const endpoint = connection.target?.source.label;
      this.#emit({ type: "sessionReset", server: this.#server, ...(endpoint !== undefined && { endpoint }) });
    }
    return this.#strict ? this.#lost(error) : undefined;
  }

  #lost(cause: unknown): SessionLostError {
    const message = `"${show(this.#server)}" forgot the session, and what it held with it. Connect again, and start over.`;
    return new SessionLostError(message, { server: this.#server, cause });
  }
}

/** MCP 2025-11-25, Streamable HTTP, "Session Management": 404 for a request with a session id means a new session. */
function isForgotten(error: unknown, session: Session): boolean {
  if (session.sessionId === undefined || !(error instanceof HttpError || error instanceof McpError))
    return false;
  const said = error instanceof HttpError ? error.body : error.message;
  return error.status === 404 || (REFUSED_SESSION.has(error.status ?? 0) && UNKNOWN_SESSION.test(said ?? ""));
}
