import type { Connection } from "../connection/connection.js";
import type { Session } from "../connection/session.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Clock } from "../async/clock.js";
import { expired, untilDeadline } from "../layers/deadline-layer.js";
import { never } from "../async/never.js";
import type { Identity } from "../identity/identity.js";
import type { Handler, LayerContext, LayerRequest } from "../layers/layer.js";
import { notSent } from "../retry/not-sent.js";
import type { Recovery } from "./recovery.js";

/** The connection of an identity to one endpoint. */
export type ConnectionOf = (identity: Identity | undefined) => Connection;

/**
 * The innermost handler: sends a request over the connection's session, and once more where that is sure to be safe. A
 * deadline that came without a signal is kept by the session, where it can, else by a signal made for it.
 */
export function sendOver(connectionOf: ConnectionOf, recovery: Recovery, clock: Clock): Handler {
  const send: Handler = async (request, context) => {
    const signal = context.signal === never() ? undefined : context.signal;
    const { onProgress, headerSchema, subject, identity } = request.traits;
    const connection = connectionOf(identity);
    for (let again = true; ; again = false) {
      const session = connection.current ?? (await connecting(connection, signal));
      try {
        const timeoutMs = signal === undefined ? remainingOf(context, clock) : undefined;
        const options = { signal, timeoutMs, onProgress, headerSchema, subject };
        return await session.request(request.method, request.params as never, options);
      } catch (error) {
        if (recovery.helps(error, session, connection) && again) continue;
        // What is left for the last attempt is no news to the caller: the deadline is.
        throw error instanceof TimeoutError && signal === undefined ? expired(request, context) : error;
      }
    }
  };
  return (request, context) => {
    const free = context.signal !== never() || context.deadline === undefined;
    if (free || connectionOf(identityOf(request)).current?.keepsDeadlines === true)
      return send(request, context);
    return untilDeadline(clock, request, context, (signal) => send(request, { ...context, signal }));
  };
}

function identityOf(request: LayerRequest): Identity | undefined {
  return request.traits.identity;
}

/** Whole milliseconds, so that the first attempt has what the caller said. */
function remainingOf({ deadline }: LayerContext, clock: Clock): number | undefined {
  return deadline === undefined ? undefined : Math.max(1, Math.ceil(deadline - clock.now()));
}

/**
 * The same for a client around which nothing is configured, and most requests: over a live session, which keeps the
 * deadline by itself. Everything else takes the `whole` way.
 */
export function sendDirectly(connectionOf: ConnectionOf, recovery: Recovery, whole: Handler): Handler {
  return async (request, context) => {
    const connection = connectionOf(identityOf(request));
    const session = connection.current;
    const { timeoutMs, resetTimeoutOnProgress, onProgress, headerSchema, subject } = request.traits;
    if (session?.keepsDeadlines !== true || resetTimeoutOnProgress === true) return whole(request, context);
    const signal = context.signal === never() ? undefined : context.signal;
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
