import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { deeperThan, normalJson } from "../../shared/json/normal-json.js";
import { type AnswerForm, dataOfTexts, textsOf } from "../../shared/tool/answer-data.js";
import { digestOf } from "../lock/index.js";
import { areRare, tellsFailure } from "./failure-text.js";
import { join, observe, schemaOf, type Shape } from "./infer/index.js";
import { NOTHING } from "./infer/answer-shape.js";

/** What the answers of one tool show. */
export interface Learned {
  readonly form: AnswerForm;
  readonly schema: JsonObject;
}

/** The most digests of answers that are kept, so that the memory is bounded. */
const MAX_DIGESTS = 100_000;

/** Numbers are looked at in data that is nested less deeply. */
const DEEPEST = 1_000;

const FORMS = ["json", "lines"] as const;

/** Learns the output of one tool, answer by answer, without keeping the answers. */
export class ToolLearner {
  /** What was seen so far, by each form in which every answer could be read. */
  readonly #shapes = new Map<AnswerForm, Shape>(FORMS.map((form) => [form, NOTHING]));
  /** Digests of answers: the same one counts once for a closed set, integers or a format. */
  readonly #seen = new Set<string>();
  #answers = 0;
  #failures = 0;
  #isEmpty = true;

  /** Number of answers that count, which excludes failures. */
  get answers(): number {
    return this.#answers + (this.failures === 0 ? this.#failures : 0);
  }

  /** Number of answers left out because they tell of a failure, without the server having marked it as one. */
  get failures(): number {
    return areRare(this.#failures, this.#answers) ? this.#failures : 0;
  }

  /** Records an answer. */
  add(result: JsonObject): void {
    if (!isAnswer(result)) return;
    if (tellsFailure(result)) {
      this.#failures++;
      return;
    }
    this.#answers++;
    const { structuredContent, content } = result;
    const digest = digestOf([structuredContent ?? null, content ?? null]);
    if (this.#seen.has(digest)) return;
    if (this.#seen.size < MAX_DIGESTS) this.#seen.add(digest);
    for (const form of FORMS) {
      const shape = this.#shapes.get(form);
      if (shape === undefined) continue;
      const data = dataOf(result, form);
      if (data === undefined) this.#shapes.delete(form);
      else this.#shapes.set(form, join(shape, observe(data)));
      this.#isEmpty &&= data === undefined || (Array.isArray(data) && data.length === 0);
    }
  }

  /** Returns what was learned; `undefined` if the texts of the tool are prose, or there were none. */
  learned(): Learned | undefined {
    const form = FORMS.find((each) => this.#shapes.has(each));
    const shape = form && this.#shapes.get(form);
    if (form === undefined || shape === undefined || this.#answers === 0) return undefined;
    if (this.#failures > this.failures) return undefined;
    // a text that is always empty is not JSON Lines
    return form === "lines" && this.#isEmpty ? undefined : { form, schema: schemaOf(shape) };
  }
}

/** Whether an answer shows the output: it is complete, and the tool reports no failure. */
export function isAnswer(result: JsonObject): boolean {
  const { isError, resultType = "complete", structuredContent, content } = result;
  return (
    isError !== true &&
    resultType === "complete" &&
    [structuredContent, content].some((part) => part !== undefined && part !== null)
  );
}

/**
 * Returns the data of an answer as a generated client delivers it, but for numbers beyond what JSON can represent (`1e400`), which no
 * schema accepts: they become the largest one, as when they are recorded.
 */
export function dataOf(result: JsonObject, form: AnswerForm): Json | undefined {
  const data = deliveredOf(result, form);
  return data === undefined || deeperThan(data, DEEPEST) ? data : normalJson(data);
}

function deliveredOf(result: JsonObject, form: AnswerForm): Json | undefined {
  const { structuredContent, content, _meta: meta } = result;
  if (structuredContent !== undefined && structuredContent !== null) {
    const fastmcp = isJsonObject(meta) ? meta["fastmcp"] : undefined;
    const wrapped = isJsonObject(fastmcp) && fastmcp["wrap_result"] === true;
    return wrapped && isJsonObject(structuredContent) && Object.hasOwn(structuredContent, "result")
      ? structuredContent["result"]
      : structuredContent;
  }
  const texts = textsOf(content);
  return texts === undefined ? undefined : dataOfTexts(texts, form);
}
