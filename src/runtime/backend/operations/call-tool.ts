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

/** What is known about a tool beforehand; else the catalogue is asked. */
export interface ToolKnowledge {
  readonly wrapped?: boolean;
  /** The server claims that the tool only reads, or may run twice. */
  readonly repeatable?: boolean;
  /** Input schema, where it declares headers. */
  readonly headerSchema?: JsonObject | undefined;
}

/** A call of a tool, as it was asked for. */
export interface ToolInvocation {
  readonly name: string;
  readonly args: JsonObject;
  readonly options: CallToolOptions;
  readonly known: ToolKnowledge | undefined;
  readonly extra?: JsonObject;
}

/** JSON-RPC code by which a server refuses a call whose headers do not match its arguments (2026-07-28). */
const HEADER_MISMATCH = -32020;

/** A `tools/call` as it is sent, and what it asks of the layers. */
export interface ToolRequest {
  readonly params: JsonObject;
  readonly traits: RequestTraits;
}

/** The request that calls a tool. Arguments reach the server exactly as given; `extra` are params beside them. */
export async function toolRequest(
  requester: Requester,
  catalogue: ToolCatalogue,
  { name, args, options, known, extra }: ToolInvocation,
): Promise<ToolRequest> {
  const claimed = (): boolean | Promise<boolean> =>
    known?.repeatable ?? catalogue.isRepeatable(name, options.signal);
  const repeatable = options.idempotent ?? (requester.trusts() && (await claimed()));
  const headerSchema = known === undefined ? catalogue.headerSchema(name) : known.headerSchema;
  return {
    params: { name, arguments: args, ...extra, ...metaParams(options) },
    traits: { ...traitsOf(options, name, repeatable), ...(headerSchema !== undefined && { headerSchema }) },
  };
}

/**
 * What to send in place of a call that failed: the same with headers by the tool's current schema, where the server refused
 * those that it had. @throws {unknown} the error, where it is another one
 */
export async function withCurrentHeaders(
  error: unknown,
  { params, traits }: ToolRequest,
  catalogue: ToolCatalogue,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ToolRequest> {
  if (!(error instanceof McpError) || error.rpcCode !== HEADER_MISMATCH) throw error;
  // The server did not run it: the headers follow from its current schema, so that is asked for, once.
  await catalogue.refresh(signal);
  return { params, traits: { ...traits, headerSchema: catalogue.headerSchema(name) } };
}

/** From the answer on the wire to what the caller gets. */
export async function finishToolResult(
  catalogue: ToolCatalogue,
  name: string,
  answer: unknown,
  options: CallToolOptions,
  known?: ToolKnowledge,
): Promise<ToolResult> {
  const raw = readToolResult(answer, name);
  if (raw.isError) {
    const result: ToolResult = { ...raw, data: undefined };
    if (options.raiseOnError ?? true) throw new ToolError(name, result, { server: catalogue.server });
    return result;
  }
  const wrapped =
    known?.wrapped ?? (needsSchemaToUnwrap(raw) && (await catalogue.isWrapped(name, options.signal)));
  return { ...raw, data: unwrapData(raw, wrapped) };
}
