import { isJsonObject } from "../../shared/json/json.js";

const KEY = "fmcp-codegen/answer";

/** The least that each method of 2026-07-28 must answer. */
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
 * Carries an answer past the SDK untouched. On a 2026-07-28 connection the SDK validates every answer before anybody
 * sees it, and rejects a whole list for one bad tool, a `task` result with its payload, or a block type that it does
 * not know. So it is shown an empty shell, and the answer rides in the shell's `_meta`.
 */
export function wrapAnswer(method: string, result: unknown): unknown {
  const shell = SHELLS.get(method);
  // An `input_required` answer is the SDK's to handle: it asks the handlers and repeats the request.
  if (shell === undefined || (isJsonObject(result) && result["resultType"] === "input_required"))
    return result;
  return { ...shell, resultType: "complete", _meta: { [KEY]: result } };
}

/** The answer as it stood on the wire. */
export function unwrapAnswer(result: unknown): unknown {
  if (!isJsonObject(result)) return result;
  const meta = result["_meta"];
  return isJsonObject(meta) && Object.hasOwn(meta, KEY) ? meta[KEY] : result;
}
