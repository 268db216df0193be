import { compile } from "json-schema-to-typescript";
import { afterAll, describe, expect, it } from "vitest";
import { onLines, print } from "../../src/codegen/printer/index.js";
import { planSchemas } from "../../src/codegen/schema/plan-schemas.js";
import type { SchemaRoot } from "../../src/codegen/schema/schema-plan.js";
import { printTypeDeclaration } from "../../src/codegen/schema/types/index.js";
import { accepts, readSchema } from "../../src/shared/json-schema/index.js";
import { isJsonObject, type Json } from "../../src/shared/json/json.js";
import { errorsIn, literalType } from "../codegen/schema/types/support/compile.js";
import { recordedServers, rootsOf } from "./support/recordings.js";
import { samplesOf } from "./support/samples.js";

/**
 * The types of json-schema-to-typescript as an oracle, where it reads a schema as the specification does. Ours may differ
 * from them in three ways only, each of which a label by the evaluator proves:
 *
 * - `sound`: theirs refuses a valid value. A schema of annotations only, such as `{ description }`, is an object to it.
 * - `precise`: ours refuses an invalid value that theirs takes. An object without properties that allows no others is `{}`
 *   to it, which takes anything; a const beside other branches, `not`, a closed `propertyNames` are not looked at.
 * - `length`: theirs spells `minItems` and `maxItems` out as tuples; ours does not, so that a plain array can be passed.
 */
const SAMPLE = ["everything", "memory", "notion", "playwright", "py-aws-neptune"];
const servers = recordedServers().filter(
  (server) =>
    server !== "synthetic-a" && (process.env["FMCP_AGREEMENT"] === "full" || SAMPLE.includes(server)),
);
/** Not of draft-04, which is what it knows, or references that it resolves in its own way. */
const BEYOND =
  /"(?:prefixItems|\$dynamicRef|\$anchor|\$id|unevaluatedItems|unevaluatedProperties|dependentSchemas|dependentRequired|if)":|"\$ref":"(?!#\/)/;
const COUNTED = /"(?:minItems|maxItems)":/;

interface Case {
  readonly label: string;
  readonly counted: boolean;
  readonly ours: string;
  readonly theirs: string;
  readonly samples: readonly { readonly value: Json; readonly valid: boolean }[];
}

describe.skipIf(servers.length === 0)("types compared with those of json-schema-to-typescript", () => {
  const tally = { samples: 0, sound: 0, precise: 0, length: 0 };
  afterAll(() => console.info("samples, and those on which the two differ:", tally));

  it.each(servers)("%s", { timeout: 300_000 }, async (server) => {
    const cases: Case[] = [];
    for (const root of rootsOf(server)) {
      if (isJsonObject(root.schema) && !BEYOND.test(JSON.stringify(root.schema)))
        cases.push(await caseOf(root));
    }
    const differences = differencesIn(cases);
    expect(differences.filter(({ why }) => why === undefined)).toEqual([]);
    for (const { samples } of cases) tally.samples += samples.length;
    for (const { why = "sound" } of differences) tally[why]++;
  });
});

async function caseOf(root: SchemaRoot): Promise<Case> {
  const document = readSchema(root.schema);
  const used = new Set(["Root"]);
  const plan = planSchemas([{ ...root, mode: "output", typeName: "Root" }], {}, (hint) => {
    let name = `T${hint.replace(/\W/g, "")}`;
    while (used.has(name)) name += "_";
    used.add(name);
    return name;
  });
  const { title: _, ...schema } = JSON.parse(JSON.stringify(root.schema)) as Record<string, never>;
  return {
    label: root.label,
    counted: COUNTED.test(JSON.stringify(root.schema)),
    ours: print(onLines(plan.declarations.map((declaration) => printTypeDeclaration(declaration, plan)))),
    theirs: await compile(schema, "Root", {
      bannerComment: "",
      format: false,
      $refOptions: { resolve: { file: false, http: false } },
    }),
    samples: samplesOf(document.root).map((value) => ({ value, valid: accepts(document, value) })),
  };
}

interface Difference {
  readonly label: string;
  readonly value: string;
  /** Undefined where nothing explains it. */
  readonly why: "sound" | "precise" | "length" | undefined;
}

function differencesIn(cases: readonly Case[]): readonly Difference[] {
  const files = new Map<string, string>();
  for (const [i, { ours, theirs, samples }] of cases.entries()) {
    files.set(`/ours${i}.ts`, ours).set(`/theirs${i}.ts`, theirs);
    const lines = samples.map(
      ({ value }, n) => `declare const v${n}: ${literalType(value)}; export const r${n}: Root = v${n};`,
    );
    for (const side of ["ours", "theirs"])
      files.set(`/${side}-probe${i}.ts`, `import type { Root } from "./${side}${i}";\n${lines.join("\n")}\n`);
  }
  const errors = errorsIn(files);
  const broken = errors.filter((error) => !/-probe\d+\.ts/.test(error));
  expect(broken).toEqual([]);
  const refused = new Set(errors.map((error) => error.slice(0, error.indexOf(")"))));
  return cases.flatMap((each, i) => {
    const verdicts = each.samples.map(({ value, valid }, n) => {
      const [ours = false, theirs = false] = ["ours", "theirs"].map(
        (side) => !refused.has(`/${side}-probe${i}.ts(${n + 2}`),
      );
      return { value, valid, ours, theirs };
    });
    // Where theirs refuses a valid value, it has misread the schema: it refuses others for the same reason.
    const misread = verdicts.some(({ valid, theirs }) => valid && !theirs);
    return verdicts
      .filter(({ valid, ours, theirs }) => (valid && !ours) || ours !== theirs)
      .map((verdict) => ({
        label: each.label,
        value: JSON.stringify(verdict.value),
        why: reason(verdict, misread, each.counted),
      }));
  });
}

interface Verdict {
  readonly valid: boolean;
  readonly ours: boolean;
  readonly theirs: boolean;
}

function reason({ valid, ours, theirs }: Verdict, misread: boolean, counted: boolean): Difference["why"] {
  if (valid) return ours ? "sound" : undefined;
  if (theirs) return "precise";
  return misread ? "sound" : counted ? "length" : undefined;
}
