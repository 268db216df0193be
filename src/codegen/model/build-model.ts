import { byCodeUnit } from "../../shared/json/canonical.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { distinct } from "./distinct.js";
import { DEFAULT_LIMITS, type Limits, raise } from "./limits.js";
import { deeperThan, normalObject } from "../../shared/json/normal-json.js";
import { LIST_METHODS, type ListName, type RawAnswers } from "./raw.js";
import { readPrompt } from "./read-prompt.js";
import { readResource, readResourceTemplate } from "./read-resource.js";
import { readTool } from "./read-tool.js";
import { ItemReader, subjectOf } from "./reading.js";
import { sortAllKeys } from "./schema-order.js";
import type { ModelDiagnostic, ResourceTemplateModel, ServerIdentity, ServerModel } from "./server-model.js";

/**
 * Validates, bounds and sorts what a server answered. Equal answers give equal models, whatever the order of a list or of
 * the keywords in a schema; everything left out or repaired is in `diagnostics`.
 */
export function buildModel(raw: RawAnswers, limits: Partial<Limits> = {}): ServerModel {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const diagnostics: ModelDiagnostic[] = [...(raw.diagnostics ?? [])];

  const items = <T>(
    list: ListName,
    kind: string,
    key: string,
    read: (reader: ItemReader, key: string) => T | undefined,
    identity: (item: T) => string,
  ): readonly T[] => {
    const listed = bounded(raw.lists[list] ?? [], list, bounds, diagnostics);
    const models = listed.flatMap((item) => {
      const reader = ItemReader.open(kind, item, key, bounds, diagnostics);
      const model = reader && read(reader, (item as JsonObject)[key] as string);
      return model === undefined ? [] : [model];
    });
    const { items: kept, doubles } = distinct(models, identity);
    for (const double of doubles) diagnostics.push(listedTwice(kind, identity(double)));
    return kept;
  };

  const tools = items("tools", "tool", "name", readTool, (tool) => tool.name);
  const resources = items("resources", "resource", "uri", readResource, (resource) => resource.uri);
  const templates = items(
    "resourceTemplates",
    "resource template",
    "uriTemplate",
    readResourceTemplate,
    (template) => template.uriTemplate,
  );
  const prompts = items(
    "prompts",
    "prompt",
    "name",
    (reader, name) => readPrompt(reader, name, bounds, diagnostics),
    (prompt) => prompt.name,
  );
  const serverInfo = readIdentity(raw.serverInfo);

  return {
    key: raw.key,
    era: raw.era,
    protocolVersion: raw.protocolVersion,
    ...(serverInfo !== undefined && { serverInfo }),
    ...(typeof raw.instructions === "string" &&
      raw.instructions !== "" && { instructions: raw.instructions }),
    capabilities: plainObject(raw.capabilities, bounds),
    clientCapabilities: plainObject(raw.clientCapabilities, bounds),
    tools,
    resources,
    resourceTemplates: [...templates].sort(byName),
    prompts,
    diagnostics: distinct(
      diagnostics,
      (d) => `${d.subject}\u0000${d.code}\u0000${d.pointer ?? ""}\u0000${d.message}`,
    ).items,
  };
}

function byName(a: ResourceTemplateModel, b: ResourceTemplateModel): number {
  return byCodeUnit(a.name, b.name) || byCodeUnit(a.uriTemplate, b.uriTemplate);
}

function bounded(
  items: readonly unknown[],
  list: ListName,
  limits: Limits,
  diagnostics: ModelDiagnostic[],
): readonly unknown[] {
  if (items.length <= limits.items) return items;
  const message = `The server listed ${items.length} items; the limit is ${limits.items}. The rest is left out. ${raise("items")}`;
  diagnostics.push({ code: "LIST_TRUNCATED", severity: "error", subject: LIST_METHODS[list], message });
  return items.slice(0, limits.items);
}

function listedTwice(kind: string, name: string): ModelDiagnostic {
  return {
    code: "DUPLICATE",
    severity: "warning",
    subject: subjectOf(kind, name),
    message: "The server lists it more than once. Only one is used.",
  };
}

function plainObject(value: unknown, limits: Limits): JsonObject {
  if (!isJsonObject(value) || deeperThan(value, limits.itemDepth)) return {};
  return sortAllKeys(normalObject(value)) as JsonObject;
}

function readIdentity(value: unknown): ServerIdentity | undefined {
  if (!isJsonObject(value)) return undefined;
  const text = (key: string): string | undefined => (typeof value[key] === "string" ? value[key] : undefined);
  const name = text("name");
  const title = text("title");
  const websiteUrl = text("websiteUrl");
  if (name === undefined) return undefined;
  return {
    name,
    version: text("version") ?? "",
    ...(title !== undefined && { title }),
    ...(websiteUrl !== undefined && { websiteUrl }),
  };
}
