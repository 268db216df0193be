import { closest, distance } from "fastest-levenshtein";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import type { RequestOptions } from "../../backend/call-options.js";
import {
  InputValidationError,
  OutputValidationError,
  type ValidationIssue,
} from "../../errors/validation-errors.js";
import { host } from "../../platform/host.js";
import { wrongArguments } from "../../results/wrong-arguments.js";
import { type Answer, answerOf, textAnswer } from "../answers/answer.js";
import { LongTexts } from "../answers/long-texts.js";
import { takeable } from "../answers/media.js";
import { Unreadable } from "../schema/given-issue.js";
import type { ProviderProfile } from "../schema/profile.js";
import { type ToolSchema, toolSchema } from "../schema/tool-schema.js";
import { toolsOf } from "../../tools/callable-tools.js";
import type { ToolSource } from "../../tools/tool-source.js";
import type { CallableTool, ToolInfo } from "../../tools/tool-info.js";
import { chooseTools, type ToolChoice } from "../../tools/choose.js";
import { type ApprovalRule, type Approve, needsApproval, refusalOf } from "./allowed.js";
import { readOnTool } from "./read-on.js";
import { providerNames } from "./names.js";

/** A place where a provider's schema is less precise than the server's. */
export interface SchemaLoss {
  readonly server: string;
  readonly tool: string;
  readonly provider: string;
  /** Path to the value within the arguments, such as `filter.tags[]`. */
  readonly path: string;
  readonly message: string;
}

/** Options that every adapter takes. */
export interface AgentOptions extends ToolChoice {
  /** Maximum characters of text in one answer; the model can read the rest with a tool. Default 40,000. */
  readonly maxChars?: number;
  /** Whether to offer the model a tool that reads the rest of a cut answer. Default true. */
  readonly readOn?: boolean;
  /**
   * Which calls need a person's approval: those of tools that may destroy something (by their annotations), those of all
   * tools except ones marked as read-only, none, or those that a function selects by valid arguments, as the server would
   * receive them; if the function throws, approval is needed. Default `"destructive"`.
   */
  readonly needsApproval?: ApprovalRule;
  /** Called for each place where a schema had to be loosened for the provider, while the tools are made. */
  readonly onLoss?: (loss: SchemaLoss) => void;
  /**
   * Media types of images and files that the model takes in results, such as `image/png`; others become a text. Default: those that
   * the provider documents; where the provider is not known (AI SDK, LangChain, Mastra), PNG, JPEG, GIF, WebP and PDF.
   */
  readonly media?: readonly string[];
  /** Options of each call, such as `timeoutMs`. */
  readonly call?: Omit<RequestOptions, "signal">;
}

/** One tool as offered to a model. */
export interface OfferedTool {
  /** The tool's name for the provider. */
  readonly name: string;
  readonly description: string;
  readonly schema: ToolSchema;
  readonly info: ToolInfo;
  /** Whether a call with these arguments (as the model gave them) needs a person's approval. */
  needsApproval(args: unknown): Promise<boolean>;
  /** Runs the tool, if `approve` allows it where that is needed. Failures become answers; rejects only with the reason of `signal`. */
  run(args: unknown, signal?: AbortSignal, approve?: Approve): Promise<Answer>;
}

/** The tools that one provider is offered, and a way to run them. */
export interface Offer {
  readonly tools: readonly OfferedTool[];
  /** Runs a tool by the name that the model gave; an unknown name is answered with similar names. */
  run(name: string, args: unknown, signal?: AbortSignal, approve?: Approve): Promise<Answer>;
}

const READ_ON = "read_on";

/** Offers the tools of `source` to a provider. */
export async function offerTools(
  source: ToolSource,
  profile: ProviderProfile,
  options: AgentOptions = {},
): Promise<Offer> {
  const chosen = chooseTools(await toolsOf(source), options);
  const names = providerNames(chosen);
  const reader = freeName(new Set(names));
  const texts = new LongTexts(options.maxChars ?? 40_000, reader);
  const tools = chosen.map((tool, index) =>
    offered(tool, names[index] as string, profile, options, (answer) =>
      texts.cut(takeable(answer, options.media ?? profile.media)),
    ),
  );
  if (options.readOn !== false && tools.length > 0)
    tools.push(offered(readOnTool(reader, texts), reader, profile, options, (answer) => answer));
  if (tools.length > profile.tools) host.warn(tooMany(tools.length, profile), "FmcpToolsWarning");
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  return {
    tools,
    run: async (name, args, signal, approve) =>
      (await byName.get(name)?.run(args, signal, approve)) ??
      textAnswer(unknownTool(name, [...byName.keys()]), true),
  };
}

function tooMany(count: number, { name, tools }: ProviderProfile): string {
  return `${name} takes at most ${tools} tools in one request, and ${count} are offered. Offer fewer with \`only\`, \`except\` or \`readOnly\`.`;
}

function freeName(taken: ReadonlySet<string>): string {
  let name = READ_ON;
  for (let number = 2; taken.has(name); number++) name = `${READ_ON}_${number}`;
  return name;
}

function unknownTool(name: string, names: readonly string[]): string {
  const near = names.length === 0 ? undefined : closest(name, names);
  const hint =
    near !== undefined && distance(name, near) <= name.length / 2 ? ` Did you mean "${show(near)}"?` : "";
  return `There is no tool "${show(name)}".${hint}`;
}

function offered(
  tool: CallableTool,
  name: string,
  profile: ProviderProfile,
  options: AgentOptions,
  cut: (answer: Answer) => Answer,
): OfferedTool {
  const schema = toolSchema(tool.inputSchema, profile);
  const { server } = tool;
  for (const { path, message } of schema.losses)
    options.onLoss?.({ server, tool: tool.name, provider: profile.name, path, message });
  const { call: _, check: _check, ...info } = tool;
  return {
    name,
    description: tool.description ?? tool.title ?? tool.name,
    schema,
    info,
    needsApproval: async (args) => {
      const given = await rightArguments(tool, schema, readArguments(args));
      // a call with wrong arguments is not made, so it needs no approval
      return given !== undefined && needsApproval(info, given, options);
    },
    run: async (args, signal, approve) => {
      const read = readArguments(args);
      if (read === undefined) return textAnswer(`The arguments of ${name} are not a JSON object.`, true);
      try {
        const given = schema.decode(read);
        if (approve !== undefined) await tool.check?.(given);
        const refusal = await refusalOf(name, info, given, options, approve);
        if (refusal !== undefined) return textAnswer(refusal, true);
        const result = await tool.call(given, { ...options.call, ...(signal !== undefined && { signal }) });
        return cut(answerOf(result));
      } catch (error) {
        if (signal?.aborted === true) throw error;
        return cut(failed(name, error, (issue) => schema.tell(issue, read)));
      }
    },
  };
}

/** Returns the arguments as the server takes them; `undefined` if they are wrong. */
async function rightArguments(
  tool: CallableTool,
  schema: ToolSchema,
  read: JsonObject | undefined,
): Promise<JsonObject | undefined> {
  try {
    const given = read && schema.decode(read);
    if (given !== undefined) await tool.check?.(given);
    return given;
  } catch {
    return undefined;
  }
}

/** Reads the model's arguments: an object, or its JSON text. An empty string means no arguments. */
function readArguments(args: unknown): JsonObject | undefined {
  if (args === undefined || args === null || args === "") return {};
  if (typeof args !== "string") return isJsonObject(args) ? args : undefined;
  try {
    const read: unknown = JSON.parse(args);
    return isJsonObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Says of a fault in the arguments where it is in those that the model gave. */
type Tell = (issue: ValidationIssue) => ValidationIssue;

/** What a model learns of a call that failed. An answer that breaks its own schema is still an answer. */
function failed(name: string, error: unknown, tell: Tell): Answer {
  if (!(error instanceof OutputValidationError)) return textAnswer(reasonOf(name, error, tell), true);
  const { parts, isError } = answerOf(error.result);
  const text = `This answer of ${name} does not have the form that the tool declares. Parts may be missing or wrong:`;
  return { parts: [{ type: "text", text }, ...parts], isError };
}

/** Explains a failed call in a way that a model can act on. */
export function reasonOf(name: string, error: unknown, tell: Tell = (issue) => issue): string {
  if (error instanceof Unreadable) return wrongArguments(name, [error.issue]);
  if (error instanceof InputValidationError) return wrongArguments(name, error.issues.map(tell));
  const message = reason(error);
  return error instanceof FmcpError ? message : `${name} failed: ${message}`;
}
