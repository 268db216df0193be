import { show } from "../../shared/text/show.js";
import type { Connection } from "../connection/connection.js";
import type { Session } from "../connection/session.js";
import { HttpError } from "../errors/http-error.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import { SessionLostError } from "../errors/session-lost-error.js";
import type { Emit } from "../events/event.js";
import { NEVER } from "../layers/deadline.js";
import type { Handler } from "../layers/layer.js";
import { notSent } from "../retry/not-sent.js";
import type { RequestFacets } from "./requester.js";

/** Words by which servers of the TypeScript SDK's examples refuse a session that they do not know, with status 400. */
const UNKNOWN_SESSION = /no valid session|session not found|invalid session|unknown session/i;

/**
 * The innermost handler: sends a request over the connection's session. Two things are put right here, once and
 * without the retry policy, because the server did not see the request: a session that it forgot (404; a new one is
 * opened), and a session that ended just before.
 */
export function sendOver(
  connection: Connection,
  server: string,
  statefulSession: "recover" | "strict",
  emit: Emit,
): Handler {
  return async (request, context) => {
    const signal = context.signal === NEVER ? undefined : context.signal;
    const { onProgress, headerSchema, subject } = request.traits as RequestFacets;
    for (let again = true; ; again = false) {
      const session = connection.current ?? (await connecting(connection, signal));
      try {
        return await session.request(request.method, request.params as never, {
          signal,
          onProgress,
          headerSchema,
          subject,
        });
      } catch (error) {
        if (isForgotten(error, session)) {
          const first = connection.current === session;
          connection.retire(session);
          const endpoint = connection.target?.source.label;
          if (first) emit({ type: "sessionReset", server, ...(endpoint !== undefined && { endpoint }) });
          if (statefulSession === "strict") throw lost(server, subject, error);
          if (again) continue;
        }
        if (again && error instanceof NotConnectedError && !session.alive) continue;
        throw error;
      }
    }
  };
}

/** Whatever fails here, the request was not sent: retries and failover may rely on it. */
async function connecting(connection: Connection, signal: AbortSignal | undefined): Promise<Session> {
  try {
    return await connection.session(signal);
  } catch (error) {
    throw notSent(error);
  }
}

/** MCP 2025-11-25, Streamable HTTP, "Session Management": 404 for a request with a session id means a new session. */
function isForgotten(error: unknown, session: Session): boolean {
  if (!(error instanceof HttpError) || session.sessionId === undefined) return false;
  return error.status === 404 || (error.status === 400 && UNKNOWN_SESSION.test(error.body ?? ""));
}

function lost(server: string, subject: string | undefined, cause: unknown): SessionLostError {
  const message = `"${show(server)}" forgot the session, and what it held with it. Connect again, and start over.`;
  return new SessionLostError(message, { server, subject, cause });
}
