import type { Connection } from "../connection/connection.js";
import type { Session } from "../connection/session.js";
import { NEVER } from "../layers/deadline.js";
import type { Handler } from "../layers/layer.js";
import { notSent } from "../retry/not-sent.js";
import type { Recovery } from "./recovery.js";
import type { RequestFacets } from "./requester.js";

/** The innermost handler: sends a request over the connection's session, and once more where that is sure to be safe. */
export function sendOver(connection: Connection, recovery: Recovery): Handler {
  return async (request, context) => {
    const signal = context.signal === NEVER ? undefined : context.signal;
    const { onProgress, headerSchema, subject } = request.traits as RequestFacets;
    for (let again = true; ; again = false) {
      const session = connection.current ?? (await connecting(connection, signal));
      try {
        const options = { signal, onProgress, headerSchema, subject };
        return await session.request(request.method, request.params as never, options);
      } catch (error) {
        if (!recovery.helps(error, session, connection) || !again) throw error;
      }
    }
  };
}

/**
 * The same for a client around which nothing is configured, and most requests: over a live session, which keeps the
 * deadline by itself. Everything else takes the `whole` way.
 */
export function sendDirectly(connection: Connection, recovery: Recovery, whole: Handler): Handler {
  return async (request, context) => {
    const session = connection.current;
    const { timeoutMs, resetTimeoutOnProgress, onProgress, headerSchema, subject } =
      request.traits as RequestFacets;
    if (session?.keepsDeadlines !== true || resetTimeoutOnProgress === true) return whole(request, context);
    const signal = context.signal === NEVER ? undefined : context.signal;
    try {
      const options = { signal, timeoutMs, onProgress, headerSchema, subject };
      return await session.request(request.method, request.params as never, options);
    } catch (error) {
      if (recovery.helps(error, session, connection)) return whole(request, context);
      throw error;
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
