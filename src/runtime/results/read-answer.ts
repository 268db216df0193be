import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { ProtocolError } from "../errors/protocol-error.js";
import type { Completion } from "./completion.js";
import type {
  BlobResourceContents,
  ContentBlock,
  PromptMessage,
  TextResourceContents,
} from "./content-block.js";
import { Content } from "./content.js";
import { PromptResult } from "./prompt-result.js";
import { ResourceContent } from "./resource-content.js";
import type { ToolResult } from "./tool-result.js";

/** A tool's answer as received, without `data`, which the caller determines. */
export type RawToolResult = Omit<ToolResult, "data">;

/**
 * Reads the result of `tools/call`. Like the other readers, it tolerates what a server leaves out (no `content`, `null` for
 * absent), but not values that the method does not allow.
 */
export function readToolResult(answer: unknown, name: string): RawToolResult {
  const subject = (): string => `tool "${show(name)}"`;
  const result = objectOf(answer, subject);
  if (result["content"] === undefined && "toolResult" in result) {
    const reason = "has its result in `toolResult`, where it cannot be read";
    throw new ProtocolError(
      `The answer of ${subject()} ${reason}: ${show(JSON.stringify(answer), 200)}`,
      answer,
    );
  }
  return {
    content: new Content(blocksOf(result["content"], subject, answer)),
    structuredContent: result["structuredContent"],
    meta: metaOf(result),
    isError: result["isError"] === true,
  };
}

/** Reads the result of `resources/read`. @throws {ProtocolError} if it is malformed */
export function readResourceContent(answer: unknown, uri: string): ResourceContent {
  const subject = (): string => `resource "${show(uri)}"`;
  const result = objectOf(answer, subject);
  const contents = arrayOf(result["contents"], "contents", subject, answer);
  for (const part of contents) {
    if (!isJsonObject(part) || (typeof part["text"] !== "string" && typeof part["blob"] !== "string")) {
      throw new ProtocolError(`The answer of ${subject()} has a part with neither text nor blob.`, answer, {
        subject: uri,
      });
    }
  }
  return new ResourceContent(
    uri,
    contents as (TextResourceContents | BlobResourceContents)[],
    metaOf(result),
  );
}

/** Reads the result of `prompts/get`. @throws {ProtocolError} if it is malformed */
export function readPromptResult(answer: unknown, name: string): PromptResult {
  const subject = (): string => `prompt "${show(name)}"`;
  const result = objectOf(answer, subject);
  const messages = arrayOf(result["messages"], "messages", subject, answer);
  for (const message of messages) {
    if (!isJsonObject(message) || !isJsonObject(message["content"])) {
      throw new ProtocolError(`The answer of ${subject()} has a message without content.`, answer, {
        subject: name,
      });
    }
  }
  const description = result["description"];
  return new PromptResult(
    messages as unknown as PromptMessage[],
    typeof description === "string" ? description : undefined,
    metaOf(result),
  );
}

/** Reads the result of `completion/complete`. @throws {ProtocolError} if it is malformed */
export function readCompletion(answer: unknown, subject: () => string): Completion {
  const completion = objectOf(objectOf(answer, subject)["completion"], subject);
  const values = arrayOf(completion["values"], "values", subject, answer).filter(
    (value) => typeof value === "string",
  );
  const total = completion["total"];
  return { values, hasMore: completion["hasMore"] === true, ...(typeof total === "number" && { total }) };
}

function blocksOf(content: unknown, subject: () => string, answer: unknown): ContentBlock[] {
  const blocks =
    content === undefined || content === null ? [] : arrayOf(content, "content", subject, answer);
  for (const block of blocks) {
    if (!isJsonObject(block) || typeof block["type"] !== "string") {
      throw new ProtocolError(`The answer of ${subject()} has a content block without a type.`, answer);
    }
  }
  return blocks as unknown as ContentBlock[];
}

function objectOf(value: unknown, subject: () => string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new ProtocolError(
    `The answer of ${subject()} is not an object: ${show(JSON.stringify(value), 80)}`,
    value,
  );
}

function arrayOf(value: unknown, field: string, subject: () => string, answer: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new ProtocolError(
    `The answer of ${subject()} has no list of ${field}: ${show(JSON.stringify(value), 80)}`,
    answer,
  );
}

function metaOf(result: JsonObject): JsonObject | undefined {
  const meta = result["_meta"];
  return isJsonObject(meta) ? meta : undefined;
}
