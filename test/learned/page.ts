import { dataOf } from "../../src/codegen/learn/tool-learner.js";
import { learnTools } from "../../src/codegen/learn/learn-tools.js";
import type { Json, JsonObject } from "../../src/shared/json/json.js";
import { isJsonObject } from "../../src/shared/json/json.js";
import type { ToolInfo } from "../../src/runtime/tools/tool-info.js";
import { recordedTools } from "../agents/recorded-tools.js";
import { hasCorpus } from "../corpus/recordings.js";
import { faked } from "./fakes.js";
import { type Halves, halvesOf, type RecordedTool } from "./halves.js";
import { learnLarge } from "./large.js";
import { learners, property, unseenFits } from "./peers.js";
import { fixtureCalls } from "./fixture-calls.js";
import { recordRealServers, type RecordedLesson } from "./real-servers.js";
import { replayCost } from "./replay-cost.js";

/** One part of the page, and what is wrong in it. */
export interface Part {
  readonly text: string;
  readonly faults: readonly string[];
}

/** The share of unseen answers that has to fit, and of random schemas that have to be implied. */
const LEAST_FIT = 0.97;
const LEAST_IMPLIED = 0.95;
/** Replay may cost so much more than a server in memory. */
const MOST_COST = 2;
/** Memory for a gigabyte of recordings may be so much more than for a hundredth of it, in MiB. */
const MOST_MEMORY = 200;
const SCHEMAS = 500;

/** The parts of the page, in order. @param root of the repository */
export function partsOf(root: string): readonly { readonly name: string; run(): Promise<Part> }[] {
  let tour: Promise<readonly RecordedLesson[]> | undefined;
  const recorded = (): Promise<readonly RecordedLesson[]> => (tour ??= recordRealServers(root));
  return [
    { name: "halves", run: async () => halves(root, await recorded()) },
    { name: "replay", run: async () => replays(await recorded()) },
    { name: "peers", run: async () => peers(root, await recorded()) },
    { name: "fakes", run: async () => fakes(await recorded()) },
    { name: "cost", run: cost },
    { name: "large", run: () => Promise.resolve(large(root)) },
  ];
}

/** The whole page. */
export function page(texts: readonly string[]): string {
  return `# Learned outputs, fakes and replay in numbers

\`npm run learned\` writes this page. What they are for stands in [learned.md](learned.md) and [testing.md](testing.md).

${texts.join("\n\n")}
`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

const allTools = (lessons: readonly RecordedLesson[]): readonly RecordedTool[] =>
  lessons.flatMap(({ tools }) => tools);

async function halves(root: string, lessons: readonly RecordedLesson[]): Promise<Part> {
  const found: [string, Halves][] = [
    ["recorded calls in the tests", await halvesOf(fixtureCalls(root), "learned-fixture")],
    ["calls of servers below", await halvesOf(allTools(lessons), "learned-tour")],
  ];
  const faults = found.flatMap(([, { unseen, misfits, wholeMisfits, broken }]) => [
    ...(1 - misfits.length / unseen < LEAST_FIT ? misfits : []),
    ...broken.map((id) => `${id}: callers of the type of the seen half may break`),
    ...(wholeMisfits > 0 ? [`${wholeMisfits} answers do not fit what was learned from all`] : []),
  ]);
  const rows = found.map(([name, { tools, answers, learned, unseen, misfits, wholeMisfits, broken }]) => [
    ...[name, tools, answers, learned, unseen],
    percent(unseen - misfits.length, unseen),
    ...[broken.length, percent(answers - wholeMisfits, answers)],
  ]);
  return {
    text: `## Unseen answers

Every second answer of each tool is learned from, and the rest is judged by that. A tool breaks callers where its type, learned from all
answers, is not assignable to its type of the seen half.

${table(["answers of", "tools", "answers", "tools with data", "unseen answers of these", "that fit", "tools that break callers", "fit what all gave"], rows)}`,
    faults,
  };
}

function replays(lessons: readonly RecordedLesson[]): Part {
  const rows = lessons.map(({ label, calls, same, tools }) => [`\`${label}\``, tools.length, calls, same]);
  return {
    text: `## Replay

Servers of [the tour](tour.md), asked by a program for what they only read, recorded, then replayed to the same program.

${table(["server", "tools", "calls", "the same in replay"], rows)}`,
    faults: lessons.flatMap(({ label, calls, same, error }) =>
      error === undefined && calls === same ? [] : [`${label}: ${error ?? "replay says something else"}`],
    ),
  };
}

async function peers(root: string, lessons: readonly RecordedLesson[]): Promise<Part> {
  const lists = [...fixtureCalls(root), ...allTools(lessons)].flatMap(({ calls }) => {
    const values = calls.map(({ result }) => (result === undefined ? undefined : dataOf(result, "json")));
    return values.length > 1 && values.every((value) => value !== undefined) ? [values as Json[]] : [];
  });
  const rows: string[][] = [];
  const faults: string[] = [];
  for (const learner of learners(root)) {
    const { schemas, sound, implied } = await property(learner, SCHEMAS);
    const { unseen, fit } = await unseenFits(learner, lists);
    rows.push([learner.name, percent(sound, schemas), percent(implied, schemas), percent(fit, unseen)]);
    if (rows.length === 1 && (sound < schemas || implied / schemas < LEAST_IMPLIED))
      faults.push(`${sound} of ${schemas} schemas take all their values, ${implied} are implied`);
  }
  return {
    text: `## Beside other libraries

${SCHEMAS} random schemas, and 120 values of each to learn from: a learned schema is sound where it takes all of them, and implied where the comparison of
\`diff\` finds nothing in it that is tighter than the schema the values came from. The last column has the unseen answers of above.

${table(["learned by", "sound", "implied", "unseen answers that fit"], rows)}`,
    faults,
  };
}

async function fakes(lessons: readonly RecordedLesson[]): Promise<Part> {
  const declared = hasCorpus()
    ? recordedTools().filter(({ outputSchema }) => outputSchema !== undefined)
    : [];
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  for (const [name, tools] of [
    ["declared", declared],
    ["learned from the calls above", await learnedTools(allTools(lessons))],
  ] as const) {
    const { answers, invalid, unsatisfiable, unjudged, tools: count } = await faked(tools);
    rows.push([name, count, answers, answers - invalid.length, unsatisfiable.length, unjudged]);
    faults.push(...invalid);
  }
  return {
    text: `## Fakes

Every recorded tool with an output schema, called with arguments that its input schema takes, by 20 seeds, and judged by Ajv.

${table(["output", "tools", "answers", "valid", "tools said to have no answer", "schemas that Ajv cannot read"], rows)}`,
    faults,
  };
}

async function learnedTools(recorded: readonly RecordedTool[]): Promise<readonly ToolInfo[]> {
  const infos = recorded.map(async ({ server, name, calls }): Promise<readonly ToolInfo[]> => {
    const lessons = await learnTools(async function* () {
      yield* calls;
    }, {});
    const { learned } = lessons.get(name) ?? {};
    if (learned === undefined || !isJsonObject(learned.schema)) return [];
    const outputSchema: JsonObject = learned.schema;
    return [
      {
        server,
        name,
        hints: {},
        inputSchema: { type: "object" },
        outputSchema,
        learned: learned.form ?? "json",
      },
    ];
  });
  return (await Promise.all(infos)).flat();
}

async function cost(): Promise<Part> {
  const ratio = await replayCost();
  return {
    text: `## The cost of replay

10,000 calls, one after the other, cost ${ratio.toFixed(2)} times the CPU in replay that they cost with a server in memory, reading the recording included.`,
    faults: ratio > MOST_COST ? [`replay costs ${ratio} times a server in memory`] : [],
  };
}

function large(root: string): Part {
  const [small, big] = [learnLarge(root, 40, 10), learnLarge(root, 40, 1_024)];
  return {
    text: `## Large recordings

\`fmcp-codegen learn\`, in a process of its own.

${table(
  ["recordings", "files", "most memory"],
  [small, big].map(({ mebibytes, files, peak }) => [`${mebibytes} MiB`, files, `${peak} MiB`]),
)}`,
    faults: big.peak > small.peak + MOST_MEMORY ? [`${big.peak} MiB of memory for ${big.mebibytes} MiB`] : [],
  };
}
