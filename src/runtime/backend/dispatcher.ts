import type { Connection } from "../connection/connection.js";
import type { Session } from "../connection/session.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Clock } from "../async/clock.js";
import { expired, untilDeadline } from "../layers/deadline-layer.js";
import { never } from "../async/never.js";
import type { Identity } from "../identity/identity.js";
import type { Handler, LayerContext, LayerRequest } from "../layers/layer.js";
import type { SingleEndpoint } from "../replicas/single-endpoint.js";
import { notSent } from "../retry/not-sent.js";
import type { Recovery } from "./recovery.js";

/** Returns the connection of an identity to one endpoint. */
export type ConnectionOf = (identity: Identity | undefined) => Connection;

/**
 * Makes the innermost handler: sends a request over the connection's session, and once more if that is certainly safe. A
 * deadline without a signal is kept by the session if it can, else by a signal made for it.
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
        return await session.request(request.method, request.params, options);
      } catch (error) {
        const failure = recovery.failureOf(error, request, session, connection);
        if (failure === undefined && again) continue;
        // The caller wants to see its own deadline, not the rest of it that the last attempt had.
        if (error instanceof TimeoutError && signal === undefined) throw expired(request, context);
        throw failure ?? error;
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

/** Whole milliseconds, rounded so that the first attempt gets exactly the caller's deadline. */
function remainingOf({ deadline }: LayerContext, clock: Clock): number | undefined {
  return deadline === undefined ? undefined : Math.max(1, Math.ceil(deadline - clock.now()));
}

/** What the direct way needs besides the full one. */
export interface DirectWay {
  readonly connectionOf: ConnectionOf;
  readonly recovery: Recovery;
  readonly endpoint: SingleEndpoint;
  /** Removes secrets from an error. */
  readonly clean: (error: unknown) => unknown;
  /** The way through all layers. */
  readonly whole: Handler;
}

/**
 * Makes the short way, for most requests of a client without configured layers: over a live session, which keeps the deadline
 * by itself. All other requests take the `whole` way.
 */
export function sendDirectly({ connectionOf, recovery, endpoint, clean, whole }: DirectWay): Handler {
  const counted = endpoint.counted(whole);
  return async (request, context) => {
    const { timeoutMs, resetTimeoutOnProgress, onProgress, headerSchema, subject, identity } = request.traits;
    const connection = connectionOf(identity);
    const session = connection.current;
    if (session?.keepsDeadlines !== true || resetTimeoutOnProgress === true) return counted(request, context);
    const signal = context.signal === never() ? undefined : context.signal;
    const started = endpoint.begin();
    try {
      const options = { signal, timeoutMs, onProgress, headerSchema, subject };
      const answer = await session.request(request.method, request.params, options);
      endpoint.answered(started);
      return answer;
    } catch (error) {
      const failure = recovery.failureOf(error, request, session, connection);
      if (failure === undefined) return counted(request, context);
      endpoint.failed(started, failure, context.signal);
      throw clean(failure);
    } finally {
      endpoint.end();
    }
  };
}

/** If this fails, the request was not sent: retries and failover may rely on it. */
async function connecting(connection: Connection, signal: AbortSignal | undefined): Promise<Session> {
  try {
    return await connection.session(signal);
  } catch (error) {
    throw notSent(error);
  }
}
