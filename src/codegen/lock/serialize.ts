import { byCodeUnit } from "../../shared/json/canonical.js";
import type { Json } from "../../shared/json/json.js";
import { visibleJson } from "../../shared/text/visible-json.js";
import { sortAllKeys } from "../model/index.js";
import type { ServerModel } from "../model/index.js";
import { type LockedServer, type LockFile, LOCK_VERSION } from "./lock-file.js";
import { digestsOf } from "./digests.js";
import type { TransportFacts } from "./lock-file.js";

/** Returns a server as the lock stores it. */
export function lockedServer(model: ServerModel, transport: TransportFacts | undefined): LockedServer {
  return { ...(transport !== undefined && { transport }), digests: digestsOf(model), model };
}

/**
 * Returns the text of a lock: keys in code-unit order, two spaces, a line feed at the end, and invisible
 * characters escaped. Only in schemas are properties kept in the server's order, since the generated types follow
 * it.
 */
export function serializeLock(lock: LockFile): string {
  const { servers, ...rest } = lock;
  const sorted = Object.entries(servers).sort(([a], [b]) => byCodeUnit(a, b));
  const entries = sorted.map(([key, server]) => [key, orderedServer(server)] as const);
  const head = sortAllKeys({ ...rest, lockVersion: LOCK_VERSION } as unknown as Json) as object;
  return `${visibleJson({ ...head, servers: Object.fromEntries(entries) })}\n`;
}

/** Puts a server's members into the order of the lock. */
export function orderedServer({ model, ...facts }: LockedServer): object {
  return { ...(sortAllKeys(facts as unknown as Json) as object), model: orderedModel(model) };
}

/** Puts fields into code-unit order; schemas are left as the model stage ordered them. */
function orderedModel(model: ServerModel): object {
  const ordered = (value: object): object =>
    Object.fromEntries(Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b)));
  return ordered({
    ...model,
    tools: model.tools.map(ordered),
    resources: model.resources.map(ordered),
    resourceTemplates: model.resourceTemplates.map(ordered),
    prompts: model.prompts.map((prompt) => ordered({ ...prompt, arguments: prompt.arguments.map(ordered) })),
    diagnostics: model.diagnostics.map(ordered),
  });
}
