import type { Prompt, Resource, ResourceTemplateType, Tool } from "@modelcontextprotocol/client";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { kindOf } from "../../../shared/tool/input-schema.js";
import type { Era } from "../../connection/era.js";
import { headerFault } from "./header-schema.js";

/** The lists of a server, with the type of their items. */
export interface Listed {
  tools: Tool;
  resources: Resource;
  resourceTemplates: ResourceTemplateType;
  prompts: Prompt;
}

/** One of the lists. */
export type ListKind = keyof Listed;

export interface ListFacts {
  readonly method: string;
  /** Capability of a server that has this list. */
  readonly capability: "tools" | "resources" | "prompts";
  /** Field that identifies an item, which the protocol requires. */
  readonly id: "name" | "uri" | "uriTemplate";
  /** Returns what is wrong with an item, apart from its name; `undefined`: nothing. */
  readonly fault: (item: JsonObject, era: Era) => string | undefined;
}

export const listFacts: Readonly<Record<ListKind, ListFacts>> = {
  tools: { method: "tools/list", capability: "tools", id: "name", fault: toolFault },
  resources: { method: "resources/list", capability: "resources", id: "uri", fault: nameFault },
  resourceTemplates: {
    method: "resources/templates/list",
    capability: "resources",
    id: "uriTemplate",
    fault: nameFault,
  },
  prompts: { method: "prompts/list", capability: "prompts", id: "name", fault: promptFault },
};

/** Unusable schemas are repaired; headers that cannot be sent are a fault. */
function toolFault(tool: JsonObject, era: Era): string | undefined {
  const schema = tool["inputSchema"];
  return era === "modern" && isJsonObject(schema) ? headerFault(schema) : undefined;
}

function promptFault(prompt: JsonObject): string | undefined {
  const args = prompt["arguments"];
  if (args === undefined) return undefined;
  if (!Array.isArray(args)) return `its arguments are ${kindOf(args)}, not a list`;
  const broken = args.findIndex(
    (argument: Json) => !isJsonObject(argument) || typeof argument["name"] !== "string",
  );
  return broken === -1 ? undefined : `its argument ${broken} has no name`;
}

function nameFault(item: JsonObject): string | undefined {
  return item["name"] === undefined || typeof item["name"] === "string"
    ? undefined
    : "its name is not a string";
}
