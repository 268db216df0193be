import { byCodeUnit, canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";

/** A request and its answer: one line of a recording. */
export interface RecordedCall {
  /** MCP method, such as `tools/call`. */
  readonly method: string;
  /** As sent, without `_meta`. */
  readonly params: JsonObject;
  /** Version that the server stated. */
  readonly version?: string;
  /** The answer as received. Absent: the server answered with `error`. */
  readonly result?: JsonObject;
  /** The JSON-RPC error that the server answered with. */
  readonly error?: RecordedError;
  /** Progress notifications during the call, if the caller listened. */
  readonly progress?: readonly JsonObject[];
  /** Log messages during the call, if the client handles them. */
  readonly logs?: readonly JsonObject[];
  /** The server's requests to the client during the call, with their answers. */
  readonly asked?: readonly RecordedQuestion[];
  /** Answers that came again since the line before: each names its line, and how often it came. */
  readonly repeated?: readonly (readonly [line: string, times: number])[];
}

/** An elicitation or a sampling request. */
export interface RecordedQuestion {
  readonly method: string;
  readonly params: JsonObject;
  readonly result: JsonObject;
}

/** An error in its recorded form. */
export interface RecordedError {
  readonly code: number;
  readonly message: string;
  readonly data?: Json;
}

/** Formats a call as JSON on one line, without the line break: its own members are sorted, those within them stand as they were received. */
export function lineOf(call: RecordedCall): string {
  const members = Object.entries(call).sort(([a], [b]) => byCodeUnit(a, b));
  return JSON.stringify(Object.fromEntries(members));
}

/** Formats a call as canonical text: equal calls have equal texts, in whatever order their members stand. */
export function canonicalCall(call: RecordedCall): string {
  return canonicalJson(call);
}

/** Parses a line; `undefined` if it is not a call, such as a truncated line. A byte order mark is ignored. */
export function callOfLine(line: string): RecordedCall | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
  return isRecordedCall(value) ? value : undefined;
}

/** Formats a request as canonical text: equal requests have equal texts. */
export function questionOf({ method, params }: Pick<RecordedCall, "method" | "params">): string {
  return canonicalJson([method, withoutMeta(params)]);
}

/** Removes `_meta` from parameters: progress tokens and trace ids differ from call to call. */
export function withoutMeta(params: Readonly<Record<string, unknown>>): JsonObject {
  const { _meta, ...rest } = params;
  return rest as JsonObject;
}

/** Returns the subject of a call: the name of its tool or prompt, or its URI. */
export function subjectOf({ params }: Pick<RecordedCall, "params">): string | undefined {
  const { name, uri } = params;
  return typeof name === "string" ? name : typeof uri === "string" ? uri : undefined;
}

/** Whether a value is a call: a request with its result or its error. */
export function isRecordedCall(value: unknown): value is RecordedCall {
  if (!isJsonObject(value)) return false;
  const { method, params, result, error, repeated = [] } = value;
  if (typeof method !== "string" || !isJsonObject(params)) return false;
  if (!Array.isArray(repeated) || !repeated.every(isRun)) return false;
  if (isJsonObject(result)) return true;
  return isJsonObject(error) && typeof error["code"] === "number" && typeof error["message"] === "string";
}

function isRun(run: Json): boolean {
  if (!Array.isArray(run)) return false;
  const [line, times] = run as readonly Json[];
  return typeof line === "string" && Number.isSafeInteger(times) && (times as number) > 0;
}
