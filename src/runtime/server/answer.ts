import type { Tool } from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { RequestOptions } from "../backend/call-options.js";
import type { Client } from "../client/client.js";
import type { CompletionRef } from "../backend/operations/complete.js";
import { UnclaimedResultError } from "../extensions/unclaimed-result-error.js";
import { McpError } from "../errors/mcp-error.js";
import { isOfProtocol } from "./of-protocol.js";
import type { ServerHandler, ServerRequest } from "./server-options.js";
import { METHOD_NOT_FOUND } from "../../shared/json/json-rpc.js";

/** Key with which answers of 2026-07-28 name their server: for callers, that is another one. */
const SERVER_INFO = "io.modelcontextprotocol/serverInfo";

type Answer = (client: Client, params: JsonObject, options: RequestOptions) => Promise<object>;

const ANSWERS: Readonly<Record<string, Answer>> = {
  "tools/list": async (client, _params, options) => ({
    tools: (await client.listTools(options)).map(withoutTasks),
  }),
  "resources/list": async (client, _params, options) => ({ resources: await client.listResources(options) }),
  "resources/templates/list": async (client, _params, options) => ({
    resourceTemplates: await client.listResourceTemplates(options),
  }),
  "prompts/list": async (client, _params, options) => ({ prompts: await client.listPrompts(options) }),
  "tools/call": async (client, { name, arguments: args }, options) => {
    const given = isJsonObject(args) ? args : {};
    const result = await client
      .callTool(String(name), given, { ...options, raiseOnError: false })
      .catch(unclaimedResult);
    if (!("content" in result)) return result.unclaimed;
    const { content, structuredContent, isError, meta } = result;
    return {
      content: [...content],
      ...(structuredContent !== undefined && { structuredContent }),
      ...(isError && { isError }),
      ...metaOf(meta),
    };
  },
  "resources/read": async (client, { uri }, options) => {
    const { contents, meta } = await client.readResource(String(uri), options);
    return { contents, ...metaOf(meta) };
  },
  "prompts/get": async (client, { name, arguments: args }, options) => {
    const given = isJsonObject(args) ? args : {};
    const { description, messages, meta } = await client.getPrompt(String(name), given, options);
    return { ...(description !== undefined && { description }), messages, ...metaOf(meta) };
  },
  "completion/complete": async (client, { ref, argument, context }, options) => {
    const set =
      isJsonObject(context) && isJsonObject(context["arguments"]) ? context["arguments"] : undefined;
    const { values, total, hasMore } = await client.complete(
      ref as unknown as CompletionRef,
      argument as unknown as { name: string; value: string },
      set as Readonly<Record<string, string>> | undefined,
      options,
    );
    return { completion: { values, ...(total !== undefined && { total }), hasMore } };
  },
};

/** The methods that the servers behind answer. */
export type AnsweredMethod = keyof typeof ANSWERS;

/** Answers requests with the results of a client's servers. */
export function answerWith(client: Client): ServerHandler {
  return async ({ method, params, meta, signal, onProgress }: ServerRequest) => {
    const known = Object.hasOwn(ANSWERS, method) ? ANSWERS[method] : undefined;
    const answer = known ?? asItStands(method);
    const options = {
      signal,
      ...(meta !== undefined && { meta }),
      ...(onProgress !== undefined && { onProgress }),
    };
    return (await answer(client, params, options)) as JsonObject;
  };
}

/** Passes on requests of extensions unchanged. @throws {McpError} for methods of the protocol itself */
function asItStands(method: string): Answer {
  if (isOfProtocol(method)) throw new McpError("Method not found", METHOD_NOT_FOUND);
  return async (client, params, options) => (await client.request(method, params, options)) as object;
}

/** Hides task support: a call that becomes a task behind is awaited, so that it is an ordinary call for the caller. */
function withoutTasks({ execution: _execution, ...tool }: Tool): object {
  return tool;
}

/** Returns a result that only an extension of the caller may know. @throws {unknown} any other error */
function unclaimedResult(error: unknown): { readonly unclaimed: JsonObject } {
  if (!(error instanceof UnclaimedResultError)) throw error;
  const { _meta: meta, ...result } = error.answer;
  return { unclaimed: { ...result, ...metaOf(isJsonObject(meta) ? meta : undefined) } };
}

function metaOf(meta: JsonObject | undefined): { readonly _meta?: JsonObject } {
  const { [SERVER_INFO]: _behind, ...rest } = meta ?? {};
  return Object.keys(rest).length === 0 ? {} : { _meta: rest };
}
