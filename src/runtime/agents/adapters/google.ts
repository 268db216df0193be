import { type AgentOptions, offerTools } from "../offer/offer.js";
import { GOOGLE } from "../schema/profiles.js";
import type { ToolSource } from "../../tools/tool-source.js";
import { type Approval, runApproved } from "./approval.js";
import { asText } from "./texts.js";

/** A function declaration of Google's Gen AI API. */
export interface GoogleFunctionDeclaration {
  name: string;
  description: string;
  parametersJsonSchema: unknown;
}

/** A function call in a model's content. */
export interface GoogleFunctionCall {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly args?: Record<string, unknown> | undefined;
}

/** A part of the content that answers function calls. */
export interface GooglePart {
  functionResponse?: { id?: string; name: string; response: Record<string, unknown> };
  inlineData?: { mimeType: string; data: string };
}

/** Tools for `ai.models.generateContent`, in both forms that it takes. */
export interface GoogleTools {
  /** For `config.tools` when the program runs the calls itself. */
  readonly tools: { functionDeclarations: GoogleFunctionDeclaration[] }[];
  /** Runs calls in parallel; resolves to the parts of the content that answers them. */
  run(calls: readonly GoogleFunctionCall[] | undefined, signal?: AbortSignal): Promise<GooglePart[]>;
  /** Lets this object be an entry of `config.tools`: the package then makes the calls. */
  tool(): Promise<{ functionDeclarations: GoogleFunctionDeclaration[] }>;
  callTool(calls: readonly GoogleFunctionCall[]): Promise<GooglePart[]>;
}

/**
 * Makes tools for Google's Gen AI package (`@google/genai`).
 *
 * ```ts
 * const response = await ai.models.generateContent({ model, contents, config: { tools: [await googleTools(mcp)] } });
 * ```
 */
export async function googleTools(
  source: ToolSource,
  options: AgentOptions & Approval = {},
): Promise<GoogleTools> {
  const offer = await offerTools(source, GOOGLE, options);
  const functionDeclarations = offer.tools.map(({ name, description, schema }) => ({
    name,
    description,
    parametersJsonSchema: schema.schema,
  }));
  const run = async (
    calls: readonly GoogleFunctionCall[] = [],
    signal?: AbortSignal,
  ): Promise<GooglePart[]> => {
    const answers = await Promise.all(
      calls.map(async ({ id, name = "", args }) => {
        const answer = await runApproved(offer, name, args, options, signal);
        const media = answer.parts.filter((part) => part.type !== "text");
        const text = asText({ ...answer, parts: answer.parts.filter((part) => part.type === "text") });
        const response = { [answer.isError ? "error" : "output"]: text };
        return [
          { functionResponse: { ...(id !== undefined && { id }), name, response } },
          ...media.map(({ mimeType, data }) => ({ inlineData: { mimeType, data } })),
        ];
      }),
    );
    return answers.flat();
  };
  return {
    tools: [{ functionDeclarations }],
    run,
    tool: () => Promise.resolve({ functionDeclarations }),
    callTool: (calls) => run(calls),
  };
}
