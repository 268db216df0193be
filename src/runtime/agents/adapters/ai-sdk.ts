import type { JsonObject } from "../../../shared/json/json.js";
import type { Answer, AnswerPart } from "../answers/answer.js";
import { type AgentOptions, type OfferedTool, offerTools } from "../offer/offer.js";
import { OPENAI } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/source.js";

/** How the AI SDK marks a schema of its own (`jsonSchema()` of `ai` 5 to 7). */
const SCHEMA: unique symbol = Symbol.for("vercel.ai.schema") as never;

/** A schema as `jsonSchema()` of the AI SDK makes it. */
export interface AiSdkSchema<Input = unknown> {
  readonly [SCHEMA]: true;
  readonly _type: Input;
  readonly jsonSchema: JsonObject;
  readonly validate: undefined;
}

/** A tool of the AI SDK (`ai` 5, 6 and 7): what `tool()` takes and returns. */
export interface AiSdkTool {
  readonly description: string;
  readonly inputSchema: AiSdkSchema;
  readonly needsApproval: (input: unknown) => Promise<boolean>;
  readonly execute: (
    input: unknown,
    call?: { readonly abortSignal?: AbortSignal | undefined },
  ) => Promise<Answer>;
  readonly toModelOutput: (output: unknown) => AiSdkOutput;
}

/** What a model of the AI SDK is told. */
export type AiSdkOutput =
  | { readonly type: "text" | "error-text"; readonly value: string }
  | { readonly type: "content"; readonly value: readonly AiSdkContent[] };

type AiSdkContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "media" | "file-data"; readonly data: string; readonly mediaType: string };

/**
 * Tools for `generateText`, `streamText` and agents of the Vercel AI SDK (`ai` 5 to 7), by name.
 *
 * ```ts
 * const { text } = await generateText({ model, prompt, tools: await aiSdkTools(mcp), stopWhen: stepCountIs(5) });
 * ```
 */
export async function aiSdkTools(
  source: ToolSource,
  options: AgentOptions = {},
): Promise<Readonly<Record<string, AiSdkTool>>> {
  const { tools } = await offerTools(source, OPENAI, options);
  return Object.fromEntries(tools.map((tool) => [tool.name, aiSdkTool(tool)]));
}

function aiSdkTool({ description, schema, needsApproval, run }: OfferedTool): AiSdkTool {
  return {
    description,
    inputSchema: { [SCHEMA]: true, _type: undefined, jsonSchema: schema.schema, validate: undefined },
    needsApproval,
    execute: (input, call) => run(input, call?.abortSignal),
    toModelOutput,
  };
}

/** `ai` 5 gives the output itself; `ai` 6 and later give `{ toolCallId, output }`, and name files otherwise. */
function toModelOutput(given: unknown): AiSdkOutput {
  const isCall = typeof given === "object" && given !== null && "toolCallId" in given && "output" in given;
  const { parts, isError } = (isCall ? given.output : given) as Answer;
  const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  if (texts.length === parts.length)
    return { type: isError ? "error-text" : "text", value: texts.join("\n") };
  const type = isCall ? "file-data" : "media";
  return { type: "content", value: parts.map((part) => contentOf(part, type)) };
}

function contentOf(part: AnswerPart, type: "media" | "file-data"): AiSdkContent {
  return part.type === "text"
    ? { type: "text", text: part.text }
    : { type, data: part.data, mediaType: part.mimeType };
}
