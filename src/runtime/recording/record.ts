import { type Json, type JsonObject, isJsonObject } from "../../shared/json/json.js";
import { deeperThan, normalJson } from "../../shared/json/normal-json.js";
import { fits } from "../../shared/text/fits.js";
import { show } from "../../shared/text/show.js";
import type { SessionInfo } from "../connection/session.js";
import { McpError } from "../errors/mcp-error.js";
import type { Layer, LayerContext, LayerRequest } from "../layers/layer.js";
import { checkRecord } from "./check-record.js";
import { host } from "../platform/host.js";
import type { RecordedCall, RecordedQuestion } from "./recorded-call.js";
import { subjectOf, withoutMeta } from "./recorded-call.js";
import { Recorder } from "./recorder.js";
import type { RecordingReport, RecordOptions } from "./record-options.js";

/** Answers that are nested more deeply are not recorded. */
const DEEPEST = 1_000;

/** Methods that are repeated all the time, or that the server does not answer. */
const NOT_RECORDED = /^(?:ping|logging\/|subscriptions\/|resources\/(?:un)?subscribe|initialize|server\/)/;

/**
 * Makes a layer that records a client's requests and answers to files, for `replay` and `fmcp-codegen learn`: `new
 * Client(target, { interceptors: [record({ to: "recordings" })] })`. Records answers of the server, including its errors, but
 * not failed connections and cancelled calls. A call returns once its line is written; a failure to record is reported and does
 * not fail the call.
 *
 * @throws {ConfigurationError} for a path of `redact` that is not one into a call, a pattern that matches the empty string, and other options that cannot be meant
 */
export function record(options: RecordOptions): Layer {
  return recordingLayer(options);
}

/** The same; `onRecorded` receives each call after it was recorded. */
export function recordingLayer(options: RecordOptions, onRecorded?: (call: RecordedCall) => void): Layer {
  checkRecord(options);
  const recorder = new Recorder({ ...options, onReport: options.onReport ?? warn });
  const keep = async (call: RecordedCall, context: LayerContext): Promise<void> => {
    const info = context.info?.();
    if (info !== undefined) await recorder.add(handshakeOf(info), context);
    await recorder.add(call, context);
    onRecorded?.(call);
  };
  return (next) => async (request, context) => {
    if (!isWanted(request, context.server, options)) return next(request, context);
    const heard: Heard = { progress: [], logs: [], asked: [] };
    const deaf = context.overhear?.((each) => {
      if (each.kind === "log") heard.logs.push(each.message);
      else heard.asked.push({ method: each.method, params: each.params, result: each.result });
    });
    try {
      const answer = await next(withProgress(request, heard.progress), context);
      await keep(callOf(request, context, heard, { result: answer }), context);
      return answer;
    } catch (error) {
      if (error instanceof McpError) await keep(callOf(request, context, heard, { error }), context);
      throw error;
    } finally {
      deaf?.();
    }
  };
}

/** Messages of the server while a request was under way. */
interface Heard {
  readonly progress: JsonObject[];
  readonly logs: JsonObject[];
  readonly asked: RecordedQuestion[];
}

function isWanted(
  { method, params }: LayerRequest,
  server: string,
  { tools, sample = 1, random = Math.random }: Pick<RecordOptions, "tools" | "sample" | "random">,
): boolean {
  if (NOT_RECORDED.test(method)) return false;
  if (method !== "tools/call") return true;
  const name = subjectOf({ params: params as JsonObject }) ?? "";
  const named =
    typeof tools === "function"
      ? tools(name, server)
      : (tools?.some((each) => fits(each, name) || fits(each, `${server}.${name}`)) ?? true);
  return named && (sample >= 1 || random() < sample);
}

/** Records the progress of the request, if the caller listens to it. */
function withProgress(request: LayerRequest, progress: JsonObject[]): LayerRequest {
  const { onProgress } = request.traits;
  if (onProgress === undefined) return request;
  const noting: typeof onProgress = (each) => {
    progress.push(normalJson(each) as JsonObject);
    return onProgress(each);
  };
  return { ...request, traits: { ...request.traits, onProgress: noting } };
}

function callOf(
  { method, params }: LayerRequest,
  { info }: LayerContext,
  { progress, logs, asked }: Heard,
  outcome: { readonly result: unknown } | { readonly error: McpError },
): RecordedCall {
  const version = info?.()?.serverInfo?.version;
  return {
    method,
    params: jsonOf(withoutMeta(params)),
    ...(version !== undefined && { version }),
    ...(progress.length > 0 && { progress }),
    ...(logs.length > 0 && { logs }),
    ...(asked.length > 0 && { asked }),
    ...("result" in outcome ? { result: jsonOf(outcome.result) } : { error: errorOf(outcome.error) }),
  };
}

function errorOf({ rpcCode: code, message, data }: McpError): NonNullable<RecordedCall["error"]> {
  return {
    code,
    message,
    ...(data !== undefined && { data: deeperThan(data, DEEPEST) ? null : normalJson(data) }),
  };
}

function jsonOf(value: unknown): JsonObject {
  const json: Json = deeperThan(value, DEEPEST) ? null : normalJson(value);
  return isJsonObject(json) ? json : {};
}

/** Converts what the server said about itself to the answer of a handshake. */
function handshakeOf({
  era,
  protocolVersion,
  serverInfo,
  capabilities,
  instructions,
}: SessionInfo): RecordedCall {
  const facts = { era, protocolVersion, serverInfo, capabilities, instructions };
  return { method: "initialize", params: {}, result: normalJson(facts) as JsonObject };
}

function warn({ kind, message }: RecordingReport): void {
  const shown = show(message, 2_000);
  // the program is ending: a warning of the process would come too late
  if (kind === "unused") host.tell(`RecordingWarning: ${shown}\n`);
  else host.warn(shown, "RecordingWarning");
}
