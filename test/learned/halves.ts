import { learnTools, misfitsOf, type ToolCall, type ToolCalls } from "../../src/codegen/learn/learn-tools.js";
import type { LearnedTool } from "../../src/codegen/learn/learned-file.js";
import { isAnswer } from "../../src/codegen/learn/tool-learner.js";
import { brokenTools, serverOf } from "./assignable.js";

/** The recorded calls of one tool. */
export interface RecordedTool {
  readonly server: string;
  readonly name: string;
  readonly calls: readonly ToolCall[];
}

/** What comes of learning from every second answer of each tool, and of judging the rest by it. */
export interface Halves {
  readonly tools: number;
  readonly answers: number;
  /** Tools whose answers are data, as the seen half shows. */
  readonly learned: number;
  /** Answers of the unseen half of these. */
  readonly unseen: number;
  readonly misfits: readonly string[];
  /** Answers that do not fit what was learned from all of them. */
  readonly wholeMisfits: number;
  /** Tools whose type of the seen half is broken by that of all answers. */
  readonly broken: readonly string[];
}

/** @param name of the folder of the project that is compiled */
export async function halvesOf(recorded: readonly RecordedTool[], name: string): Promise<Halves> {
  const sum = { tools: 0, answers: 0, unseen: 0, wholeMisfits: 0 };
  const misfits: string[] = [];
  const both: { readonly id: string; readonly half: LearnedTool; readonly whole: LearnedTool | undefined }[] =
    [];
  for (const { server, name: tool, calls } of recorded) {
    const answers = calls.filter(({ result }) => result !== undefined && isAnswer(result));
    if (answers.length === 0) continue;
    sum.tools++;
    sum.answers += answers.length;
    const unseen = answers.filter((_, index) => index % 2 === 1);
    const half = await learn(
      tool,
      answers.filter((_, index) => index % 2 === 0),
    );
    const whole = await learn(tool, answers);
    sum.wholeMisfits += (await compared(tool, whole, answers)).misfits;
    if (half === undefined) continue;
    const id = `${server}.${tool}`;
    both.push({ id, half, whole });
    sum.unseen += unseen.length;
    const { misfits: count, first } = await compared(tool, half, unseen);
    const fault = first === undefined ? "" : `${first.path.join(".")} ${first.message}`;
    for (let i = 0; i < count; i++) misfits.push(`${id}: ${fault}`);
  }
  const [before, after] = [
    serverOf(both.map(({ half }) => half.schema)),
    serverOf(both.map(({ half, whole }) => (whole ?? half).schema)),
  ];
  const wider = await brokenTools(before, after, name);
  const broken = both.filter(({ whole }, index) => whole === undefined || wider.has(`t${index}`));
  return { ...sum, learned: both.length, misfits, broken: broken.map(({ id }) => id) };
}

const stream = (calls: readonly ToolCall[]): ToolCalls =>
  async function* () {
    yield* calls;
  };

async function learn(tool: string, calls: readonly ToolCall[]): Promise<LearnedTool | undefined> {
  return (await learnTools(stream(calls), {})).get(tool)?.learned;
}

async function compared(
  tool: string,
  learned: LearnedTool | undefined,
  calls: readonly ToolCall[],
): Promise<{
  readonly misfits: number;
  readonly first?: { path: readonly (string | number)[]; message: string };
}> {
  if (learned === undefined) return { misfits: 0 };
  return (await misfitsOf(stream(calls), { [tool]: learned })).get(tool) ?? { misfits: 0 };
}
