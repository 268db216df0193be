import type { JsonObject } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";
import type { Era } from "../connection/era.js";

/** What generated code knows about its server: plain data, so that importing it runs nothing. */
export interface ServerContract {
  /** Key of the server in the config. */
  readonly server: string;
  /** Path of the config, relative to `base`. */
  readonly config?: string;
  /** URL of the generated module (`import.meta.url`). */
  readonly base?: string;
  /**
   * The config's entry itself (`--inline-config`); every secret in it is a `${VAR}` reference. If `config` is present, too,
   * relative paths of the entry are relative to the folder of that file, which need not exist.
   */
  readonly entry?: JsonObject;
  /** Era of the connection at generation: types may differ in the other era. */
  readonly era: Era;
  /** Loads the module of the validators, when a value is first checked, so that importing the client is cheap. */
  readonly validators?: () => Promise<object>;
  /** Loads the module of what the server says about its tools, when `$tools` is first used. */
  readonly catalogue?: () => Promise<object>;
  /** By wire name. (For a thousand tools, an index signature costs the compiler less than a mapped type.) */
  readonly tools: { readonly [name: string]: ToolFacts };
  /** Resource templates by method name. */
  readonly resources?: Readonly<Record<string, TemplateFacts>>;
  /** By method name. */
  readonly prompts?: Readonly<Record<string, PromptFacts>>;
}

/** What generated code knows about a tool. Hints are claims of the server. */
export interface ToolFacts {
  /** Name of its validator among `validators`, if it does not follow from the tool's name (`getForecastInput`). */
  readonly input?: string;
  /** The same for its output; `true`: the name follows (`getForecastOutput`). Absent: the output is not checked. */
  readonly output?: string | true;
  /**
   * The server declares no output: `output` was learned, and this is the form in which answers contain data. Answers that do
   * not fit are returned.
   */
  readonly learned?: AnswerForm;
  /** The only property, for which a scalar can be passed instead of the input. */
  readonly positional?: string;
  readonly readOnly?: true;
  readonly destructive?: true;
  readonly idempotent?: true;
  /** Whether the tool runs as a task (2025-11-25, `execution.taskSupport`). */
  readonly task?: "required" | "optional";
  /** `output` describes `result` of the answer, where the server's framework put the value. */
  readonly wrapped?: true;
  /** Values for required properties with a default: filled in if absent. */
  readonly defaults?: JsonObject;
  /** Properties whose values are also sent as headers (`x-mcp-header`). */
  readonly headers?: JsonObject;
  /** Whether date-time strings of its input and output are `Date`s for callers. */
  readonly dates?: true;
  /** Digest of the tool as the server listed it, without `volatile` values. */
  readonly digest: string;
  /** JSON pointers to values that differ on each request: they do not count as drift. */
  readonly volatile?: readonly string[];
}

/** What generated code knows about a resource template. */
export interface TemplateFacts {
  /** RFC 6570. */
  readonly template: string;
  /** Whether the server suggests values for its variables. */
  readonly complete?: boolean;
}

/** What generated code knows about a prompt. */
export interface PromptFacts {
  /** Wire name. */
  readonly name: string;
  /** Name of its validator among `validators`, if it does not follow from the method (`packingListArguments`). */
  readonly input?: string;
  readonly complete?: boolean;
}
