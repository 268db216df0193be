import { expect, it } from "vitest";
import { offerTools } from "../../../../src/runtime/agents/offer/offer.js";
import type { ProviderProfile } from "../../../../src/runtime/agents/schema/profile.js";
import { ANY_PROVIDER, OPENAI_STRICT } from "../../../../src/runtime/agents/schema/profiles.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";
import { client } from "./live-client.js";

const maps = (additionalProperties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties: { by: { type: "object", additionalProperties, ...more } },
});
const entries = (...additional_members: readonly object[]): object => ({ additional_members });

/** Arguments as a model gives them in strict form, and what it learns: names and places are those that it was shown. */
const renamed = { type: "object", properties: { $top: { type: "integer" } }, required: ["$top"] };
it.each<[string, ProviderProfile, object, object, string]>([
  ["a renamed argument", ANY_PROVIDER, renamed, { _top: "x" }, "_top: expected number, received string"],
  ["a renamed one that is missing", ANY_PROVIDER, renamed, {}, '(arguments): the property "_top" is missing'],
  [
    "one inside a renamed one",
    ANY_PROVIDER,
    { type: "object", properties: { "a.b": { type: "array", items: renamed } } },
    { a_b: [{ _top: 1 }, { _top: 1.5 }] },
    "a_b.1._top: expected an integer",
  ],
  [
    "one of a map",
    OPENAI_STRICT,
    maps({ type: "integer" }),
    { by: entries({ key: "a", value: 1 }, { key: "b", value: "x" }) },
    "by.additional_members.1.value: expected number, received string",
  ],
  [
    "one inside one of a map of lists",
    OPENAI_STRICT,
    maps({ type: "array", items: { type: "integer" } }),
    { by: entries({ key: "a", value: [1, "x"] }) },
    "by.additional_members.0.value.1: expected number, received string",
  ],
  [
    "one of a map of maps",
    OPENAI_STRICT,
    maps({ type: "object", additionalProperties: { type: "integer" } }),
    { by: entries({ key: "a", value: entries({ key: "b", value: null }) }) },
    "by.additional_members.0.value.additional_members.0.value: expected number, received null",
  ],
  [
    "the name of one of a map",
    OPENAI_STRICT,
    maps({ type: "integer" }, { propertyNames: { maxLength: 1 } }),
    { by: entries({ key: "a", value: 1 }, { key: "bb", value: 1 }) },
    "by.additional_members.1.key: expected at most 1 characters",
  ],
  [
    "a map that is not given as a list",
    OPENAI_STRICT,
    maps({ type: "integer" }),
    { by: { additional_members: { a: 1 } } },
    'by.additional_members: expected a list of { "key", "value" }',
  ],
  [
    "an entry without a value",
    OPENAI_STRICT,
    maps({}),
    { by: entries({ key: "a" }) },
    'by.additional_members.0: expected an object of "key" and "value"',
  ],
  [
    "an entry that is there twice",
    OPENAI_STRICT,
    maps({ type: "integer" }),
    { by: entries({ key: "a", value: 1 }, { key: "a", value: 2 }) },
    "by.additional_members.1.key: an earlier entry has the same key",
  ],
  [
    "a value that is written as JSON text",
    OPENAI_STRICT,
    { type: "object", properties: { any: { type: "object", maxProperties: 1 } } },
    { any: '{"a":1,"b":2}' },
    "any: expected at most 1 properties (the value is written as JSON text)",
  ],
  [
    "such a text that is none",
    OPENAI_STRICT,
    { type: "object", properties: { any: { type: "object" } } },
    { any: "{a" },
    "any: expected object, received string (the value is written as JSON text)",
  ],
  [
    "in one of several forms",
    OPENAI_STRICT,
    { type: "object", properties: { at: { anyOf: [maps({ type: "integer" }), { type: "boolean" }] } } },
    { at: { by: { additional_members: 1 } } },
    'at.by.additional_members: expected a list of { "key", "value" }',
  ],
])("tells what is wrong in the form that the model gave: %s", async (_, profile, inputSchema, args, want) => {
  const seen: object[] = [];
  const source = client([{ name: "a", inputSchema }], (_name, given) => {
    seen.push(given as object);
    return {};
  });
  const offer = await offerTools(source, profile);
  const { parts } = await offer.run("a", args);
  expect(parts).toEqual([
    { type: "text", text: `The arguments of a are wrong:\n- ${want}\nCorrect them and call it again.` },
  ]);
  expect(await offer.tools[0]?.needsApproval(args)).toBe(false);
  expect(seen).toEqual([]);
});
