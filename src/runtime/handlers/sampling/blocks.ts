import type {
  SamplingMessage,
  SamplingMessageContentBlock,
  ToolResultContent,
} from "@modelcontextprotocol/client";
import { isJsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { SamplingError } from "./sampling-error.js";

/** Returns the blocks of a message, which may have one or many. */
export function blocksOf(message: SamplingMessage): readonly SamplingMessageContentBlock[] {
  return Array.isArray(message.content) ? message.content : [message.content];
}

/** Returns a tool result as text, for models that take only text: its text blocks, else its structured content as JSON. */
export function toolResultText(block: ToolResultContent): string {
  const texts = block.content.flatMap((inner) => (inner.type === "text" ? [inner.text] : []));
  if (texts.length > 0) return texts.join("\n");
  return block.structuredContent === undefined ? "" : JSON.stringify(block.structuredContent);
}

/** Parses the arguments of a model's tool call. Throws `SamplingError` unless they are a JSON object. */
export function parseToolArguments(tool: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch (cause) {
    throw new SamplingError(
      `The model called the tool "${show(tool)}" with arguments that are not JSON: ${show(text)}`,
      cause,
    );
  }
  if (!isJsonObject(value))
    throw new SamplingError(
      `The model called the tool "${show(tool)}" with arguments that are not an object: ${show(text)}`,
    );
  return { ...value };
}
