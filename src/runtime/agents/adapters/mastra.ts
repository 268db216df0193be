import type { ToolSource } from "../../tools/tool-source.js";
import { byName } from "./by-name.js";
import type { Answer } from "../answers/answer.js";
import { neverNeedsApproval } from "../offer/allowed.js";
import { type AgentOptions, offerTools } from "../offer/offer.js";
import { ANY_PROVIDER } from "../schema/profiles.js";
import { aiSdkOutput, aiSdkSchema } from "./ai-sdk.js";
import { asText } from "./texts.js";

/** What Mastra passes beside the arguments. */
interface MastraCall {
  readonly abortSignal?: AbortSignal | undefined;
}

/** A tool as Mastra's `new Agent({ tools })` accepts it, alongside tools made with `createTool`. */
export interface MastraTool {
  readonly id: string;
  readonly description: string;
  /** Made by `jsonSchema()` of the AI SDK. Its type carries symbols of that package, so it cannot be named here. */
  readonly inputSchema: never;
  /** Mastra pauses the run before the call until `approveToolCall` or `declineToolCall`. */
  readonly requireApproval: boolean;
  /** Resolves to the text of the answer, or to the whole answer if it has images or files. */
  readonly execute: (input: unknown, call?: MastraCall) => Promise<Answer | string>;
  readonly toModelOutput: (output: unknown) => never;
}

/** Options for Mastra, which decides by tool, not by arguments, whether a call needs approval. */
export interface MastraOptions extends Omit<AgentOptions, "needsApproval"> {
  /** Default `"destructive"`. */
  readonly needsApproval?: "destructive" | "writes" | "never";
}

/**
 * Makes tools for an agent of Mastra (`@mastra/core` 0.24 and 1.x).
 *
 * ```ts
 * const agent = new Agent({ name: "helper", instructions, model, tools: await mastraTools(mcp) });
 * ```
 */
export async function mastraTools(
  source: ToolSource,
  options: MastraOptions = {},
): Promise<Readonly<Record<string, MastraTool>>> {
  const { tools } = await offerTools(source, ANY_PROVIDER, options);
  const made = tools.map(async ({ name, description, schema, info, run }): Promise<[string, MastraTool]> => [
    name,
    {
      id: name,
      description,
      inputSchema: aiSdkSchema(schema.schema),
      requireApproval: !neverNeedsApproval(info, options),
      execute: async (input, call) => {
        const isOld = isRun(input);
        const answer = await run(isOld ? input.context : input, call?.abortSignal);
        // 0.x does not call `toModelOutput`: media would reach the model as base64 text
        return isOld || answer.parts.every(({ type }) => type === "text") ? asText(answer) : answer;
      },
      toModelOutput: (output) =>
        (typeof output === "string" ? { type: "text", value: output } : aiSdkOutput(output)) as never,
    },
  ]);
  return byName(await Promise.all(made));
}

/**
 * `@mastra/core` 1.x passes the arguments themselves; 0.x passes an object that holds them as `context`. An argument that is
 * called `context` is recognized by the absence of `runtimeContext`, which 0.x always adds.
 */
function isRun(input: unknown): input is { readonly context: unknown } {
  return typeof input === "object" && input !== null && "context" in input && "runtimeContext" in input;
}
