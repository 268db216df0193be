import { readable } from "../../shared/text/reason.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { type Broken, UnreadableAnswer } from "../receive/broken.js";
import { rpcErrorIn } from "../receive/receive-errors.js";
import type { TransportEnd } from "../transport/transport-source.js";
import { ConnectError } from "./connect-error.js";
import { ConnectionClosedError } from "./connection-closed-error.js";
import { HttpError } from "./http-error.js";
import { McpError } from "./mcp-error.js";
import { networkReason } from "./network-reason.js";
import { NotConnectedError } from "./not-connected-error.js";
import { ProtocolError } from "./protocol-error.js";
import { TimeoutError } from "./timeout-error.js";
import { UnsupportedError } from "./unsupported-error.js";

/** What the mapping needs besides the error. */
export interface ErrorContext {
  readonly server: string;
  /** MCP method, and tool, prompt or URI. */
  readonly method: string;
  readonly subject?: string | undefined;
  readonly era?: "legacy" | "modern" | undefined;
  /** Deadline that the session enforced, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Why the transport ended, if it did. */
  readonly end?: TransportEnd | undefined;
  /** Data of the error by which the shim reports a response stream that ended early. */
  readonly streamEnded: unknown;
}

/** Operating system codes which mean that no byte of the request left this machine. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Codes of system errors in Node.js and undici. */
export const SYSTEM_CODE = /^(E[A-Z0-9]+|EAI_\w+|UND_ERR_\w+)$/;

/**
 * Converts errors of the SDK and of the platform to this package's own; the only place that does. Recognizes them by shape, not
 * by class: the SDK is loaded late, and there may be two copies of it.
 */
export function mapSdkError(thrown: unknown, context: ErrorContext): FmcpError {
  const error = readable(thrown);
  if (error instanceof FmcpError) return error;
  const { server, subject, method } = context;
  const about = `${method}${subject === undefined ? "" : ` "${show(subject)}"`} on "${show(server)}"`;
  const details = { server, subject, cause: error };
  const { name, code, status, message, data, cause } = partsOf(error);
  // Negotiation wraps the transport's error.
  if (code === "ERA_NEGOTIATION_FAILED" && cause !== undefined) return mapSdkError(cause, context);

  if (data === context.streamEnded && data !== undefined) {
    return new ConnectionClosedError(`${about}: ${message.replace(/\.$/, "")}.`, {
      ...details,
      end: context.end,
    });
  }
  if (data instanceof UnreadableAnswer) return unreadable(about, data.broken, details);
  if (typeof code === "number" && name !== "SdkError")
    return new McpError(show(message, 2_000), code, data, details);
  if (name === "UnauthorizedError")
    return new HttpError(`${about}: HTTP 401. The server asks for authorization.`, 401, details);
  if (typeof status === "number") return httpError(about, status, message, data, details);
  switch (code) {
    case "CONNECTION_CLOSED":
      return new ConnectionClosedError(`${about}: the connection closed before the response arrived.`, {
        ...details,
        end: context.end,
      });
    case "NOT_CONNECTED":
      return new NotConnectedError(`${about}: the connection is closed.`, details);
    case "METHOD_NOT_SUPPORTED_BY_PROTOCOL_VERSION":
      return new UnsupportedError(
        `${about}: this request does not exist in the ${context.era ?? "negotiated"} era.`,
        { ...details, era: context.era },
      );
    case "REQUEST_TIMEOUT":
      if (!context.timeoutMs) break;
      return new TimeoutError(
        `${about} timed out after ${context.timeoutMs} ms.`,
        context.timeoutMs,
        details,
      );
    case "CAPABILITY_NOT_SUPPORTED":
      return new UnsupportedError(`${about}: ${show(message, 500)}`, details);
    case "INVALID_RESULT":
    case "UNSUPPORTED_RESULT_TYPE":
    case "CLIENT_HTTP_UNEXPECTED_CONTENT":
    case "INPUT_REQUIRED_ROUNDS_EXCEEDED":
      return new ProtocolError(`${about}: ${show(message, 500)}`, data, details);
    default:
  }
  if (message === "Not connected")
    return new NotConnectedError(`${about}: the connection is closed.`, details);
  return networkError(about, error, message, context, details);
}

function unreadable(
  about: string,
  { reason, answer, error }: Broken,
  details: { server: string; subject: string | undefined },
): FmcpError {
  if (error instanceof FmcpError) return error;
  const said = typeof answer === "string" ? answer : JSON.stringify(answer);
  return new ProtocolError(
    `${about}: the answer cannot be read: ${reason}: ${show(said, 300)}`,
    answer,
    details,
  );
}

function httpError(
  about: string,
  status: number,
  message: string,
  data: unknown,
  details: { server: string; subject: string | undefined; cause: unknown },
): FmcpError {
  const text = (data as { text?: unknown } | undefined)?.text;
  const body = typeof text === "string" ? text : undefined;
  const retryAfterMs = retryAfterOf(data);
  // 401 concerns the credentials, whatever the body says.
  const answered = status === 401 ? undefined : rpcErrorIn(body);
  if (answered !== undefined) {
    const facts = { ...details, status, retryAfterMs };
    return new McpError(show(answered.message, 2_000), answered.code, answered.data, facts);
  }
  const said = body?.trim() ? ` ${show(body.trim(), 300)}` : "";
  return new HttpError(`${about}: HTTP ${status}.${said || ` ${show(message, 300)}`}`, status, {
    ...details,
    body,
    retryAfterMs,
  });
}

/** Put there by the transport: the SDK only reads the status. */
function retryAfterOf(data: unknown): number | undefined {
  const value = (data as { retryAfterMs?: unknown } | undefined)?.retryAfterMs;
  return typeof value === "number" ? value : undefined;
}

function networkError(
  about: string,
  error: unknown,
  message: string,
  context: ErrorContext,
  details: { server: string; subject: string | undefined; cause: unknown },
): FmcpError {
  const cured = networkReason(error);
  if (cured !== undefined)
    return new ConnectError(`${about}: the server cannot be reached: ${cured.text}`, {
      ...details,
      ...cured,
    });
  const code = systemCode(error);
  const said = reasonOf(error, message);
  const why = code === undefined ? show(said, 500) : `${show(said, 300)} (${show(code)})`;
  if (code !== undefined && NEVER_SENT.has(code))
    return new ConnectError(`${about}: the server cannot be reached: ${why}`, details);
  return new ConnectionClosedError(`${about}: the connection failed: ${why}`, {
    ...details,
    end: context.end,
  });
}

/** `fetch` only says that it failed; its cause says why. */
function reasonOf(error: unknown, message: string): string {
  let reason = message;
  let current = error;
  for (
    let depth = 0;
    depth < 6 && /(fetch failed|terminated)$/.test(reason) && current instanceof Error;
    depth++
  ) {
    current = current.cause;
    if (current instanceof Error && current.message !== "") reason = current.message;
  }
  return reason;
}

/** Returns the first operating system code in the chain of causes. */
function systemCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 6 && typeof current === "object" && current !== null; depth++) {
    const { code, cause, errors } = current as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === "string" && SYSTEM_CODE.test(code)) return code;
    current = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  }
  return undefined;
}

interface Parts {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly data?: unknown;
  readonly cause?: unknown;
  readonly message: string;
}

function partsOf(error: unknown): Parts {
  if (typeof error !== "object" || error === null) return { message: String(error) };
  const { name, code, status, data, cause, message } = error as Record<string, unknown>;
  return { name, code, status, data, cause, message: typeof message === "string" ? message : String(error) };
}
