import type { JsonObject } from "../../shared/json/json.js";
import type { PromptModel, ResourceTemplateModel, ServerModel, ToolModel } from "../model/index.js";
import type { SchemaPlan } from "../schema/index.js";
import type { NameReason } from "./assign-names.js";
import type { ServerNames } from "./server-names.js";

/** Everything that is decided before a line of code is printed. */
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
  /** In code-unit order of their wire names, as are the two lists below. */
  readonly tools: readonly ToolPlan[];
  readonly templates: readonly TemplatePlan[];
  readonly prompts: readonly PromptPlan[];
  /** URIs of `KnownResource`. */
  readonly knownResources: readonly string[];
  readonly offersResources: boolean;
  readonly offersPrompts: boolean;
  /** Characters of one text of the server in a comment; more is cut. */
  readonly docChars: number;
  /** `config` or `entry` of the contract. */
  readonly source: JsonObject;
  /** Whether the code says where it is (`import.meta.url`), from where its config is looked up. */
  readonly knowsPlace: boolean;
}

/** A type of `types.ts` and its validator in `schemas.ts`. */
export interface TypeNames {
  readonly type: string;
  readonly validator: string;
}

export interface ToolPlan {
  readonly tool: ToolModel;
  /** The description as models are told it: shortened where the options say so. */
  readonly told?: string;
  readonly method: string;
  readonly input: TypeNames;
  /** Absent: the tool answers with content. */
  readonly output?: TypeNames;
  /** `{}` is a valid input, so that the argument may be left out. */
  readonly optional: boolean;
  readonly positional?: Positional;
  /** The literal part of the tool's entry in the contract. */
  readonly facts: JsonObject;
}

/** The sole required parameter, where it is a scalar and can be passed by itself. */
export interface Positional {
  /** Wire name of the property. */
  readonly property: string;
  /** What the parameter is called in the signature. */
  readonly parameter: string;
  /** `undefined`: an enumeration or another narrower type, read from the input's type. */
  readonly type?: "string" | "number" | "boolean";
}

export interface TemplatePlan {
  readonly template: ResourceTemplateModel;
  readonly method: string;
  /** Type of the variables; absent where the template has none. */
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

/** Where a wire name ended up: a line of `--json`. */
export interface NameMap {
  readonly server: string;
  readonly kind: "server" | "tool" | "prompt" | "template";
  /** The name on the wire; of a template its `uriTemplate`; of a server its key. */
  readonly wire: string;
  /** Method name, or the export of a server. */
  readonly name: string;
  readonly reason?: NameReason;
  readonly inputType?: string;
  readonly outputType?: string;
}

/** Something that the plan gave up or changed: nothing is lost in silence. */
export interface PlanDiagnostic {
  readonly server: string;
  /** Stable: `NAME_RESERVED`, `NAME_COLLISION`, `TEMPLATE_INVALID`, `SCHEMA_…`. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly subject: string;
  readonly pointer?: string;
  readonly message: string;
}
