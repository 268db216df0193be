import { base64 } from "../../shared/bytes/base64.js";
import { canonicalJson } from "../../shared/json/canonical.js";
import type { Json, JsonObject } from "../../shared/json/json.js";
import { normalJson } from "../../shared/json/normal-json.js";
import { show } from "../../shared/text/show.js";
import { match } from "../../shared/uri-template/index.js";
import { McpError } from "../errors/mcp-error.js";
import { checkedAnswer } from "./answer-schemas.js";
import type { FakeLists } from "./fake-lists.js";
import type { AnyHandlers } from "./fake-handlers.js";
import { INVALID_PARAMS } from "../../shared/json/json-rpc.js";

/**
 * Reads a resource: from its handler, from that of its template, or as a text that names it.
 *
 * @throws {McpError} for a URI that is not listed and has no handler, and for an answer that is not a resource
 */
export async function readResource(
  uri: string,
  { resources = {}, templates = {} }: AnyHandlers,
  lists: FakeLists,
): Promise<JsonObject> {
  const given = Object.hasOwn(resources, uri) ? resources[uri] : undefined;
  const whose = `The handler of resource "${show(uri)}"`;
  if (typeof given === "function")
    return contents(uri, await (given as (uri: string) => unknown)(uri), whose);
  if (given !== undefined) return contents(uri, given, whose);
  for (const [template, handler] of Object.entries(templates)) {
    const variables = match(template, uri);
    if (variables !== undefined)
      return contents(
        uri,
        await handler(variables as JsonObject, uri),
        `The handler of resource template "${show(template)}"`,
      );
  }
  const { resources: listed = [], resourceTemplates = [] } = lists;
  const isKnown =
    listed.some((each) => each["uri"] === uri) ||
    resourceTemplates.some(({ uriTemplate }) => typeof uriTemplate === "string" && fits(uriTemplate, uri));
  if (!isKnown) throw new McpError(`Resource not found: ${show(uri)}`, INVALID_PARAMS, { uri });
  return contents(uri, uri, whose);
}

/**
 * Gets a prompt: from its handler, or as a text that names it.
 *
 * @throws {McpError} for a prompt that is not listed and has no handler, and for an answer that is not a prompt
 */
export async function getPrompt(
  name: string,
  args: JsonObject,
  { prompts = {} }: AnyHandlers,
  lists: FakeLists,
): Promise<JsonObject> {
  const handler = Object.hasOwn(prompts, name) ? prompts[name] : undefined;
  const isListed = lists.prompts?.some((each) => each["name"] === name) === true;
  if (handler === undefined && !isListed)
    throw new McpError(`Unknown prompt "${show(name)}".`, INVALID_PARAMS);
  const given = handler === undefined ? `${name} ${canonicalJson(args)}` : await handler(args);
  if (typeof given === "string")
    return { messages: [{ role: "user", content: { type: "text", text: given } }] };
  return { messages: checkedAnswer("messages", jsonOf(given), `The handler of prompt "${show(name)}"`) };
}

function contents(uri: string, given: unknown, whose: string): JsonObject {
  if (typeof given === "string") return { contents: [{ uri, text: given }] };
  if (given instanceof Uint8Array) return { contents: [{ uri, blob: base64(given) }] };
  return { contents: checkedAnswer("contents", jsonOf(given), whose) };
}

/** `undefined` becomes null, so that its fault is reported like any other. */
function jsonOf(value: unknown): Json {
  return value === undefined ? null : normalJson(value);
}

function fits(template: string, uri: string): boolean {
  try {
    return match(template, uri) !== undefined;
  } catch {
    // what the server calls a template is not a valid one
    return false;
  }
}
