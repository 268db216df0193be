import type { JsonObject } from "../../shared/json/json.js";
import type { AnswerForm } from "../../shared/tool/answer-data.js";
import type { Era } from "../connection/era.js";

/** What generated code knows of its server: plain data, so that importing it runs nothing. */
export interface ServerContract {
  /** Key of the server in the config. */
  readonly server: string;
  /** Path of the config, relative to `base`. */
  readonly config?: string;
  /** URL of the generated module (`import.meta.url`). */
  readonly base?: string;
  /**
   * The config's entry itself (`--inline-config`); every secret in it is a `${VAR}` reference. Where `config` stands beside it,
   * relative paths of the entry count from the folder of that file, which itself needs not be there.
   */
  readonly entry?: JsonObject;
  /** Era in which the server was asked: its types may differ in the other one. */
  readonly era: Era;
  /** Loads the module of the validators; not before a value is to be checked, so that an import of the client costs little. */
  readonly validators?: () => Promise<object>;
  /** Loads the module of what the server says about its tools; not before `$tools` is used. */
  readonly catalogue?: () => Promise<object>;
  /** By wire name. (An index signature costs a compiler less than a mapped type, for each of a thousand tools.) */
  readonly tools: { readonly [name: string]: ToolFacts };
  /** Resource templates by method name. */
  readonly resources?: Readonly<Record<string, TemplateFacts>>;
  /** By method name. */
  readonly prompts?: Readonly<Record<string, PromptFacts>>;
}

/** What generated code knows of a tool. Hints are claims of the server. */
export interface ToolFacts {
  /** Name of its validator among `validators`, where it does not follow from the tool's name (`getForecastInput`). */
  readonly input?: string;
  /** The same for its answers; `true`: the name follows (`getForecastOutput`). Absent: answers are not checked. */
  readonly output?: string | true;
  /** The server declares no output: `output` was learned, and says in which form answers hold data. What does not fit is delivered. */
  readonly learned?: AnswerForm;
  /** The one property that a scalar in place of the input stands for. */
  readonly positional?: string;
  readonly readOnly?: true;
  readonly destructive?: true;
  readonly idempotent?: true;
  /** Whether the tool runs as a task (2025-11-25, `execution.taskSupport`). */
  readonly task?: "required" | "optional";
  /** `output` describes what is under `result` of the answer: the server's framework put it there. */
  readonly wrapped?: true;
  /** Values of required properties that have a default: filled in where they are absent. */
  readonly defaults?: JsonObject;
  /** Properties whose values travel in headers, too (`x-mcp-header`). */
  readonly headers?: JsonObject;
  /** Of everything that the server said about the tool, but for what is `volatile`. */
  readonly digest: string;
  /** JSON pointers to what the server says anew each time: no drift. */
  readonly volatile?: readonly string[];
}

/** What generated code knows of a resource template. */
export interface TemplateFacts {
  /** RFC 6570. */
  readonly template: string;
  /** The server suggests values for its variables. */
  readonly complete?: boolean;
}

/** What generated code knows of a prompt. */
export interface PromptFacts {
  /** Wire name. */
  readonly name: string;
  /** Name of its validator among `validators`, where it does not follow from the method (`packingListArguments`). */
  readonly input?: string;
  readonly complete?: boolean;
}
