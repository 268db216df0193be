import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { ListKind } from "../backend/lists/list-kinds.js";

/** The subject of a request, and how to make the same request for another subject. */
export interface RawSubject {
  readonly kind: ListKind;
  readonly id: string;
  readonly renamed: (id: string) => JsonObject;
}

const MEMBERS: Readonly<Record<string, readonly [ListKind, string]>> = {
  "tools/call": ["tools", "name"],
  "prompts/get": ["prompts", "name"],
  "resources/read": ["resources", "uri"],
  "resources/subscribe": ["resources", "uri"],
  "resources/unsubscribe": ["resources", "uri"],
};

/** Returns what tells for which of several servers a request is; `undefined` if nothing does. */
export function subjectOf(method: string, params: JsonObject): RawSubject | undefined {
  if (method === "completion/complete" && isJsonObject(params["ref"])) {
    const { ref } = params;
    const [kind, key] =
      ref["type"] === "ref/prompt" ? (["prompts", "name"] as const) : (["resourceTemplates", "uri"] as const);
    return subject(kind, key, ref, (renamed) => ({ ...params, ref: renamed }));
  }
  const [kind, key] = (Object.hasOwn(MEMBERS, method) ? MEMBERS[method] : undefined) ?? [];
  return kind === undefined || key === undefined
    ? undefined
    : subject(kind, key, params, (renamed) => renamed);
}

function subject(
  kind: ListKind,
  key: string,
  object: JsonObject,
  wrap: (renamed: JsonObject) => JsonObject,
): RawSubject | undefined {
  const id = object[key];
  return typeof id === "string" ? { kind, id, renamed: (own) => wrap({ ...object, [key]: own }) } : undefined;
}
