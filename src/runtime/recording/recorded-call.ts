import { canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/** A request and its answer: one line of a recording. */
export interface RecordedCall {
  /** MCP method, such as `tools/call`. */
  readonly method: string;
  /** As they were sent, without `_meta`. */
  readonly params: JsonObject;
  /** Version that the server stated. */
  readonly version?: string;
  /** The answer as it stood on the wire. Absent: the server answered with `error`. */
  readonly result?: JsonObject;
  /** The JSON-RPC error that the server answered with. */
  readonly error?: RecordedError;
  /** What the server reported while it worked, where the caller listened. */
  readonly progress?: readonly JsonObject[];
  /** Log messages that came meanwhile, where the client takes them. */
  readonly logs?: readonly JsonObject[];
  /** What the server asked the client meanwhile, and what it was answered. */
  readonly asked?: readonly RecordedQuestion[];
}

/** An elicitation or a request for sampling. */
export interface RecordedQuestion {
  readonly method: string;
  readonly params: JsonObject;
  readonly result: JsonObject;
}

/** An error as a recording keeps it. */
export interface RecordedError {
  readonly code: number;
  readonly message: string;
  readonly data?: Json;
}

/** A call as canonical JSON on one line, without the line break: equal calls have equal bytes. */
export function lineOf(call: RecordedCall): string {
  return canonicalJson(call);
}

/** The call that a line holds; `undefined`: it holds none, such as a line that was torn. */
export function callOfLine(line: string): RecordedCall | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isRecordedCall(value) ? value : undefined;
}

/** What was asked, as canonical text: calls with equal text ask for the same. */
export function questionOf({ method, params }: Pick<RecordedCall, "method" | "params">): string {
  return canonicalJson([method, withoutMeta(params)]);
}

/** Parameters without `_meta`: progress tokens and trace ids differ from call to call. */
export function withoutMeta(params: Readonly<Record<string, unknown>>): JsonObject {
  const { _meta, ...rest } = params;
  return rest as JsonObject;
}

/** What a call is about: the name of its tool or prompt, or its URI. */
export function subjectOf({ params }: Pick<RecordedCall, "params">): string | undefined {
  const { name, uri } = params;
  return typeof name === "string" ? name : typeof uri === "string" ? uri : undefined;
}

function isRecordedCall(value: unknown): value is RecordedCall {
  if (!isJsonObject(value)) return false;
  const { method, params, result, error } = value;
  if (typeof method !== "string" || !isJsonObject(params)) return false;
  if (isJsonObject(result)) return true;
  return isJsonObject(error) && typeof error["code"] === "number" && typeof error["message"] === "string";
}
