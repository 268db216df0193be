import type { ContentBlock } from "../../results/content-block.js";
import type { ToolResult } from "../../results/tool-result.js";
import { repeatedTexts, withoutMedia } from "./repeats.js";

/** One part of an answer, independent of the provider. `data` is base64. */
export type AnswerPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  | { readonly type: "file"; readonly data: string; readonly mimeType: string; readonly name: string };

/** What a model learns about the outcome of a call. */
export interface Answer {
  readonly parts: readonly AnswerPart[];
  /** The call failed; the text says why. */
  readonly isError: boolean;
}

/** Makes an answer of one text. */
export function textAnswer(text: string, isError = false): Answer {
  return { parts: [{ type: "text", text }], isError };
}

/**
 * Converts a tool result, keeping its order. Structured content that texts repeat is included once, as JSON without white space;
 * media that it repeats are left out of it.
 */
export function answerOf({ content, structuredContent, isError }: ToolResult): Answer {
  const repeated = repeatedTexts(content, structuredContent);
  const parts = content.filter((block) => !repeated.has(block)).flatMap(partOf);
  const structured: readonly AnswerPart[] =
    structuredContent === undefined || structuredContent === null
      ? []
      : [{ type: "text", text: withoutMedia(structuredContent, content) }];
  const all = [...structured, ...parts];
  if (all.length > 0) return { parts: all, isError };
  return textAnswer(isError ? "The tool failed without a message." : "The tool returned nothing.", isError);
}

function partOf(block: ContentBlock): readonly AnswerPart[] {
  switch (block.type) {
    case "text":
      return block.text === "" ? [] : [{ type: "text", text: block.text }];
    case "image":
    case "audio":
      return [mediaPart(block.type, block.data, block.mimeType)];
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
      // an unknown kind of block is better shown as JSON than lost
      return [{ type: "text", text: JSON.stringify(block) }];
  }
}

function resourcePart(resource: {
  readonly uri: string;
  readonly mimeType?: string | undefined;
  readonly text?: unknown;
  readonly blob?: unknown;
}): AnswerPart {
  const { uri } = resource;
  const mimeType = plainType(resource.mimeType ?? "application/octet-stream");
  if (typeof resource.text === "string") return { type: "text", text: `${uri}:\n${resource.text}` };
  const data = typeof resource.blob === "string" ? resource.blob : "";
  const [kind] = mimeType.split("/");
  if (kind === "image" || kind === "audio") return mediaPart(kind, data, mimeType);
  if (data === "") return { type: "text", text: `${uri}: ${mimeType}, 0 bytes` };
  return { type: "file", data, mimeType, name: uri.split("/").at(-1) || "file" };
}

/** Providers know one name of a media type, and refuse a request with empty media. */
function mediaPart(type: "image" | "audio", data: string, given: string): AnswerPart {
  const mimeType = plainType(given);
  if (data === "") return { type: "text", text: `[${type}: ${mimeType}, 0 bytes]` };
  return { type, data, mimeType };
}

/** Other names of media types that providers know. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["image/jpg", "image/jpeg"],
  ["image/pjpeg", "image/jpeg"],
  ["image/x-png", "image/png"],
  ["audio/x-wav", "audio/wav"],
  ["audio/wave", "audio/wav"],
  ["audio/vnd.wave", "audio/wav"],
  ["application/x-pdf", "application/pdf"],
]);

/** Returns a media type without its parameters, as providers write it. */
function plainType(given: string): string {
  const plain = (given.split(";")[0] ?? "").trim().toLowerCase();
  return ALIASES.get(plain) ?? plain;
}
