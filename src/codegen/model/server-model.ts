import type { Json, JsonObject } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";

/**
 * Everything that one server said, validated and bounded. It is plain JSON: the test fixture, the payload of `mcp.lock.json` and
 * the input of `generate --offline`.
 *
 * Lists are sorted by code unit (tools and prompts by name, resources by URI, templates by name, then template): the order in
 * which a server lists things never matters. Keywords of schemas are also sorted; properties keep the server's order.
 */
export interface ServerModel {
  /** The server's key in the config. Never taken from the server. */
  readonly key: string;
  /** Era of the protocol under which it was read: the same server may have other types in the other era. */
  readonly era: "legacy" | "modern";
  readonly protocolVersion: string;
  readonly serverInfo?: ServerIdentity;
  /** Text by which a server tells a model how to use it. */
  readonly instructions?: string;
  /** What the server declared: which lists were requested, and whether completions exist. */
  readonly capabilities: JsonObject;
  /** What the client declared; a server may list other tools to another client. */
  readonly clientCapabilities: JsonObject;
  readonly tools: readonly ToolModel[];
  readonly resources: readonly ResourceModel[];
  readonly resourceTemplates: readonly ResourceTemplateModel[];
  readonly prompts: readonly PromptModel[];
  /**
   * JSON pointers to values that change each time, such as a default that is the current time; they are not in this model. Items
   * of lists are addressed by their names.
   */
  readonly volatile?: readonly string[];
  /** JSON pointers to values in which a secret of the config was replaced by `***`, like those in `volatile`. */
  readonly masked?: readonly string[];
  /** What was skipped or repaired; nothing is dropped silently. */
  readonly diagnostics: readonly ModelDiagnostic[];
}

export interface ServerIdentity {
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly websiteUrl?: string;
}

export interface ToolModel {
  /** Wire name, verbatim. */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** JSON Schema as the server sent it, its keywords in code-unit order. */
  readonly inputSchema: Json;
  readonly outputSchema?: Json;
  /** What is known of the output of a tool that declares none; not from the server. */
  readonly learned?: LearnedOutput;
  readonly annotations?: ToolAnnotations;
  /** `execution.taskSupport`, 2025-11-25. */
  readonly taskSupport?: "required" | "optional" | "forbidden";
  /** `_meta` as sent, which contains FastMCP's tags and versions. */
  readonly meta?: JsonObject;
}

/** The output of a tool that declares none, from its recorded answers or from `outputs` of fmcp.config. */
export interface LearnedOutput {
  readonly schema: Json;
  /** How answers contain the data. */
  readonly form: AnswerForm;
  /** Number of recorded answers that it was learned from. Absent if a person provided it. */
  readonly answers?: number;
  /** Version of the server that gave the last of them. */
  readonly version?: string;
}

/** Hints about a tool's behavior, as claimed by the server. */
export interface ToolAnnotations {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

export interface ResourceModel {
  readonly uri: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
}

export interface ResourceTemplateModel {
  /** RFC 6570 template, verbatim. */
  readonly uriTemplate: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly mimeType?: string;
}

export interface PromptModel {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly arguments: readonly PromptArgumentModel[];
}

export interface PromptArgumentModel {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly required: boolean;
  /** The JSON Schema that FastMCP writes into the description of an argument that is not a string. */
  readonly schema?: Json;
}

export interface ModelDiagnostic {
  /** Stable: `TOOL_MALFORMED`, `LIST_FAILED`, `LIST_TRUNCATED`, `SCHEMA_…`. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  /** What it is about: `tool "x"`, `prompts/list`. */
  readonly subject: string;
  /** JSON pointer into what the server sent, if one place is the cause. */
  readonly pointer?: string;
  /** What happened and its effect; foreign text is escaped. */
  readonly message: string;
}
