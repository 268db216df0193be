import { describe, expect, it } from "vitest";
import { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "../../../../src/runtime/agents/schema/profiles.js";
import type { ProviderProfile } from "../../../../src/runtime/agents/schema/profile.js";
import { toolSchema } from "../../../../src/runtime/agents/schema/tool-schema.js";
import { canonicalJson } from "../../../../src/shared/json/canonical.js";
import { isJsonObject, type Json, type JsonObject } from "../../../../src/shared/json/json.js";
import { hasCorpus, readRecordings } from "../../../corpus/recordings.js";
import { ajvOf } from "../../../fuzz/judge.js";
import { randomOf, sample } from "../../../fuzz/sample.js";
import { refusals, RULES, type Rules } from "../rules/rules.js";

const PROFILES: readonly (readonly [string, ProviderProfile, Rules])[] = [
  ["OpenAI strict", OPENAI_STRICT, RULES.openaiStrict],
  ["OpenAI", OPENAI, RULES.openai],
  ["Anthropic", ANTHROPIC, RULES.anthropic],
  ["Google", GOOGLE, RULES.google],
];

/** A strict schema has no room for members that no schema names (the samples call them "extra"), nor for a null that is the default. */
function comparable(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(comparable);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key, member]) => key !== "extra" && member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, comparable(member)]));
}

interface Recorded {
  readonly id: string;
  readonly inputSchema: JsonObject;
}

function recordedTools(): readonly Recorded[] {
  return [...readRecordings()].flatMap(([server, { tools }]) =>
    (Array.isArray(tools) ? (tools as readonly Json[]) : []).flatMap((tool) =>
      isJsonObject(tool) && isJsonObject(tool["inputSchema"])
        ? [{ id: `${server}/${String(tool["name"])}`, inputSchema: tool["inputSchema"] }]
        : [],
    ),
  );
}

describe.skipIf(!hasCorpus())("tools of recorded servers", () => {
  const tools = hasCorpus() ? recordedTools() : [];

  it.each(PROFILES)("are accepted by the rules of %s", { timeout: 120_000 }, (_, profile, rules) => {
    const refused = tools.flatMap(({ id, inputSchema }) =>
      refusals(toolSchema(inputSchema, profile).schema, rules).map((fault) => `${id}: ${fault}`),
    );
    expect(tools.length).toBeGreaterThan(1_600);
    expect(refused).toEqual([]);
  });

  it.each(PROFILES)("lose no valid argument on the way through %s", { timeout: 300_000 }, (_, profile) => {
    const random = randomOf(7);
    let checked = 0;
    const lost: string[] = [];
    for (const { id, inputSchema } of tools) {
      const accepts = ajvOf(inputSchema);
      const printed = toolSchema(inputSchema, profile);
      const admits = ajvOf(printed.schema);
      for (let round = 0; round < 2; round++) {
        const args = sample(inputSchema, inputSchema, random);
        if (!isJsonObject(args) || accepts === undefined || !accepts(args)) continue;
        // a tool without properties takes no arguments in a strict schema
        if (profile.strict && inputSchema["properties"] === undefined && inputSchema["type"] === undefined)
          continue;
        checked++;
        const encoded = printed.encode(args);
        if (admits === undefined || !admits(encoded)) lost.push(`${id}: refused ${JSON.stringify(encoded)}`);
        const [want, got] = [args, printed.decode(encoded)].map((value) =>
          canonicalJson(profile.strict ? comparable(value) : value),
        );
        if (got !== want) lost.push(`${id}: ${want} became ${got}`);
      }
    }
    expect(checked).toBeGreaterThan(1_500);
    expect(lost.slice(0, 20)).toEqual([]);
  });
});
