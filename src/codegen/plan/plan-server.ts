import { hasRelativePath } from "./inline/relative-path.js";
import { holdsDateTimes, type SchemaDiagnosticCode } from "../../shared/json-schema/index.js";
import type { Json, JsonObject } from "../../shared/json/json.js";
import {
  HELPER_NAMES,
  planSchemas,
  type SchemaDeclaration,
  type SchemaPlan,
  typeDiagnostics,
} from "../schema/index.js";
import {
  type Limits,
  type PromptModel,
  raise,
  schemaLimits,
  type ServerModel,
  type ToolModel,
} from "../model/index.js";
import type { AssignedName } from "./assign-names.js";
import { headerProperties } from "./header-schema.js";
import { inputShape } from "./input-shape.js";
import { longDescriptions } from "./long-descriptions.js";
import { methodNames, nameMap } from "./method-names.js";
import type { PlanOptions } from "./plan-options.js";
import type { NameMap, PlanDiagnostic, PromptPlan, ServerPlan, ToolPlan, TypeNames } from "./plan.js";
import { planTemplates } from "./plan-templates.js";
import { RootList, type ToolRoots } from "./roots.js";
import type { ServerNames } from "./server-names.js";
import { withoutValues } from "../../shared/json/without-values.js";
import { volatileOf } from "../volatile/without-volatile.js";
import { toolDigest } from "../../shared/tool/tool-digest.js";
import { toolFacts } from "./tool-facts.js";
import { clientTypeNames, TypeNamer } from "./type-namer.js";
import { descriptionLength, shortened } from "./shorten.js";

/** A server's plan, its map of names, and what had to be given up. */
export interface PlannedServer {
  readonly plan: ServerPlan;
  readonly names: readonly NameMap[];
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** Decides everything about one server's files. `names` are those of the server, chosen with regard to the other servers. */
export function planServer(model: ServerModel, names: ServerNames, options: PlanOptions): PlannedServer {
  const { key } = model;
  const chosen = model.tools.filter(({ name }) => options.includes(key, name));
  const toolNames = methodNames(key, "tool", chosen.map(byName), options.names);
  const promptNames = methodNames(key, "prompt", model.prompts.map(byName), options.names);
  const completes = Object.hasOwn(model.capabilities, "completions");

  const namer = new TypeNamer([...clientTypeNames(names), ...HELPER_NAMES, "z", "t"]);
  const list = new RootList(namer);
  const toolRoots = chosen.map((tool) => list.addTool(tool, nameOf(toolNames.names, tool), model.era));
  const promptRoots = model.prompts.map((prompt) =>
    list.addPrompt(prompt, nameOf(promptNames.names, prompt)),
  );
  const templates = planTemplates(model, namer, options.names, completes);
  const schemas = planSchemas(list.roots, schemaOptions(options), (hint) => namer.claim(hint));

  const tools = chosen.map((tool, i) => {
    const method = nameOf(toolNames.names, tool);
    const planned = planTool(tool, method, toolRoots[i] as ToolRoots, schemas, volatileOf(model, tool.name));
    const told = toldOf(tool, descriptionLength(options.shorten, key, tool.name));
    return { ...planned, ...(told !== undefined && { told }) };
  });
  const prompts = model.prompts.map((prompt, i) => {
    const input = schemas.rootOf(promptRoots[i] as number);
    return planPrompt(prompt, nameOf(promptNames.names, prompt), input, completes);
  });
  const source = sourceOf(key, options);
  const plan: ServerPlan = {
    model,
    names,
    schemas,
    tools,
    templates: templates.plans,
    prompts,
    knownResources: model.resources.slice(0, options.knownResources).map(({ uri }) => uri),
    offersResources: offersResources(model),
    offersPrompts: prompts.length > 0,
    docChars: options.limits.descriptionChars,
    source,
    knowsPlace: "config" in source && options.module === "esm",
  };
  return {
    plan,
    names: namesOf(plan, {
      tools: toolNames.names,
      templates: templates.names,
      prompts: promptNames.names,
    }),
    diagnostics: [
      ...toolNames.diagnostics,
      ...templates.diagnostics,
      ...promptNames.diagnostics,
      ...schemaDiagnostics(key, schemas),
      ...longDescriptions(model, chosen, options.limits.descriptionChars),
    ],
  };
}

function toldOf({ description }: ToolModel, length: number | undefined): string | undefined {
  return description === undefined || length === undefined ? description : shortened(description, length);
}

function schemaOptions({ assertFormats, dates, limits }: PlanOptions): Parameters<typeof planSchemas>[1] {
  return { assertFormats, dates, limits: schemaLimits(limits), docChars: limits.descriptionChars };
}

function offersResources({ resources, resourceTemplates, capabilities }: ServerModel): boolean {
  return resources.length + resourceTemplates.length > 0 || Object.hasOwn(capabilities, "resources");
}

type Assigned = ReadonlyMap<string, AssignedName>;

/** Returns the name in the code for everything in a plan. */
function namesOf(
  { model: { key }, names, tools, templates, prompts }: ServerPlan,
  assignedTo: { readonly tools: Assigned; readonly templates: Assigned; readonly prompts: Assigned },
): readonly NameMap[] {
  return [
    nameMap(key, "server", key, { name: names.value }),
    ...tools.map(({ tool, input, output }) =>
      nameMap(key, "tool", tool.name, assigned(assignedTo.tools, tool), {
        inputType: input.type,
        ...(output && { outputType: output.type }),
      }),
    ),
    ...templates.map(({ template: { uriTemplate }, type }) =>
      nameMap(key, "template", uriTemplate, assigned(assignedTo.templates, { name: uriTemplate }), {
        ...(type !== undefined && { inputType: type }),
      }),
    ),
    ...prompts.map(({ prompt, input }) =>
      nameMap(key, "prompt", prompt.name, assigned(assignedTo.prompts, prompt), { inputType: input.type }),
    ),
  ];
}

function planTool(
  tool: ToolModel,
  method: string,
  roots: ToolRoots,
  schemas: SchemaPlan,
  volatile: readonly string[],
): ToolPlan {
  const input = schemas.rootOf(roots.input);
  const output = roots.output === undefined ? undefined : schemas.rootOf(roots.output);
  const dated = schemas.options.dates === true;
  const { optional, positional, defaults } = inputShape(input.document, dated);
  const headers = headerProperties(tool.inputSchema);
  return {
    tool,
    method,
    input: typeNames(input),
    ...(output !== undefined && { output: typeNames(output) }),
    optional,
    ...(positional !== undefined && { positional }),
    facts: toolFacts(tool, {
      ...(positional !== undefined && { positional: positional.property }),
      wrapped: roots.wrapped,
      ...(roots.learned !== undefined && { learned: roots.learned }),
      ...(defaults !== undefined && { defaults }),
      ...(headers !== undefined && { headers }),
      dates: dated && [input, output].some((each) => each !== undefined && holdsDateTimes(each.node)),
      digest: toolDigest(withoutValues(tool as unknown as Json, volatile) as JsonObject),
      volatile,
    }),
  };
}

function planPrompt(
  prompt: PromptModel,
  method: string,
  input: SchemaDeclaration,
  serverCompletes: boolean,
): PromptPlan {
  const optional = prompt.arguments.every(({ required }) => !required);
  return {
    prompt,
    method,
    input: typeNames(input),
    optional,
    completes: serverCompletes && prompt.arguments.length > 0,
  };
}

/** Returns what the contract says about where the server is. Its file is one folder below the output folder. */
function sourceOf(key: string, { source }: PlanOptions): JsonObject {
  if (source.kind === "config") return { config: `../${source.path}` };
  const entry = source.kind === "inline" ? source.entries.get(key) : undefined;
  if (source.kind === "none" || entry === undefined) return {};
  const isPlaced = source.path !== undefined && hasRelativePath(entry);
  return { ...(isPlaced && { config: `../${source.path}` }), entry };
}

/** The limit behind each diagnostic of the schema reader. */
const RAISED_BY: Readonly<Partial<Record<SchemaDiagnosticCode, keyof Limits>>> = {
  SCHEMA_TOO_LARGE: "schemaChars",
  SCHEMA_TOO_DEEP: "schemaDepth",
  SCHEMA_TOO_MANY_NODES: "schemaNodes",
  SCHEMA_REF_CHAIN: "refChain",
  SCHEMA_LARGE_ENUM: "enumValues",
};

/** Reports schemas that could not be read as they are, and types that say less than their schema. */
function schemaDiagnostics(server: string, schemas: SchemaPlan): readonly PlanDiagnostic[] {
  const read = schemas.diagnostics.map(({ label, ...fault }) => {
    const limit = RAISED_BY[fault.code];
    const message = limit === undefined ? fault.message : `${fault.message} ${raise(limit)}`;
    return { ...fault, message, subject: label, severity: "warning" as const };
  });
  const printed = schemas.declarations.flatMap((declaration) =>
    typeDiagnostics(declaration, schemas).map((gap) => ({
      ...gap,
      subject: declaration.root?.label ?? `Type ${declaration.typeName}`,
      severity: "info" as const,
    })),
  );
  return [...read, ...printed].map(({ code, severity, subject, pointer, message }) => ({
    server,
    code,
    severity,
    subject,
    pointer,
    message,
  }));
}

function typeNames({ typeName, validatorName }: SchemaDeclaration): TypeNames {
  return { type: typeName, validator: validatorName };
}

function byName({ name }: { readonly name: string }): { readonly id: string; readonly source: string } {
  return { id: name, source: name };
}

function assigned(
  names: ReadonlyMap<string, AssignedName>,
  { name }: { readonly name: string },
): AssignedName {
  return names.get(name) as AssignedName;
}

function nameOf(names: ReadonlyMap<string, AssignedName>, item: { readonly name: string }): string {
  return assigned(names, item).name;
}
