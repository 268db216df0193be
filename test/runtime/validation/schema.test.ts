import { afterEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import {
  allOf,
  byKind,
  contains,
  dependentRequired,
  ifThenElse,
  integer,
  keyed,
  multipleOf,
  not,
  oneOf,
  pattern,
  record,
  schema,
  uniqueItems,
} from "../../../src/runtime/validation/index.js";
import { cpuMsOf } from "../../support/cpu-time.js";

function issuesOf(type: z.ZodType, value: unknown): readonly string[] {
  return (type.safeParse(value).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

describe("a named validator", () => {
  it("is built on first use, once", () => {
    const build = vi.fn(() => z.string());
    const type = schema(build);
    expect(build).not.toHaveBeenCalled();
    expect([type.safeParse("a").success, type.safeParse(1).success]).toEqual([true, false]);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it("returns the value itself: nothing is stripped, filled in or copied", () => {
    const type = schema(() => z.object({ a: z.number().default(1), b: z.object({}) }).catchall(z.unknown()));
    const value = JSON.parse('{"a":1,"b":{"extra":1},"__proto__":{"x":1}}') as object;
    expect(type.parse(value)).toBe(value);
    expect(JSON.stringify(value)).toBe('{"a":1,"b":{"extra":1},"__proto__":{"x":1}}');
  });

  it("is an ordinary zod schema for its users", async () => {
    const type: z.ZodType<string> = schema(() => z.string().min(2));
    expect(type).toBeInstanceOf(z.ZodType);
    expect(() => type.parse("a")).toThrow(z.ZodError);
    expect(await type.safeParseAsync("ab")).toEqual({ success: true, data: "ab" });
    expect(type["~standard"].validate("a")).toHaveProperty("issues");
    expect(z.object({ a: type.optional(), b: z.array(type) }).safeParse({ b: ["ab", "cd"] }).success).toBe(
      true,
    );
    expect(issuesOf(z.object({ b: z.array(type) }), { b: ["ab", "c"] })).toEqual([
      "b.1: Too small: expected string to have >=2 characters",
    ]);
  });

  it("is rejected with a zod that is too old, which the compiler would not notice", async () => {
    vi.resetModules();
    vi.doMock("zod", () => ({ ...z, compile: undefined }));
    const old = await import("../../../src/runtime/validation/schema.js");
    expect(() => old.schema(() => z.string())).toThrow("need zod 4.5 or later");
    vi.doUnmock("zod");
  });

  it("may refer to itself, and to another that refers back", () => {
    const tree: z.ZodType = schema(() =>
      z.looseObject({ left: tree.exactOptional(), leaves: z.array(leaf).exactOptional() }),
    );
    const leaf: z.ZodType = schema(() => z.union([z.string(), tree]));
    expect(tree.safeParse({ left: { leaves: ["a", { left: {} }] } }).success).toBe(true);
    expect(issuesOf(tree, { left: { leaves: ["a", { left: 1 }] } })).toEqual([
      "left.leaves.1.left: Invalid input: expected object, received number",
    ]);
  });

  it("is a branch that z.discriminatedUnion dispatches to", () => {
    const cat = schema(() => z.looseObject({ kind: z.literal("cat"), lives: z.number() }));
    const dog = schema(() => z.looseObject({ kind: z.literal("dog") }));
    const pet = schema(() => z.discriminatedUnion("kind", [cat, dog] as never));
    expect(pet.safeParse({ kind: "dog" }).success).toBe(true);
    expect(issuesOf(pet, { kind: "cat" })).toEqual([
      "lives: Invalid input: expected number, received undefined",
    ]);
  });

  it("rejects a value that is nested too deeply", () => {
    const list: z.ZodType = schema(() => z.looseObject({ next: list.nullable() }));
    let value: unknown = null;
    for (let i = 0; i < 100_000; i++) value = { next: value };
    expect(issuesOf(list, value)).toEqual([": Nested too deeply to be checked"]);
    expect(list.safeParse({ next: { next: null } }).success).toBe(true);
  });

  it("evaluates a value once if a schema would evaluate it exponentially often", () => {
    let inner: z.ZodType = schema(() => z.string());
    for (let i = 0; i < 40; i++) {
      const next = inner;
      inner = schema(() => z.union([next, allOf([next, next])]));
    }
    expect(cpuMsOf(() => expect(inner.safeParse(1).success).toBe(false))).toBeLessThan(3_000);
  });

  it("evaluates a recursive value once if each step has two ways", () => {
    const list: z.ZodType = schema(() =>
      z.union([z.strictObject({ a: list, b: z.string() }), z.strictObject({ a: list }), z.literal("end")]),
    );
    let value: unknown = "wrong";
    for (let i = 0; i < 60; i++) value = { a: value };
    expect(cpuMsOf(() => expect(list.safeParse(value).success).toBe(false))).toBeLessThan(3_000);
  });

  it("reports at most a hundred issues of a value", () => {
    expect(
      issuesOf(
        schema(() => z.array(z.string())),
        Array(5_000).fill(1),
      ),
    ).toHaveLength(100);
  });
});

it("is compiled, so that zod itself does not run", () => {
  const inner = z.looseObject({ a: z.string() });
  const run = vi.spyOn(inner._zod, "run");
  const type = schema(() => inner);
  expect([type.safeParse({ a: "x" }).success, run.mock.calls.length]).toEqual([true, 0]);
});

describe("without code generation", () => {
  afterEach(() => z.config({ jitless: false }));

  it("validators judge the same", () => {
    z.config({ jitless: true });
    const list: z.ZodType = schema(() => z.looseObject({ next: list.exactOptional(), id: integer() }));
    expect(list.safeParse({ id: 1, next: { id: 1e20 } }).success).toBe(true);
    expect(issuesOf(list, { id: 1, next: { id: 1.5 } })).toEqual([
      "next.id: Invalid input: expected an integer",
    ]);
  });
});

describe("helpers", () => {
  const named: z.ZodType = schema(() => z.strictObject({ a: z.string() }));
  const proto = JSON.parse('{"__proto__":1}') as object;
  it.each<[string, () => z.ZodType, unknown, readonly string[]]>([
    [
      "allOf does not forget unknown keys",
      () => allOf([named, z.looseObject({})]),
      { a: "x", b: 1 },
      [': Unrecognized key: "b"'],
    ],
    ["not", () => not(z.string()), "a", [": Invalid input: matches a schema that it must not match"]],
    [
      "ifThenElse, then",
      () => ifThenElse(z.string(), z.literal("a"), z.number()),
      "b",
      [': Invalid input: expected "a"'],
    ],
    [
      "ifThenElse, else",
      () => ifThenElse(z.string(), z.literal("a"), z.number()),
      null,
      [": Invalid input: expected number, received null"],
    ],
    ["byKind leaves other kinds alone", () => byKind({ string: z.string().min(2) }), 1, []],
    [
      "byKind judges its own",
      () => byKind({ string: z.string().min(2) }),
      "a",
      [": Too small: expected string to have >=2 characters"],
    ],
    ["integer takes 1e20", () => integer(), 1e20, []],
    ["multipleOf is decimal", () => z.number().check(multipleOf(0.1)), 0.3, []],
    [
      "multipleOf does not round",
      () => z.number().check(multipleOf(3)),
      3e15 + 1,
      [": Invalid number: must be a multiple of 3"],
    ],
    [
      "contains counts",
      () => contains(z.string(), { min: 2, max: 3 }),
      ["a", 1],
      [": Invalid array: 2 to 3 items must match the schema of `contains`, found 1"],
    ],
    ["contains ignores a value that is not an array", () => contains(z.string()), "a", []],
    [
      "uniqueItems compares structure",
      () => uniqueItems(),
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [": Invalid array: items must be unique"],
    ],
    ["uniqueItems tells 1 from true", () => uniqueItems(), [1, true, "1"], []],
    [
      "record sees __proto__",
      () => record(z.string()),
      proto,
      ["__proto__: Invalid input: expected string, received number"],
    ],
    [
      "keyed goes by own properties",
      () => keyed({ required: ["toString"] }),
      {},
      ["toString: Invalid input: expected a value, received undefined"],
    ],
    [
      "keyed applies every pattern",
      () =>
        keyed({
          patterns: [
            ["^a", z.string()],
            ["b$", z.literal("x")],
          ],
        }),
      { ab: "y" },
      ['ab: Invalid input: expected "x"'],
    ],
    [
      "keyed: the rest",
      () => keyed({ properties: { a: z.string() }, rest: z.never() }),
      { a: "x", c: 1 },
      ["c: Invalid input: expected never, received number"],
    ],
    [
      "dependentRequired names both",
      () => dependentRequired({ a: ["b"] }),
      { a: 1 },
      ['b: Invalid input: required where "a" is'],
    ],
    [
      "oneOf, none",
      () => oneOf(z.union([z.string(), z.number()])),
      true,
      [": Invalid input: expected string or number, received boolean"],
    ],
    [
      "oneOf, two",
      () => oneOf(z.union([z.number(), z.number().min(3), z.null()])),
      5,
      [": Invalid input: must match exactly one of 3 alternatives, matches 1 and 2"],
    ],
    [
      "pattern",
      () => z.string().check(pattern("^(a+)+$")),
      `${"a".repeat(100_000)}!`,
      [": Invalid string: must match pattern ^(a+)+$"],
    ],
  ])("%s", (_, build, value, want) => {
    expect(issuesOf(schema(build), value)).toEqual(want);
  });
});

describe("a refusal says what was expected, and where", () => {
  it.each<[string, () => z.ZodType, unknown, readonly string[]]>([
    [
      "of the closest alternative",
      () => z.union([z.string(), z.array(z.looseObject({ a: z.number() }))]),
      [{ a: "x" }],
      ["0.a: Invalid input: expected number, received string"],
    ],
    [
      "of all alternatives, where none is close",
      () => z.union([z.string(), z.boolean()]),
      1,
      [": Invalid input: expected string or boolean, received number"],
    ],
    [
      "through maps and references",
      () => z.looseObject({ m: record(schema(() => z.looseObject({ n: z.array(integer()) }))) }),
      { m: { k: { n: [1, 1.5] } } },
      ["m.k.n.1: Invalid input: expected an integer"],
    ],
  ])("%s", (_, build, value, want) => {
    expect(issuesOf(schema(build), value)).toEqual(want);
  });
});
