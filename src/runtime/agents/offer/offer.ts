import { closest, distance } from "fastest-levenshtein";
import { FmcpError } from "../../../shared/errors/fmcp-error.js";
import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import type { RequestOptions } from "../../backend/call-options.js";
import { InputValidationError } from "../../errors/validation-errors.js";
import { Content } from "../../results/content.js";
import { type Answer, answerOf, textAnswer } from "../answers/answer.js";
import { LongTexts } from "../answers/long-texts.js";
import type { ProviderProfile } from "../schema/profile.js";
import { type ToolSchema, toolSchema } from "../schema/tool-schema.js";
import { type ToolSource, toolsOf } from "../../tools/source.js";
import type { CallableTool, ToolInfo } from "../../tools/tool-info.js";
import { isChosen, type ToolChoice } from "../../tools/choose.js";
import { providerNames } from "./names.js";

/** A place where a provider's schema says less than the server's. */
export interface SchemaLoss {
  readonly server: string;
  readonly tool: string;
  readonly provider: string;
  /** The way to the value from the arguments: `filter.tags[]`. */
  readonly path: string;
  readonly message: string;
}

/** Options of every adapter. */
export interface AgentOptions extends ToolChoice {
  /** Characters of text in one answer; the rest can be read on. Default 40,000. */
  readonly maxChars?: number;
  /** Whether a tool is offered by which a model reads on in an answer that was cut. Default true. */
  readonly readOn?: boolean;
  /**
   * Calls that a person has to allow: of tools that say that they may destroy something, of all but those that say that they
   * change nothing, of none, or by a function. Default `"destructive"`.
   */
  readonly needsApproval?:
    "destructive" | "writes" | "never" | ((tool: ToolInfo, args: JsonObject) => boolean | Promise<boolean>);
  /** Is told where a schema had to be loosened for the provider. Called while the tools are made. */
  readonly onLoss?: (loss: SchemaLoss) => void;
  /** Options of each call, such as `timeoutMs`. */
  readonly call?: Omit<RequestOptions, "signal">;
}

/** One tool as it is offered to a model. */
export interface OfferedTool {
  /** The name that the provider is given. */
  readonly name: string;
  readonly description: string;
  readonly schema: ToolSchema;
  readonly info: ToolInfo;
  /** Whether a person has to allow a call with these arguments (as the model gave them). */
  needsApproval(args: unknown): Promise<boolean>;
  /** Runs it. What goes wrong is an answer; rejects only with the reason of `signal`. */
  run(args: unknown, signal?: AbortSignal): Promise<Answer>;
}

/** The tools that one provider is offered, and who runs them. */
export interface Offer {
  readonly tools: readonly OfferedTool[];
  /** Runs a tool by the name that the model gave; a name that is not offered is answered with those that are near. */
  run(name: string, args: unknown, signal?: AbortSignal): Promise<Answer>;
}

const READ_ON = "read_on";

/** Offers the tools of `source` to a provider. */
export async function offerTools(
  source: ToolSource,
  profile: ProviderProfile,
  options: AgentOptions = {},
): Promise<Offer> {
  const chosen = (await toolsOf(source)).filter((tool) => isChosen(tool, options));
  const names = providerNames(chosen);
  const reader = freeName(new Set(names));
  const texts = new LongTexts(options.maxChars ?? 40_000, reader);
  const tools = chosen.map((tool, index) =>
    offered(tool, names[index] as string, profile, options, (answer) => texts.cut(answer)),
  );
  if (options.readOn !== false)
    tools.push(offered(readOnTool(reader, texts), reader, profile, options, (answer) => answer));
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  return {
    tools,
    run: async (name, args, signal) =>
      (await byName.get(name)?.run(args, signal)) ?? textAnswer(unknownTool(name, [...byName.keys()]), true),
  };
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
  const decoded = (args: unknown): JsonObject | undefined => {
    const read = readArguments(args);
    return read && schema.decode(read);
  };
  const { call: _, ...info } = tool;
  return {
    name,
    description: tool.description ?? tool.title ?? tool.name,
    schema,
    info,
    needsApproval: async (args) => needsApproval(info, decoded(args) ?? {}, options),
    run: async (args, signal) => {
      const given = decoded(args);
      if (given === undefined) return textAnswer(`The arguments of ${name} are not a JSON object.`, true);
      try {
        const result = await tool.call(given, { ...options.call, ...(signal !== undefined && { signal }) });
        return cut(answerOf(result));
      } catch (error) {
        if (signal?.aborted === true) throw error;
        return textAnswer(reasonOf(name, error), true);
      }
    },
  };
}

/** Arguments as a model gives them: an object, or its text. No text at all is no arguments. */
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

/** Why a call failed, so that a model can act on it. */
export function reasonOf(name: string, error: unknown): string {
  if (error instanceof InputValidationError) {
    const issues = error.issues
      .slice(0, 10)
      .map(({ path, message }) => `- ${path.map(String).join(".") || "(arguments)"}: ${message}`);
    return `The arguments of ${name} are wrong:\n${issues.join("\n")}\nCorrect them and call it again.`;
  }
  const message = reason(error);
  return error instanceof FmcpError ? message : `${name} failed: ${message}`;
}

export function needsApproval(
  tool: ToolInfo,
  args: JsonObject,
  { needsApproval: rule = "destructive" }: AgentOptions,
): boolean | Promise<boolean> {
  if (typeof rule === "function") return rule(tool, args);
  if (rule === "never") return false;
  return tool.hints.readOnly !== true && (rule === "writes" || tool.hints.destructive === true);
}

/** The tool by which a model reads the rest of an answer. */
function readOnTool(name: string, texts: LongTexts): CallableTool {
  return {
    server: "",
    name,
    description: "Reads on in the result of another tool that was cut because of its length.",
    hints: { readOnly: true },
    inputSchema: {
      type: "object",
      properties: {
        id: { type: "string", description: "The id that the cut result names." },
        from: { type: "integer", minimum: 0, description: "The position to read on from." },
      },
      required: ["id", "from"],
      additionalProperties: false,
    },
    call: ({ id, from }) => {
      const text = texts.read(String(id), Number(from));
      const content = new Content([
        { type: "text", text: text ?? `The result ${show(String(id))} is no longer kept.` },
      ]);
      return Promise.resolve({
        data: content,
        content,
        structuredContent: undefined,
        meta: undefined,
        isError: text === undefined,
      });
    },
  };
}
