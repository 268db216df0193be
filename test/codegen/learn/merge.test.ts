import { expect, it } from "vitest";
import { compareServers } from "../../../src/codegen/diff/index.js";
import type { LearnedTool } from "../../../src/codegen/learn/learned-file.js";
import { learnTools, misfitsOf, type ToolCall } from "../../../src/codegen/learn/learn-tools.js";
import type { Json } from "../../../src/shared/json/json.js";
import { brokenTools, serverOf } from "../../learned/assignable.js";
import { randomOf, randomType } from "./infer/random-types.js";

const SEEDS = Number(process.env["FMCP_PROPERTY_RUNS"] ?? 80);

const learn = async (values: readonly Json[], known: Readonly<Record<string, LearnedTool>> = {}) => {
  const calls = values.map((data): ToolCall => ({
    params: { name: "t" },
    result: { content: [{ type: "text", text: JSON.stringify(data) }] },
  }));
  const lessons = await learnTools(async function* () {
    yield* calls;
  }, known);
  return lessons.get("t")?.learned as LearnedTool;
};

/** Learned from some values; then from more, of which some may be of another type: added to the first ones, or all that there is now. */
async function merged(seed: number): Promise<readonly (readonly [Json, Json])[]> {
  const random = randomOf(seed);
  const [type, other] = [randomType(random), randomType(random)];
  const count = 1 + Math.floor(random() * 40);
  const made = (of: typeof type): Json[] => Array.from({ length: count }, () => of.make(random));
  const wrapped = (values: readonly Json[]): Json[] => values.map((value) => ({ value }));
  const seen = wrapped(made(type));
  const more = wrapped([...made(type), ...(random() < 0.4 ? made(other) : [])]);
  const before = await learn(seen);
  const added = await learn([...seen, ...more]);
  const widened = await learn(more, { t: { ...before, answers: seen.length + more.length } });
  return [
    [before.schema, added.schema],
    [before.schema, widened.schema],
  ];
}

it("breaks no caller without a report by diff when recordings are added", { timeout: 60_000 }, async () => {
  const pairs = (await Promise.all(Array.from({ length: SEEDS }, (_, seed) => merged(seed + 1)))).flat();
  const [before, after] = [serverOf(pairs.map(([was]) => was)), serverOf(pairs.map(([, is]) => is))];
  const broken = await brokenTools(before, after, "merge");
  expect(broken.size).toBeGreaterThan(20);
  const told = new Set(
    compareServers([before], [after])
      .filter(({ severity }) => severity === "breaking" || severity === "unknown")
      .map(({ name }) => name),
  );
  const silent = [...broken].filter((tool) => !told.has(tool));
  expect(silent.map((tool) => pairs[Number(tool.slice(1))])).toEqual([]);
});

it("counts the same answer once, however often it came", async () => {
  const kinds = ["a", "b", "c", "d"];
  const items = Array.from({ length: 24 }, (_, index) => ({ kind: kinds[index % 4] as string }));
  const same = Array.from({ length: 25 }, () => ({ kind: "a", size: 1 }));
  const { answers, schema } = await learn(same);
  const properties = { kind: { type: "string" }, size: { type: "number" } };
  expect({ answers, schema }).toMatchObject({ answers: 25, schema: { properties } });
  const differing = items.map((item, id) => ({ ...item, id }));
  expect((await learn(differing)).schema).toMatchObject({
    properties: { kind: { enum: kinds }, id: { type: "integer" } },
  });
});

it.each<[string, ToolCall["result"]]>([
  ["a text", { content: [{ type: "text", text: '{"a":1e400,"b":[-1e999]}' }] }],
  ["structured content", { structuredContent: JSON.parse('{"a":1e400}') as Json }],
])("learns from numbers too large for JavaScript what a check accepts: %s", async (_, result) => {
  const calls = async function* () {
    yield { params: { name: "t" }, ...(result !== undefined && { result }) };
  };
  const learned = (await learnTools(calls, {})).get("t")?.learned as LearnedTool;
  expect(learned.schema).toMatchObject({ properties: { a: { type: "number" } } });
  expect((await misfitsOf(calls, { t: learned })).get("t")).toEqual({ answers: 1, misfits: 0 });
});
