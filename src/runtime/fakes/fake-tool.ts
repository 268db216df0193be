import { reason } from "../../shared/text/reason.js";
import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";
import { canonicalJson } from "../../shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { normalJson } from "../../shared/json/normal-json.js";
import { withoutUndefined } from "../../shared/json/without-undefined.js";
import { faultOfValue, readSchema, type SchemaDocument } from "../../shared/json-schema/index.js";
import { sampleOf } from "../../shared/json-schema/sample/index.js";
import { show } from "../../shared/text/show.js";
import { McpError } from "../errors/mcp-error.js";
import { isWrapper } from "../results/unwrap.js";
import type { ToolInfo } from "../tools/tool-info.js";
import { checkedAnswer } from "./answer-schemas.js";
import type { AnyHandler } from "./fake-handlers.js";
import { shownFault } from "./shown-fault.js";
import { INTERNAL_ERROR, INVALID_PARAMS } from "../../shared/json/json-rpc.js";

/** One tool of a fake: checks its arguments and its handler's answers against the schemas of the real tool. */
export class FakeTool {
  readonly #info: ToolInfo;
  readonly #seed: number;
  #input: SchemaDocument | undefined;
  #output: SchemaDocument | undefined;
  #dated: ((input: unknown) => unknown) | undefined;

  constructor(info: ToolInfo, seed: number) {
    this.#info = info;
    this.#seed = seed;
  }

  /** @throws {McpError} with the path to what the input schema does not allow */
  checkInput(input: JsonObject): void {
    const fault = faultOfValue((this.#input ??= readSchema(this.#info.inputSchema)), input);
    if (fault === undefined) return;
    throw new McpError(
      `Invalid arguments for tool "${show(this.#info.name)}": ${shownFault(fault)}.`,
      INVALID_PARAMS,
    );
  }

  /** Returns arguments as their generated type has them. */
  async typed(input: JsonObject): Promise<unknown> {
    const { dates, inputSchema } = this.#info;
    if (dates !== true) return input;
    const { asDates } = await import("../validation/dates.js");
    return (this.#dated ??= asDates.read(inputSchema))(input);
  }

  /**
   * Returns the tool's answer, as a server sends it.
   *
   * @throws {McpError} with the path, for an answer that the output schema does not allow
   */
  async answer(input: JsonObject, handler: AnyHandler | undefined): Promise<JsonObject> {
    if (handler === undefined) return this.#made(input);
    try {
      return this.#resultOf(await handler((await this.typed(input)) as JsonObject));
    } catch (error) {
      if (error instanceof McpError) throw error;
      return failure(reason(error));
    }
  }

  #resultOf(given: unknown): JsonObject {
    const { name, outputSchema } = this.#info;
    const value = normalJson(withoutUndefined(given));
    if (outputSchema === undefined)
      return { content: checkedAnswer("content", contentOf(value), `The handler of tool "${show(name)}"`) };
    const wrapped = this.#info.learned === undefined && isWrapper(outputSchema, "legacy");
    const data = wrapped ? { result: value } : value;
    const fault = faultOfValue((this.#output ??= readSchema(outputSchema)), data);
    if (fault === undefined) return this.#answerOf(data);
    throw new McpError(
      `The handler of tool "${show(name)}" returned a result that its output schema does not allow: ${shownFault(fault)}.`,
      INTERNAL_ERROR,
    );
  }

  /** Converts data to an answer: to text, if the server declares no output. */
  #answerOf(data: Json): JsonObject {
    const { learned } = this.#info;
    if (learned === undefined) return structured(data);
    const texts = learned === "lines" && Array.isArray(data) ? (data as readonly Json[]) : [data];
    return { content: texts.map((each) => ({ type: "text", text: canonicalJson(each) })) };
  }

  /** Makes the same answer for the same seed, tool and arguments. */
  #made(input: JsonObject): JsonObject {
    const { name, outputSchema } = this.#info;
    if (outputSchema === undefined) return { content: contentOf(`${name} ${canonicalJson(input)}`) };
    const seed = seedOf(canonicalJson([this.#seed, name, input]));
    const made = sampleOf((this.#output ??= readSchema(outputSchema)), { seed });
    if (made !== undefined) return this.#answerOf(made.value);
    throw new McpError(
      `No value was found that the output schema of tool "${show(name)}" allows. Give the fake a handler for it.`,
      INTERNAL_ERROR,
    );
  }
}

/** Makes the answer of a tool that reports a failure. */
export function failure(message: string): JsonObject {
  return { content: contentOf(message), isError: true };
}

function structured(data: Json): JsonObject {
  return { content: contentOf(canonicalJson(data)), structuredContent: data };
}

/** Keeps texts and content blocks as they are; other values become JSON. */
function contentOf(value: Json): Json {
  if (
    Array.isArray(value) &&
    value.every((each: Json) => isJsonObject(each) && typeof each["type"] === "string")
  )
    return value;
  return [{ type: "text", text: typeof value === "string" ? value : canonicalJson(value) }];
}

function seedOf(text: string): number {
  return Number.parseInt(hex(sha256(text)).slice(0, 7), 16);
}
