import type { Json } from "../../../shared/json/json.js";
import { equal } from "../../../shared/json-schema/equal.js";
import type { ContentBlock } from "../../results/content-block.js";
import type { ToolResult } from "../../results/tool-result.js";

/** One part of an answer, before a provider's form is given to it. `data` is base64. */
export type AnswerPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  | { readonly type: "file"; readonly data: string; readonly mimeType: string; readonly name: string };

/** What a model is told of a call. */
export interface Answer {
  readonly parts: readonly AnswerPart[];
  /** The call failed; the text says why. */
  readonly isError: boolean;
}

/** A text as a whole answer. */
export function textAnswer(text: string, isError = false): Answer {
  return { parts: [{ type: "text", text }], isError };
}

/** The answer of a tool, in order. Structured content that a text repeats is said once, as JSON without white space. */
export function answerOf({ content, structuredContent, isError }: ToolResult): Answer {
  const repeats = (block: ContentBlock): boolean =>
    block.type === "text" && says(block.text, structuredContent);
  const parts = content.filter((block) => !repeats(block)).flatMap(partOf);
  const structured: readonly AnswerPart[] =
    structuredContent === undefined || structuredContent === null
      ? []
      : [{ type: "text", text: JSON.stringify(structuredContent) }];
  const all = [...structured, ...parts];
  return all.length > 0 ? { parts: all, isError } : textAnswer("The tool returned nothing.", isError);
}

/** Whether a text is the structured content, or what its one member `result` holds. */
function says(text: string, structured: unknown): boolean {
  if (structured === undefined || structured === null) return false;
  const inner =
    typeof structured === "object" && Object.keys(structured).join() === "result"
      ? (structured as { readonly result: unknown }).result
      : undefined;
  if (inner !== undefined && text === inner) return true;
  try {
    const read = JSON.parse(text) as Json;
    return equal(read, structured) || (inner !== undefined && equal(read, inner));
  } catch {
    return false;
  }
}

function partOf(block: ContentBlock): readonly AnswerPart[] {
  switch (block.type) {
    case "text":
      return block.text === "" ? [] : [{ type: "text", text: block.text }];
    case "image":
    case "audio":
      return [{ type: block.type, data: block.data, mimeType: block.mimeType }];
    case "resource_link": {
      const about = block.description ?? block.title;
      return [
        {
          type: "text",
          text: `Resource ${block.name}: ${block.uri}${about === undefined ? "" : ` (${about})`}`,
        },
      ];
    }
    case "resource":
      return [resourcePart(block.resource)];
    default:
      // a kind of block that this version does not know is better read as JSON than lost
      return [{ type: "text", text: JSON.stringify(block) }];
  }
}

function resourcePart(resource: {
  readonly uri: string;
  readonly mimeType?: string | undefined;
  readonly text?: unknown;
  readonly blob?: unknown;
}): AnswerPart {
  const { uri, mimeType = "application/octet-stream" } = resource;
  if (typeof resource.text === "string") return { type: "text", text: `${uri}:\n${resource.text}` };
  const data = typeof resource.blob === "string" ? resource.blob : "";
  if (mimeType.startsWith("image/")) return { type: "image", data, mimeType };
  if (mimeType.startsWith("audio/")) return { type: "audio", data, mimeType };
  return { type: "file", data, mimeType, name: uri.split("/").at(-1) || "file" };
}
