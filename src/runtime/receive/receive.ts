import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../shared/json/json.js";
import { isAnswer } from "./as-answer.js";
import { BROKEN, type Broken } from "./broken.js";
import { isNoError, repairError, type RpcError } from "./receive-errors.js";
import { handshakeFault, repairHandshake } from "./handshake.js";
import { matchId, onlyId, type RequestId, type Waiting } from "./ids.js";
import { notesOf } from "./notes.js";
import { noNotifications, type SentNotifications } from "./notifications.js";
import { withoutNulls } from "./nulls.js";
import type { Repairs } from "./repairs.js";
import { repairToolResult } from "./tool-result.js";
import { anyParams, answerShape, paramShapes } from "./shapes.js";

type Members = Readonly<Record<string, unknown>>;

/** The meaning of one parsed message, and the repairs to it. */
export type Received = { readonly repairs: readonly string[] } & (
  | {
      /** Ready for the protocol engine. */
      readonly kind: "message";
      readonly message: JSONRPCMessage;
    }
  | {
      /** Has the id of a waiting request but cannot be read: that request fails. */
      readonly kind: "unreadable";
      readonly id: RequestId;
      readonly broken: Broken;
    }
  | {
      /** Belongs to no waiting request: a late or duplicate answer, or not JSON-RPC at all. */
      readonly kind: "ignored";
      /** What it is, if it does not name the request that it answers. */
      readonly nameless?: "an error" | "a result";
      /** The only waiting request, which such an error may concern although it may also answer a notification. */
      readonly doubtful?: { readonly id: RequestId; readonly error: RpcError };
    }
);

/** Answers that are, or may be, the result of a tool. */
const TOOL_ANSWERS = new Set(["tools/call", "tasks/get", "tasks/result"]);

const HANDSHAKES = new Set(["initialize", "server/discover"]);

/** Answers without content: any result will do. */
const EMPTY_ANSWERS = new Set(["ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"]);

/**
 * Reads everything that a server sends, over any transport: a pure function of the parsed message and the waiting requests.
 * Drops members that are `null` where the protocol allows them to be absent, matches ids by value, ignores unknown JSON-RPC
 * members, and converts errors to the JSON-RPC form. Leaves data unchanged: structured content, arguments, schemas, values of
 * `_meta`, `data` of errors.
 *
 * @param notifications those that were sent: some servers answer one with an error that has no id
 */
export function receive(
  value: unknown,
  waiting: Waiting,
  notifications: SentNotifications = noNotifications,
): Received {
  const repairs: Repairs = [...notesOf(value)];
  if (!isJsonObject(value)) return { kind: "ignored", repairs };
  if (value["jsonrpc"] !== "2.0") repairs.push('`jsonrpc` was not "2.0"');
  const { method } = value;
  if (typeof method === "string" && !isAnswer(value)) return inbound(value, method, repairs);
  return answer(value, waiting, notifications, repairs);
}

function inbound(value: Members, method: string, repairs: Repairs): Received {
  const { id, params } = value;
  const dropped = (path: string): void => void repairs.push(`\`params.${path}\` was null`);
  const clean = withoutNulls(params, paramShapes.get(method) ?? anyParams, dropped);
  const named = isJsonObject(clean) ? { params: clean } : {};
  if (params !== undefined && clean !== undefined && !isJsonObject(clean))
    repairs.push("`params` was not an object");
  const asks = typeof id === "string" || typeof id === "number";
  if (id !== undefined && !asks) repairs.push("`id` was neither a string nor a number");
  const message = { jsonrpc: "2.0", ...(asks && { id }), method, ...named };
  return { kind: "message", message: message as JSONRPCMessage, repairs };
}

function answer(value: Members, waiting: Waiting, sent: SentNotifications, repairs: Repairs): Received {
  const { id: given, result, error } = value;
  const broken = (value as { [BROKEN]?: Broken })[BROKEN];
  const failed = !isNoError(error) || (error !== undefined && error !== null && isMissing(result));
  const idless = isMissing(given) && (failed || broken !== undefined);
  const unknownMethod = isJsonObject(error) && error["code"] === METHOD_NOT_FOUND;
  const toNotification = sent.open || (sent.any && unknownMethod);
  const first = idless ? onlyId(waiting) : undefined;
  const isSure =
    !toNotification && !(isOfServer(error) && !HANDSHAKES.has(waiting.get(first!)?.method ?? ""));
  const id = matchId(given, waiting) ?? (isSure ? first : undefined);
  if (id === undefined) {
    const only = failed && !unknownMethod ? first : undefined;
    const doubtful = only === undefined ? {} : { doubtful: { id: only, error: repairError(error, []) } };
    const nameless = idless ? "an error" : isMissing(given) && !isMissing(result) ? "a result" : undefined;
    return { kind: "ignored", ...(nameless !== undefined && { nameless }), ...doubtful, repairs };
  }
  if (broken !== undefined) return { kind: "unreadable", id, broken, repairs };
  if (id !== given) repairs.push(`\`id\` was ${JSON.stringify(given) ?? "missing"}`);
  if (failed) {
    if (result !== undefined) repairs.push("`result` and `error` were both present");
    return errorAnswer(id, repairError(error, repairs), repairs);
  }
  if (error !== undefined) repairs.push(`\`error\` was ${JSON.stringify(error)}`);
  if (result === undefined) {
    const reason = "it has neither a result nor an error";
    return { kind: "unreadable", id, broken: { reason, answer: value }, repairs };
  }
  const { method } = waiting.get(id) as { method: string };
  const fault = HANDSHAKES.has(method) ? handshakeFault(method, result) : undefined;
  if (fault !== undefined)
    return { kind: "unreadable", id, broken: { reason: fault, answer: value }, repairs };
  const message = { jsonrpc: "2.0", id, result: repairResult(method, result, repairs) };
  return { kind: "message", message: message as JSONRPCMessage, repairs };
}

/**
 * Whether an error has a code that JSON-RPC (2.0, section 5.1) leaves to the server. Without an id, it may report what happens in
 * the background, while an answer is still to come.
 */
function isOfServer(error: unknown): boolean {
  const code = isJsonObject(error) ? error["code"] : undefined;
  return typeof code === "number" && (code < -32_700 || code > -32_600);
}

function errorAnswer(id: RequestId, error: RpcError, repairs: Repairs): Received {
  return { kind: "message", message: { jsonrpc: "2.0", id, error } as JSONRPCMessage, repairs };
}

/** Converts the result of `method` to the protocol's form. */
export function repairResult(method: string, result: unknown, repairs: Repairs): unknown {
  if (!isJsonObject(result)) {
    if (!EMPTY_ANSWERS.has(method)) return result;
    repairs.push("`result` was not an object");
    return {};
  }
  const clean = withoutNulls(
    result,
    answerShape(method),
    (path) => void repairs.push(`\`${path}\` was null`),
  );
  const meta: unknown = clean["_meta"];
  const readable = meta === undefined || isJsonObject(meta) ? clean : withoutMeta(clean, repairs);
  if (TOOL_ANSWERS.has(method)) return repairToolResult(method, readable, repairs);
  return HANDSHAKES.has(method) ? repairHandshake(method, readable, repairs) : readable;
}

function withoutMeta({ _meta, ...rest }: Members, repairs: Repairs): Members {
  repairs.push("`_meta` was not an object");
  return rest;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}
