import type { JsonObject } from "../../../shared/json/json.js";
import { McpError } from "../../errors/mcp-error.js";
import { ToolError } from "../../errors/tool-error.js";
import { readToolResult } from "../../results/read-answer.js";
import type { ToolResult } from "../../results/tool-result.js";
import { needsSchemaToUnwrap, unwrapData } from "../../results/unwrap.js";
import { type CallToolOptions, traitsOf, metaParams } from "../call-options.js";
import type { Requester } from "../requester.js";
import type { ToolCatalogue } from "../tool-catalogue.js";
import { withEraHint } from "./era-hint.js";

/** What is known about a tool beforehand; else the catalogue is asked. */
export interface ToolKnowledge {
  readonly wrapped?: boolean;
  /** The server claims that the tool only reads, or may run twice. */
  readonly repeatable?: boolean;
  /** Input schema, where it declares headers. */
  readonly headerSchema?: JsonObject | undefined;
}

/** JSON-RPC code by which a server refuses a call whose headers do not match its arguments (2026-07-28). */
const HEADER_MISMATCH = -32020;

/** What becomes of a call that turns into a task. Undefined: nothing special. */
export interface TaskSeam {
  answered(answer: unknown): Promise<ToolResult> | undefined;
  refused(error: unknown): Promise<ToolResult> | undefined;
}

/** Calls a tool. Arguments reach the server exactly as given. */
export async function callTool(
  requester: Requester,
  catalogue: ToolCatalogue,
  name: string,
  args: JsonObject,
  options: CallToolOptions,
  known: ToolKnowledge | undefined,
  tasks: TaskSeam,
): Promise<ToolResult> {
  let answer: unknown;
  try {
    answer = await sendToolCall(requester, catalogue, name, args, options, known);
  } catch (error) {
    const instead = tasks.refused(error);
    if (instead === undefined) throw await withEraHint(error, requester);
    return instead;
  }
  try {
    return await (tasks.answered(answer) ?? finishToolResult(catalogue, name, answer, options, known));
  } catch (error) {
    throw await withEraHint(error, requester);
  }
}

/** Sends `tools/call`, with `extra` among its params; resolves to the answer as it stood on the wire. */
export async function sendToolCall(
  requester: Requester,
  catalogue: ToolCatalogue,
  name: string,
  args: JsonObject,
  options: CallToolOptions,
  known: ToolKnowledge | undefined,
  extra?: JsonObject,
): Promise<unknown> {
  const params: JsonObject = { name, arguments: args, ...extra, ...metaParams(options) };
  const claimed = (): boolean | Promise<boolean> =>
    known?.repeatable ?? catalogue.isRepeatable(name, options.signal);
  const repeatable = options.idempotent ?? (requester.trusts() && (await claimed()));
  const traits = traitsOf(options, name, repeatable);
  const headerSchema = known === undefined ? catalogue.headerSchema(name) : known.headerSchema;
  const send = (schema: JsonObject | undefined): Promise<unknown> =>
    requester.send(
      "tools/call",
      params,
      schema === undefined ? traits : { ...traits, headerSchema: schema },
      options.signal,
    );
  return send(headerSchema).catch(async (error: unknown) => {
    if (!(error instanceof McpError) || error.rpcCode !== HEADER_MISMATCH) throw error;
    // The server refused to run it: the headers follow from its current schema, so that is asked for, once.
    await catalogue.refresh(options.signal);
    return send(catalogue.headerSchema(name));
  });
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
