import type { JsonObject } from "../../../shared/json/json.js";
import type { Answer, AnswerPart } from "../answers/answer.js";
import { type AgentOptions, type OfferedTool, offerTools } from "../offer/offer.js";
import { ANY_PROVIDER } from "../schema/profiles.js";
import type { ToolChoice } from "../../tools/choose.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { byName } from "./by-name.js";

/** The marks by which the AI SDK recognizes its own schemas; `ai` 5 checks both. */
const SCHEMA = Symbol.for("vercel.ai.schema");
const VALIDATOR = Symbol.for("vercel.ai.validator");

/** A tool of the AI SDK (`ai` 5, 6 and 7): what `tool()` takes and returns. `Input`: the arguments that the server's schema accepts. */
export interface AiSdkTool<Input = unknown> {
  readonly description: string;
  /** Made by `jsonSchema()` of the AI SDK. Its type carries symbols of that package, so it cannot be named here. */
  readonly inputSchema: never;
  /** Sends the schema unchanged: otherwise OpenAI's Responses API makes optional arguments required, and closes maps. */
  readonly strict: false;
  readonly needsApproval: (input: Input) => Promise<boolean>;
  readonly execute: (
    input: Input,
    call?: { readonly abortSignal?: AbortSignal | undefined },
  ) => Promise<Answer>;
  /** What the model sees, in the form that the calling version expects. */
  readonly toModelOutput: (output: unknown) => never;
}

/**
 * The tools that `aiSdkTools` makes: for one generated client, all its tools by name, each with its own arguments; for
 * filtered tools or several servers, the compiler does not know the names. Tools that the SDK renames, and the tool that
 * reads the rest of long answers, are in the object but not in the type.
 */
export type AiSdkTools<Source, Options = Record<never, never>> = Source extends {
  readonly $types?: infer Tools;
}
  ? [keyof Options & keyof ToolChoice] extends [never]
    ? { readonly [Name in PlainName<keyof NonNullable<Tools>>]: AiSdkTool<InputOf<NonNullable<Tools>[Name]>> }
    : Readonly<Record<string, AiSdkTool>>
  : Readonly<Record<string, AiSdkTool>>;

/** Names without the characters that are replaced. */
type PlainName<Name> = Name extends `${string}${"." | "/" | ":" | " " | "@"}${string}`
  ? never
  : Name & string;
type InputOf<Tool> = Tool extends { input: infer Input } ? Input : unknown;

/** Tool output in the form that the AI SDK gives to a model. */
type AiSdkOutput =
  | { readonly type: "text" | "error-text"; readonly value: string }
  | { readonly type: "content"; readonly value: readonly AiSdkContent[] };

type AiSdkContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: FileType; readonly data: string; readonly mediaType: string };

/** `ai` 5 has one name for all media; later versions distinguish images from other files. */
type FileType = "media" | "image-data" | "file-data";

/**
 * Makes tools for `generateText`, `streamText` and agents of the Vercel AI SDK (`ai` 5 to 7), keyed by name.
 *
 * ```ts
 * const { text } = await generateText({ model, prompt, tools: await aiSdkTools(mcp), stopWhen: stepCountIs(5) });
 * ```
 */
export async function aiSdkTools<
  Source extends ToolSource,
  Options extends AgentOptions = Record<never, never>,
>(source: Source, options?: Options): Promise<AiSdkTools<Source, Options>> {
  const { tools } = await offerTools(source, ANY_PROVIDER, options);
  return byName(tools.map((tool) => [tool.name, aiSdkTool(tool)])) as never;
}

function aiSdkTool({ description, schema, needsApproval, run }: OfferedTool): AiSdkTool {
  return {
    description,
    inputSchema: aiSdkSchema(schema.schema),
    strict: false,
    needsApproval,
    execute: (input, call) => run(input, call?.abortSignal),
    toModelOutput: (output) => aiSdkOutput(output) as never,
  };
}

/** Does not validate: the call itself does, and tells the model what is wrong. */
export function aiSdkSchema(jsonSchema: JsonObject): never {
  return { [SCHEMA]: true, [VALIDATOR]: true, _type: undefined, jsonSchema, validate: undefined } as never;
}

/** `ai` 5 passes the output itself; `ai` 6 and later pass `{ toolCallId, output }` and name files differently. */
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
