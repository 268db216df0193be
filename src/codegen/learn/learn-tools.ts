import type { JsonObject } from "../../shared/json/json.js";
import { accepts, type Fault, faultOfValue, readSchema } from "../../shared/json-schema/index.js";
import { digestOf } from "../lock/index.js";
import { areRare, tellsFailure } from "./failure-text.js";
import type { LearnedTool } from "./learned-file.js";
import { dataOf, isAnswer, ToolLearner } from "./tool-learner.js";
import { widen } from "./widen.js";

/** A recorded call of a tool. */
export interface ToolCall {
  readonly params: JsonObject;
  readonly version?: string;
  /** Absent if the server answered with an error. */
  readonly result?: JsonObject;
}

/** Recorded calls, read again each time; they need not fit in memory. */
export type ToolCalls = () => AsyncIterable<ToolCall>;

/** What was recorded of one tool, and what is now learned from it. */
export interface ToolLesson {
  readonly answers: number;
  /** Number of further answers, left out because they tell of a failure. */
  readonly failures: number;
  /** Version of the server that gave the last answer. */
  readonly version?: string;
  /** Absent if its answers are prose, or there were none. */
  readonly learned?: LearnedTool;
}

/**
 * Learns the outputs of tools from their recorded calls. Existing results are replaced, unless a person has edited them or they
 * were learned from more answers than there are now; then they are widened by the answers that do not match.
 */
export async function learnTools(
  calls: ToolCalls,
  known: Readonly<Record<string, LearnedTool>>,
): Promise<ReadonlyMap<string, ToolLesson>> {
  const learners = new Map<string, { readonly learner: ToolLearner; version?: string }>();
  for await (const { params, version, result } of calls()) {
    if (result === undefined || !isAnswer(result)) continue;
    const name = String(params["name"]);
    const one = learners.get(name) ?? { learner: new ToolLearner() };
    learners.set(name, one);
    one.learner.add(result);
    if (version !== undefined) one.version = version;
  }
  const lessons = new Map<string, ToolLesson>();
  for (const [name, { learner, version }] of learners) {
    const { answers, failures } = learner;
    const entry = Object.hasOwn(known, name) ? known[name] : undefined;
    const facts = { answers, ...(version !== undefined && { version }) };
    const found = learner.learned();
    if (entry !== undefined && (isEdited(entry) || answers < entry.answers))
      lessons.set(name, { ...facts, failures, learned: await widened(entry, facts, name, calls) });
    else if (found === undefined) lessons.set(name, { ...facts, failures });
    else {
      const { form, schema } = found;
      const learned = { ...facts, ...(form !== "json" && { form }), digest: digestOf(schema), schema };
      lessons.set(name, { ...facts, failures, learned });
    }
  }
  return lessons;
}

/** Recorded answers that do not match what is known of their tool. */
export interface Misfits {
  /** Number of answers compared. */
  readonly answers: number;
  readonly misfits: number;
  /** What is wrong with the first one. */
  readonly first?: Fault;
}

/** Compares recorded answers with what is known of their tools. Failures that `learnTools` leaves out are not compared. */
export async function misfitsOf(
  calls: ToolCalls,
  known: Readonly<Record<string, LearnedTool>>,
): Promise<ReadonlyMap<string, Misfits>> {
  const found = new Map<string, Misfits>();
  const failures = new Map<string, number>();
  const documents = new Map(Object.entries(known).map(([name, { schema }]) => [name, readSchema(schema)]));
  for await (const { params, result } of calls()) {
    const name = String(params["name"]);
    const document = documents.get(name);
    if (document === undefined || result === undefined || !isAnswer(result)) continue;
    if (tellsFailure(result)) {
      failures.set(name, (failures.get(name) ?? 0) + 1);
      continue;
    }
    const data = dataOf(result, known[name]?.form ?? "json");
    const fault = data === undefined ? NO_DATA : faultOfValue(document, data);
    const { answers, misfits, first = fault } = found.get(name) ?? { answers: 0, misfits: 0 };
    found.set(name, {
      answers: answers + 1,
      misfits: misfits + (fault === undefined ? 0 : 1),
      ...(first !== undefined && { first }),
    });
  }
  for (const [name, count] of failures) {
    const { answers, misfits, first = NO_DATA } = found.get(name) ?? { answers: 0, misfits: 0 };
    if (!areRare(count, answers))
      found.set(name, { answers: answers + count, misfits: misfits + count, first });
  }
  return found;
}

const NO_DATA: Fault = { path: [], message: "holds no JSON" };

function isEdited({ digest, schema }: LearnedTool): boolean {
  return digest !== digestOf(schema);
}

async function widened(
  entry: LearnedTool,
  facts: { readonly answers: number; readonly version?: string },
  name: string,
  calls: ToolCalls,
): Promise<LearnedTool> {
  let { schema } = entry;
  let document = readSchema(schema);
  for await (const { params, result } of calls()) {
    if (String(params["name"]) !== name || result === undefined || !isAnswer(result)) continue;
    const data = dataOf(result, entry.form ?? "json");
    if (data === undefined || accepts(document, data)) continue;
    schema = widen(schema, data);
    document = readSchema(schema);
  }
  const digest = isEdited(entry) ? entry.digest : digestOf(schema);
  const answers = Math.max(facts.answers, entry.answers);
  return { ...entry, ...facts, answers, ...(digest !== undefined && { digest }), schema };
}
