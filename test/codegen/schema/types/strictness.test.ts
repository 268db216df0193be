import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../../../../src/shared/json/json.js";
import { declarationsOf } from "./support/type-text.js";

const run = promisify(execFile);
const scratch = mkdtempSync(join(tmpdir(), "fmcp-strict-"));
const MODULES = join(import.meta.dirname, "../../../../node_modules");

const STRICT = {
  strict: true,
  noEmit: true,
  declaration: true,
  target: "es2022",
  lib: ["es2022"],
  types: [],
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
};
const CONFIGS = {
  strictest: { ...STRICT, module: "nodenext", moduleResolution: "nodenext" },
  "bundler, optional is undefined": {
    ...STRICT,
    module: "esnext",
    moduleResolution: "bundler",
    exactOptionalPropertyTypes: false,
  },
};

/** One of each form that the printer has, at its most awkward. */
const AWKWARD: readonly Json[] = [
  true,
  false,
  {
    properties: {
      "": true,
      "a-b": false,
      constructor: { type: "string" },
      __proto__: { type: "number" },
      $ref2: {},
    },
    required: ["toString"],
  },
  {
    type: "object",
    properties: { a: { type: "string" }, b: { enum: [1, null] }, "0": true },
    additionalProperties: { type: "boolean" },
  },
  {
    type: "object",
    properties: { a: { type: "object", properties: { b: { type: "string" } } } },
    patternProperties: { "^x": { type: "array", items: { $ref: "#" } } },
    additionalProperties: false,
  },
  {
    type: "array",
    prefixItems: [
      { type: ["string", "null"] },
      { $ref: "#" },
      { anyOf: [{ type: "number" }, { $ref: "#" }] },
    ],
    items: { $ref: "#" },
  },
  {
    anyOf: [{ $ref: "#/$defs/A" }, { type: "string" }],
    $defs: {
      A: { oneOf: [{ $ref: "#/$defs/B" }, { type: "number" }] },
      B: { type: "array", items: { $ref: "#/$defs/A" } },
    },
  },
  {
    allOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }],
    $defs: {
      A: { type: "object", properties: { n: { $ref: "#" } } },
      B: { anyOf: [{ required: ["n"] }, { $ref: "#/$defs/A" }] },
    },
  },
  {
    type: "object",
    properties: { self: { allOf: [{ $ref: "#" }, { properties: { more: { $ref: "#" } } }] } },
    dependentRequired: { self: ["more"], x: ["y"] },
  },
  {
    type: "object",
    properties: { any: { type: "string" } },
    required: ["any"],
    not: { required: ["never"] },
    unevaluatedProperties: false,
    if: { required: ["string"] },
    then: { properties: { number: { const: { a: [{}] } } } },
  },
  { type: ["array", "null"], prefixItems: [{ type: "array", items: { $ref: "#" } }] },
  { const: 'quote " slash \\ line\n sep \u2028 lone \ud800 bidi \u202e' },
  { enum: [-0, 1e300, 1e-7, -1.5, 9007199254740992, { a: [] }, [], [[{ b: null }]]] },
];

describe("types compile under every flag", () => {
  beforeAll(() => {
    writeFileSync(join(scratch, "package.json"), `{"type":"module"}`);
    mkdirSync(join(scratch, "src"));
    for (const mode of ["output", "input"] as const) {
      for (const [i, schema] of AWKWARD.entries())
        writeFileSync(join(scratch, "src", `${mode}${i}.ts`), declarationsOf(schema, mode));
    }
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  const versions = ["typescript-5.9", "typescript", "typescript-7"];
  const cases = versions.flatMap((version) =>
    Object.keys(CONFIGS).map((config) => [version, config as keyof typeof CONFIGS] as const),
  );

  it.each(cases)("%s: %s", { timeout: 60_000 }, async (version, config) => {
    const file = join(scratch, `${version}-${config.replace(/\W/g, "")}.json`);
    writeFileSync(file, JSON.stringify({ compilerOptions: CONFIGS[config], include: ["src"] }));
    const result = await run(process.execPath, [join(MODULES, version, "bin/tsc"), "-p", file]).catch(
      (error: { stdout: string }) => error,
    );
    expect(result.stdout).toBe("");
  });
});
