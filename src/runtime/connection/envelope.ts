import { isJsonObject } from "../../shared/json/json.js";

const KEY = "fmcp-codegen/answer";

/** The minimal valid answer of each 2026-07-28 method. */
const SHELLS: ReadonlyMap<string, object> = new Map([
  ["tools/call", { content: [] }],
  ["tools/list", { tools: [], ...uncached() }],
  ["prompts/list", { prompts: [], ...uncached() }],
  ["prompts/get", { messages: [] }],
  ["resources/list", { resources: [], ...uncached() }],
  ["resources/templates/list", { resourceTemplates: [], ...uncached() }],
  ["resources/read", { contents: [], ...uncached() }],
  ["completion/complete", { completion: { values: [] } }],
  ["tasks/get", {}],
  ["tasks/cancel", {}],
  ["tasks/update", {}],
]);

function uncached(): object {
  return { ttlMs: 0, cacheScope: "private" };
}

/**
 * Passes an answer through the SDK unchanged. On a 2026-07-28 connection the SDK validates every answer first, and rejects a
 * whole list for one bad tool, a `task` result with its payload, or an unknown block type. So it gets an empty shell, with the
 * answer in the shell's `_meta`.
 */
export function wrapAnswer(method: string, result: unknown): unknown {
  const shell = SHELLS.get(method);
  // The SDK handles an `input_required` answer: it calls the handlers and repeats the request.
  if (shell === undefined || (isJsonObject(result) && result["resultType"] === "input_required"))
    return result;
  return { ...shell, resultType: "complete", _meta: { [KEY]: result } };
}

/** Returns the answer as received. */
export function unwrapAnswer(result: unknown): unknown {
  if (!isJsonObject(result)) return result;
  const meta = result["_meta"];
  return isJsonObject(meta) && Object.hasOwn(meta, KEY) ? meta[KEY] : result;
}
