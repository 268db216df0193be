import type { JsonObject } from "../../../shared/json/json.js";
import type { Answer, AnswerPart } from "../answers/answer.js";
import { type AgentOptions, type OfferedTool, offerTools } from "../offer/offer.js";
import { OPENAI } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/source.js";

/** How the AI SDK knows its own schemas; `ai` 5 asks for both marks. */
const SCHEMA = Symbol.for("vercel.ai.schema");
const VALIDATOR = Symbol.for("vercel.ai.validator");

/** A tool of the AI SDK (`ai` 5, 6 and 7): what `tool()` takes and returns. */
export interface AiSdkTool {
  readonly description: string;
  /** As `jsonSchema()` of the AI SDK makes it; its type is marked with symbols of that package, so it cannot be named here. */
  readonly inputSchema: never;
  readonly needsApproval: (input: unknown) => Promise<boolean>;
  readonly execute: (
    input: unknown,
    call?: { readonly abortSignal?: AbortSignal | undefined },
  ) => Promise<Answer>;
  /** What the model is told, as the version that asks has it. */
  readonly toModelOutput: (output: unknown) => never;
}

/** What a model of the AI SDK is told. */
type AiSdkOutput =
  | { readonly type: "text" | "error-text"; readonly value: string }
  | { readonly type: "content"; readonly value: readonly AiSdkContent[] };

type AiSdkContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: FileType; readonly data: string; readonly mediaType: string };

/** `ai` 5 has one name for all media, later versions tell images from other files. */
type FileType = "media" | "image-data" | "file-data";

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
    inputSchema: aiSdkSchema(schema.schema),
    needsApproval,
    execute: (input, call) => run(input, call?.abortSignal),
    toModelOutput: (output) => aiSdkOutput(output) as never,
  };
}

/** Nothing is validated here: the call itself does it, and tells the model what is wrong. */
export function aiSdkSchema(jsonSchema: JsonObject): never {
  return { [SCHEMA]: true, [VALIDATOR]: true, _type: undefined, jsonSchema, validate: undefined } as never;
}

/** `ai` 5 gives the output itself; `ai` 6 and later give `{ toolCallId, output }`, and name files otherwise. */
export function aiSdkOutput(given: unknown): AiSdkOutput {
  const isCall = typeof given === "object" && given !== null && "toolCallId" in given && "output" in given;
  const { parts, isError } = (isCall ? given.output : given) as Answer;
  const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  if (texts.length === parts.length)
    return { type: isError ? "error-text" : "text", value: texts.join("\n") };
  return { type: "content", value: parts.map((part) => contentOf(part, isCall)) };
}

function contentOf(part: AnswerPart, isLater: boolean): AiSdkContent {
  if (part.type === "text") return { type: "text", text: part.text };
  const later = part.type === "image" ? "image-data" : "file-data";
  return { type: isLater ? later : "media", data: part.data, mediaType: part.mimeType };
}
