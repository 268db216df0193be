import type { JsonObject } from "../../shared/json/json.js";
import type { PromptModel, ResourceTemplateModel, ServerModel, ToolModel } from "../model/index.js";
import type { SchemaPlan } from "../schema/index.js";
import type { NameReason } from "./assign-names.js";
import type { ServerNames } from "./server-names.js";

/** Everything that is decided before code is printed. */
export interface Plan {
  /** In code-unit order of their keys. */
  readonly servers: readonly ServerPlan[];
  readonly names: readonly NameMap[];
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** One server's client. */
export interface ServerPlan {
  readonly model: ServerModel;
  readonly names: ServerNames;
  /** Types and validators of `types.ts` and `schemas.ts`. */
  readonly schemas: SchemaPlan;
  /** In code-unit order of their wire names, as are the next two lists. */
  readonly tools: readonly ToolPlan[];
  readonly templates: readonly TemplatePlan[];
  readonly prompts: readonly PromptPlan[];
  /** URIs of `KnownResource`. */
  readonly knownResources: readonly string[];
  readonly offersResources: boolean;
  readonly offersPrompts: boolean;
  /** Characters of one text of the server in a comment; longer texts are cut. */
  readonly docChars: number;
  /** `config` or `entry` of the contract. */
  readonly source: JsonObject;
  /** Whether the code contains its own location (`import.meta.url`), from which its config is found. */
  readonly knowsPlace: boolean;
}

/** A type of `types.ts` and its validator in `schemas.ts`. */
export interface TypeNames {
  readonly type: string;
  readonly validator: string;
}

export interface ToolPlan {
  readonly tool: ToolModel;
  /** The description that models read, if the options shorten it. */
  readonly told?: string;
  readonly method: string;
  readonly input: TypeNames;
  /** Absent if the tool answers with content. */
  readonly output?: TypeNames;
  /** `{}` is a valid input, so the argument may be omitted. */
  readonly optional: boolean;
  readonly positional?: Positional;
  /** The literal part of the tool's entry in the contract. */
  readonly facts: JsonObject;
}

/** The only required parameter, if it is a scalar and can be passed by itself. */
export interface Positional {
  /** Wire name of the property. */
  readonly property: string;
  /** Name of the parameter in the signature. */
  readonly parameter: string;
  /** `undefined` for an enumeration or another narrower type, which is read from the input's type. */
  readonly type?: "string" | "number" | "boolean";
}

export interface TemplatePlan {
  readonly template: ResourceTemplateModel;
  readonly method: string;
  /** Type of the variables; absent if the template has none. */
  readonly type?: string;
  readonly variables: readonly VariablePlan[];
  readonly completes: boolean;
}

export interface VariablePlan {
  readonly name: string;
  readonly required: boolean;
  /** `{list*}`: a list or a map of values. */
  readonly exploded: boolean;
}

export interface PromptPlan {
  readonly prompt: PromptModel;
  readonly method: string;
  readonly input: TypeNames;
  readonly optional: boolean;
  readonly completes: boolean;
}

/** The name in the code for a wire name: a line of `--json`. */
export interface NameMap {
  readonly server: string;
  readonly kind: "server" | "tool" | "prompt" | "template";
  /** The wire name; the `uriTemplate` of a template; the key of a server. */
  readonly wire: string;
  /** Method name, or the export of a server. */
  readonly name: string;
  readonly reason?: NameReason;
  readonly inputType?: string;
  readonly outputType?: string;
}

/** Something that the plan dropped or changed; nothing is dropped silently. */
export interface PlanDiagnostic {
  readonly server: string;
  /** Stable: `NAME_RESERVED`, `NAME_COLLISION`, `TEMPLATE_INVALID`, `SCHEMA_…`. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly subject: string;
  readonly pointer?: string;
  readonly message: string;
}
