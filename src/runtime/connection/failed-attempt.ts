import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { ConnectError } from "../errors/connect-error.js";
import { ConnectionClosedError } from "../errors/connection-closed-error.js";
import { HttpError } from "../errors/http-error.js";
import { mapSdkError } from "../errors/map-sdk-error.js";
import { McpError } from "../errors/mcp-error.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { MessageTooLargeError } from "../transport/message-too-large-error.js";
import type { TransportEnd, TransportSource } from "../transport/transport-source.js";
import { STREAM_ENDED } from "./shim-transport.js";

/** Details of a failed attempt, for its error. */
export class AttemptFailure extends Error {
  readonly end: TransportEnd | undefined;
  /** Why the answer to `server/discover` could not be read, as a clause. */
  readonly probeFault: string | undefined;

  constructor(cause: unknown, end: TransportEnd | undefined, probeFault?: string) {
    super("connection attempt failed", { cause });
    this.end = end;
    this.probeFault = probeFault;
  }
}

/** Errors that tell what the server answered. */
const SAID_BY_SERVER = [McpError, HttpError, ProtocolError, MessageTooLargeError];

/**
 * Returns the error of a failed connection for its caller. Errors of the server and of HTTP are kept. `probeFault`: what was
 * wrong with the answer to `server/discover`, which is why a server without `initialize` received one.
 */
export function connectError(
  error: unknown,
  source: TransportSource,
  server: string,
  signal: AbortSignal,
  probeFault?: string,
): unknown {
  if (signal.aborted) return signal.reason;
  const { cause, end } = error instanceof AttemptFailure ? error : { cause: error, end: undefined };
  const mapped = mapSdkError(cause, { server, method: "initialize", end, streamEnded: STREAM_ENDED });
  if (mapped instanceof McpError && mapped.rpcCode === METHOD_NOT_FOUND && probeFault !== undefined)
    return new ProtocolError(
      `server/discover on "${show(server)}": the answer cannot be used: ${show(probeFault, 300)}. There is no initialize, either: ${mapped.message}`,
      undefined,
      { server, cause: mapped },
    );
  const busy = busyError(mapped, source, server);
  if (busy !== undefined) return busy;
  const ownError = cause instanceof FmcpError && !(cause instanceof ConnectionClosedError);
  if (ownError || SAID_BY_SERVER.some((kind) => mapped instanceof kind)) return mapped;
  const where = source.label === server ? "" : ` (${show(source.label)})`;
  const why = end === undefined ? ` ${mapped.message}` : "";
  return new ConnectError(`Client failed to connect to "${show(server)}"${where}.${why}`, {
    server,
    cause,
    end,
    ...(mapped instanceof ConnectError && { status: mapped.status, permanent: mapped.permanent }),
  });
}

/** The error for a server that refuses to be connected to for now, and says for how long (RFC 9110, `Retry-After`). */
function busyError(error: unknown, { label }: TransportSource, server: string): HttpError | undefined {
  if (!(error instanceof HttpError || error instanceof McpError)) return undefined;
  const { status, retryAfterMs } = error;
  if (status !== 429 || retryAfterMs === undefined) return undefined;
  const name = label === server ? "" : ` (${show(label)})`;
  const wait = `It asks to wait ${Math.ceil(retryAfterMs / 1_000)} s, longer than connecting may take.`;
  return new HttpError(
    `"${show(server)}"${name} is busy and answered HTTP 429: ${show(error.message, 300)}. ${wait}`,
    status,
    { server, retryAfterMs, cause: error, ...("body" in error && { body: error.body }) },
  );
}
