import type { JsonObject } from "../../../shared/json/json.js";
import type { RequestTraits } from "../../layers/layer.js";
import { McpError } from "../../errors/mcp-error.js";
import { ToolError } from "../../errors/tool-error.js";
import { readToolResult } from "../../results/read-answer.js";
import type { ToolResult } from "../../results/tool-result.js";
import { needsSchemaToUnwrap, unwrapData } from "../../results/unwrap.js";
import { type CallToolOptions, traitsOf, metaParams } from "../call-options.js";
import type { Requester } from "../requester.js";
import type { ToolCatalogue } from "../tool-catalogue.js";

/** What is already known about a tool; otherwise the catalogue is asked. */
export interface ToolKnowledge {
  readonly wrapped?: boolean;
  /** The server says that the tool is read-only, or may run twice. */
  readonly repeatable?: boolean;
  /** Input schema, if it declares headers. */
  readonly headerSchema?: JsonObject | undefined;
}

/** A tool call, as requested. */
export interface ToolInvocation {
  readonly name: string;
  readonly args: JsonObject;
  readonly options: CallToolOptions;
  readonly known: ToolKnowledge | undefined;
  readonly extra?: JsonObject;
}

/** JSON-RPC code for a call whose headers do not match its arguments (2026-07-28). */
const HEADER_MISMATCH = -32020;

/** A `tools/call` to send, and what it requires of the layers. */
export interface ToolRequest {
  readonly params: JsonObject;
  readonly traits: RequestTraits;
}

/** Builds the request that calls a tool. Arguments are sent exactly as given; `extra` are params next to them. */
export function toolRequest(
  requester: Requester,
  catalogue: ToolCatalogue,
  invocation: ToolInvocation,
): ToolRequest | Promise<ToolRequest> {
  if (invocation.options.checkArguments !== true) return traitedRequest(requester, catalogue, invocation);
  return checked(catalogue, invocation).then(() => traitedRequest(requester, catalogue, invocation));
}

/** @throws {InputValidationError} when the tool's schema does not accept the arguments */
async function checked(catalogue: ToolCatalogue, { name, args, options }: ToolInvocation): Promise<void> {
  const schema = await catalogue.inputSchema(name, options.signal);
  if (schema === undefined) return;
  const { checkArguments } = await import("../../tools/argument-check.js");
  checkArguments(catalogue.server, name, schema, args);
}

function traitedRequest(
  requester: Requester,
  catalogue: ToolCatalogue,
  invocation: ToolInvocation,
): ToolRequest | Promise<ToolRequest> {
  const { name, options, known } = invocation;
  const make = (repeatable: boolean): ToolRequest => requestOf(catalogue, invocation, repeatable);
  if (options.idempotent !== undefined || !requester.trusts()) return make(options.idempotent ?? false);
  const claimed = known?.repeatable ?? catalogue.isRepeatable(name, options.signal);
  return typeof claimed === "boolean" ? make(claimed) : claimed.then(make);
}

function requestOf(
  catalogue: ToolCatalogue,
  { name, args, options, known, extra }: ToolInvocation,
  repeatable: boolean,
): ToolRequest {
  const headerSchema = known === undefined ? catalogue.headerSchema(name) : known.headerSchema;
  const traits = traitsOf(options, name, repeatable);
  return {
    params: { name, arguments: args, ...extra, ...metaParams(options) },
    traits: headerSchema === undefined ? traits : { ...traits, headerSchema },
  };
}

/**
 * Returns what to send after a failed call: the same call with headers from the tool's current schema, if the server refused
 * the previous headers. @throws {unknown} the error, if it is a different one
 */
export async function withCurrentHeaders(
  error: unknown,
  { params, traits }: ToolRequest,
  catalogue: ToolCatalogue,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ToolRequest> {
  if (!(error instanceof McpError) || error.rpcCode !== HEADER_MISMATCH) throw error;
  // The server did not run it. The headers depend on its current schema, so that is fetched, once.
  await catalogue.refresh(signal);
  return { params, traits: { ...traits, headerSchema: catalogue.headerSchema(name) } };
}

/** Converts the answer on the wire to the caller's result. */
export function finishToolResult(
  catalogue: ToolCatalogue,
  name: string,
  answer: unknown,
  options: CallToolOptions,
  known?: ToolKnowledge,
): ToolResult | Promise<ToolResult> {
  const raw = readToolResult(answer, name);
  if (raw.isError) {
    const result: ToolResult = { ...raw, data: undefined };
    if (options.raiseOnError ?? true) throw new ToolError(name, result, { server: catalogue.server });
    return result;
  }
  const finish = (wrapped: boolean): ToolResult => {
    const { content, structuredContent, meta, isError } = raw;
    return { content, structuredContent, meta, isError, data: unwrapData(raw, wrapped) };
  };
  if (known?.wrapped !== undefined || !needsSchemaToUnwrap(raw)) return finish(known?.wrapped ?? false);
  return catalogue.isWrapped(name, options.signal).then(finish);
}
