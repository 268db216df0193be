import { isJsonObject } from "../../shared/json/json.js";
import { batched, parse } from "./parse-message.js";
import { numberOf } from "./ids.js";
import type { Repairs } from "./repairs.js";
import { INTERNAL_ERROR } from "../../shared/json/json-rpc.js";

/** Members in which servers put the text of an error, best first. */
const TEXTS = ["message", "msg", "error", "detail", "details", "description", "reason", "title", "data"];

/** The error of a JSON-RPC response (section 5.1). */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** Converts any form of error to that of JSON-RPC: keeps its text and its `data`. */
export function repairError(error: unknown, repairs: Repairs): RpcError {
  if (!isJsonObject(error)) {
    repairs.push("the error was not an object");
    return { code: INTERNAL_ERROR, message: typeof error === "string" ? error : textOf(error) };
  }
  const { code, message } = error;
  const data = Object.hasOwn(error, "data") ? { data: error["data"] } : {};
  return {
    code: readCode(code, repairs),
    message: typeof message === "string" ? message : messageOf(error, repairs),
    ...data,
  };
}

/** Whether an `error` member means that there is no error: null, false, and the zero values of typed languages. */
export function isNoError(error: unknown): boolean {
  if (error === undefined || error === null || error === false || error === "") return true;
  if (!isJsonObject(error)) return false;
  const { code = 0, message = "" } = error;
  return (code === 0 || code === null) && (message === "" || message === null);
}

/**
 * Returns the JSON-RPC error in the body of an HTTP error response, which may be an event stream; `undefined` if there is none.
 * Errors of OAuth and of gateways are also JSON with an `error` member, but are not JSON-RPC.
 */
export function rpcErrorIn(body: string | undefined): RpcError | undefined {
  if (body === undefined) return undefined;
  const value = parse(body);
  const values = value === undefined ? eventData(body).map(parse) : [value];
  return values
    .flatMap((it) => (it === undefined ? [] : batched(it)))
    .map(rpcErrorOf)
    .find((it) => it !== undefined);
}

/** Returns the data of each event in a text (HTML, server-sent events). */
function eventData(text: string): readonly string[] {
  if (!/^(?:data|event|id|retry|):/m.test(text)) return [];
  const events = text.replace(/\r\n?/g, "\n").split("\n\n");
  return events.map((event) => Array.from(event.matchAll(/^data:(.*)$/gm), ([, data]) => data).join("\n"));
}

function rpcErrorOf(value: unknown): RpcError | undefined {
  if (!isJsonObject(value) || isNoError(value["error"])) return undefined;
  const isRpc = value["jsonrpc"] !== undefined || ("id" in value && isJsonObject(value["error"]));
  return isRpc ? repairError(value["error"], []) : undefined;
}

function readCode(code: unknown, repairs: Repairs): number {
  if (typeof code === "number" && Number.isSafeInteger(code)) return code;
  repairs.push(code === undefined ? "the error had no code" : `the error's code was ${textOf(code)}`);
  if (typeof code === "string") return numberOf(code) ?? INTERNAL_ERROR;
  const whole = typeof code === "number" ? Math.trunc(code) : NaN;
  return Number.isSafeInteger(whole) && whole !== 0 ? whole : INTERNAL_ERROR;
}

function messageOf(error: Readonly<Record<string, unknown>>, repairs: Repairs): string {
  repairs.push("message" in error ? "the error's message was not a string" : "the error had no message");
  const found = TEXTS.find((key) => typeof error[key] === "string" && error[key] !== "");
  return found === undefined ? `The server gave no message: ${textOf(error)}` : String(error[found]);
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
