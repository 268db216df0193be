import { McpError } from "fmcp-runtime";
import type { ServerHandler, ServerInterceptor, ServerRequest } from "fmcp-runtime/server";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { faultOfValue, readSchema } from "../../../shared/json-schema/index.js";
import { show } from "../../../shared/text/show.js";
import { withoutValues } from "../../../shared/json/without-values.js";
import { toolDigest } from "../../../shared/tool/tool-digest.js";
import type { LockedOffer } from "./locked-offer.js";
import { INTERNAL_ERROR, INVALID_PARAMS } from "../../../shared/json/json-rpc.js";

type Gate = (
  offer: LockedOffer,
  request: ServerRequest,
  next: ServerHandler,
  tell: (message: string) => void,
) => Promise<JsonObject>;

const GATES: Readonly<Record<string, Gate>> = {
  "tools/list": async (offer, request, next, tell) =>
    filtered(await next(request), "tools", (tool) => {
      const name = String(tool["name"]);
      const kept = isAsLocked(offer, name, tool);
      if (!kept && offer.tools.has(name)) tell(changed(name));
      return kept;
    }),
  "resources/list": async (offer, request, next) =>
    filtered(await next(request), "resources", ({ uri }) => offer.resources.has(String(uri))),
  "resources/templates/list": async (offer, request, next) =>
    filtered(await next(request), "resourceTemplates", ({ uriTemplate }) =>
      offer.templates.has(String(uriTemplate)),
    ),
  "prompts/list": async (offer, request, next) =>
    filtered(await next(request), "prompts", ({ name }) => offer.prompts.has(String(name))),
  "tools/call": callLocked,
  "resources/read": (offer, request, next) => {
    const asked = String(request.params["uri"]);
    const uri = offer.resourceOf(asked);
    if (uri === undefined) return refuse(`Resource "${show(asked)}" is not in the lock.`);
    return next({ ...request, params: { ...request.params, uri } });
  },
  "prompts/get": (offer, request, next) => {
    const name = String(request.params["name"]);
    return offer.prompts.has(name) ? next(request) : refuse(`Prompt "${show(name)}" is not in the lock.`);
  },
  "completion/complete": (offer, request, next) => {
    const ref = isJsonObject(request.params["ref"]) ? request.params["ref"] : {};
    const known = offer.prompts.has(String(ref["name"])) || offer.templates.has(String(ref["uri"]));
    return known ? next(request) : refuse("What is to be completed is not in the lock.");
  },
};

/** Allows only what is in the lock and has not changed since. `tell` is called for every tool that a list leaves out for that. */
export function refuseUnlocked(
  offer: LockedOffer,
  tell: (message: string) => void = () => {},
): ServerInterceptor {
  return (next) => (request) => {
    const gate = Object.hasOwn(GATES, request.method) ? GATES[request.method] : undefined;
    return gate?.(offer, request, next, tell) ?? refuse(`${request.method} is not served with --locked.`);
  };
}

async function callLocked(
  offer: LockedOffer,
  request: ServerRequest,
  next: ServerHandler,
): Promise<JsonObject> {
  const name = String(request.params["name"]);
  const shown = `"${show(name)}"`;
  const locked = offer.tools.get(name);
  if (locked === undefined) return refuse(`Tool ${shown} is not in the lock.`);
  const { signal, caller } = request;
  const { tools } = await next({ method: "tools/list", params: {}, meta: undefined, signal, caller });
  const listed = (Array.isArray(tools) ? tools : []).find(
    (tool) => isJsonObject(tool) && tool["name"] === name,
  );
  if (!isJsonObject(listed)) return refuse(`Tool ${shown} is in the lock, but its server no longer has it.`);
  if (!isAsLocked(offer, name, listed)) return refuse(changed(name));
  const args = request.params["arguments"] ?? {};
  const wrong = faultOf(locked.inputSchema, args);
  if (wrong !== undefined)
    return refuse(`The arguments of tool ${shown} do not match its schema in the lock${wrong}`);
  const result = await next(request);
  const type = result["resultType"];
  if (typeof type === "string" && type !== "complete")
    throw new McpError(
      `The answer of tool ${shown} is of the type "${show(type)}", of an extension. A lock holds no such answers.`,
      INTERNAL_ERROR,
    );
  if (locked.outputSchema === undefined || result["isError"] === true) return result;
  const odd = faultOf(locked.outputSchema, result["structuredContent"] ?? null);
  if (odd === undefined) return result;
  throw new McpError(
    `The answer of tool ${shown} does not match its schema in the lock${odd}`,
    INTERNAL_ERROR,
  );
}

/** Compares everything but the name, which is the server's own in the lock and may carry a prefix here. */
function isAsLocked({ tools, volatile }: LockedOffer, name: string, listed: JsonObject): boolean {
  const locked = tools.get(name);
  const digest = (tool: object): string =>
    toolDigest(withoutValues(tool as JsonObject, volatile.get(name) ?? []) as JsonObject);
  return locked !== undefined && digest(locked) === digest(listed);
}

function changed(name: string): string {
  const what = `Tool "${show(name)}" is not what the lock says: its server has changed it since.`;
  return `${what} See what changed with \`fmcp-codegen diff\`, and accept it with \`fmcp-codegen generate\`.`;
}

function faultOf(schema: Json, value: Json): string | undefined {
  const fault = faultOfValue(readSchema(schema), value);
  if (fault === undefined) return undefined;
  const place = fault.path.length === 0 ? "" : ` at "${show(fault.path.join("."))}"`;
  return `${place}: ${fault.message}.`;
}

function filtered(result: JsonObject, key: string, keeps: (item: JsonObject) => boolean): JsonObject {
  const items = Array.isArray(result[key]) ? result[key] : [];
  return { ...result, [key]: items.filter((item) => isJsonObject(item) && keeps(item)) };
}

function refuse(message: string): Promise<never> {
  return Promise.reject(new McpError(message, INVALID_PARAMS));
}
