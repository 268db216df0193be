import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { planSchemas } from "../../src/codegen/schema/plan-schemas.js";
import type { SchemaRoot } from "../../src/codegen/schema/schema-plan.js";
import type { Json } from "../../src/shared/json/json.js";
import { claimer, compileValidators } from "./compile-validators.js";
import { ajvOf } from "./judge.js";
import { knownDifference } from "./known-differences.js";
import { mutate, randomOf, sample } from "./sample.js";

/*
 * Schemas of the recorded servers: emitted, run, and judged by samples and mutations of samples as Ajv judges them. FMCP_CORPUS
 * names the folder of recordings, FMCP_FUZZ_SCHEMAS how many schemas of each server (default 12, spread over its tools; Infinity is all
 * of them), FMCP_FUZZ_SAMPLES how many values of both kinds each gets (default 4).
 */
const corpus =
  process.env["FMCP_CORPUS"] ?? path.resolve(import.meta.dirname, "../../../shared/corpus/recordings");
const perServer = Number(process.env["FMCP_FUZZ_SCHEMAS"] ?? 12);
const perSchema = Number(process.env["FMCP_FUZZ_SAMPLES"] ?? 4);

interface Recording {
  readonly tools?: readonly {
    readonly name: unknown;
    readonly inputSchema?: Json;
    readonly outputSchema?: Json;
  }[];
}

function rootsOf(file: string): readonly SchemaRoot[] {
  const { tools } = JSON.parse(readFileSync(path.join(corpus, file), "utf8")) as Recording;
  return (Array.isArray(tools) ? tools : []).flatMap((tool, i) =>
    (["inputSchema", "outputSchema"] as const)
      .filter((key) => tool[key] !== undefined)
      .map((key) => ({
        schema: tool[key] as Json,
        mode: key === "inputSchema" ? ("input" as const) : ("output" as const),
        typeName: `T${i}${key === "inputSchema" ? "Input" : "Output"}`,
        label: `tool ${String(tool.name)} ${key}`,
      })),
  );
}

const files = existsSync(corpus) ? readdirSync(corpus).filter((file) => file.endsWith(".json")) : [];

describe.runIf(files.length > 0)("validators of the recorded servers", () => {
  it.each(files)(
    "%s: samples and mutations are judged as Ajv judges them, and come back as they were",
    { timeout: 60_000 },
    (file) => {
      const all = rootsOf(file);
      const roots = all.filter((_, i) => i % Math.max(1, Math.ceil(all.length / perServer)) === 0);
      const plan = planSchemas(roots, {}, claimer(roots));
      const validators = compileValidators(plan);
      const differences: string[] = [];
      const random = randomOf(7);
      roots.forEach((root, i) => {
        const judge = ajvOf(root.schema);
        const validator = validators[plan.rootOf(i).validatorName];
        if (judge === undefined || validator === undefined) return;
        // A pattern that is given up accepts everything: Ajv checks it.
        if (plan.diagnostics.some(({ label, code }) => label === root.label && code === "SCHEMA_PATTERN"))
          return;
        for (let n = 0; n < perSchema * 2; n++) {
          const made = sample(root.schema, root.schema, random);
          const value = n % 2 === 0 ? made : mutate(made, random);
          const text = JSON.stringify(value);
          const result = validator.safeParse(value);
          const verdict = judge(value);
          if (
            verdict !== undefined &&
            knownDifference(root.schema, value) === undefined &&
            result.success !== verdict
          )
            differences.push(
              `${root.label}: ${text} is ${result.success ? "accepted" : `refused: ${result.error?.message}`}`,
            );
          if (result.success && (result.data !== value || JSON.stringify(value) !== text))
            differences.push(`${root.label}: ${text} came back changed`);
        }
      });
      expect(differences).toEqual([]);
    },
  );
});
