import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compareSchemas } from "../../src/codegen/diff/schema/compare-schemas.js";
import type { Effect } from "../../src/codegen/diff/schema/finding.js";
import { observeAll, schemaOf } from "../../src/codegen/learn/infer/index.js";
import type { Json, JsonObject } from "../../src/shared/json/json.js";
import { accepts, readSchema } from "../../src/shared/json-schema/index.js";
import { randomOf, randomType } from "../codegen/learn/infer/random-types.js";

/** Infers a schema from values. */
export interface Learner {
  readonly name: string;
  learn(values: readonly Json[]): Promise<JsonObject>;
}

/** What a schema that says less than another differs by. */
const LOOSER: ReadonlySet<Effect> = new Set(["wider", "added", "removed", "formal", "text"]);

/** So many values are made of each schema. */
const VALUES = 120;

const ours: Learner = {
  name: "fmcp-codegen",
  learn: (values) => Promise.resolve(schemaOf(observeAll(values))),
};

/** This package, and the libraries that it is held against; npm installs them into `.cache`. @param root of the repository */
export function learners(root: string): readonly Learner[] {
  const folder = join(root, ".cache/learned-peers");
  mkdirSync(folder, { recursive: true });
  const packages = ["quicktype-core@26.0.0", "genson-js@0.0.8"];
  const npm = ["install", "--prefix", folder, "--no-audit", "--no-fund", ...packages];
  const { status } = spawnSync("npm", npm, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`npm could not install ${packages.join(" and ")}.`);
  const load = createRequire(join(folder, "package.json"));
  return [ours, quicktype(load("quicktype-core") as Quicktype), genson(load("genson-js") as Genson)];
}

interface Quicktype {
  readonly InputData: new () => { addInput(input: unknown): void };
  jsonInputForTargetLanguage(language: string): { addSource(source: object): Promise<void> };
  quicktype(options: object): Promise<{ readonly lines: readonly string[] }>;
}

function quicktype({ InputData, jsonInputForTargetLanguage, quicktype: run }: Quicktype): Learner {
  return {
    name: "quicktype-core 26.0.0",
    async learn(values) {
      const input = jsonInputForTargetLanguage("schema");
      await input.addSource({ name: "Answer", samples: values.map((value) => JSON.stringify(value)) });
      const inputData = new InputData();
      inputData.addInput(input);
      const { lines } = await run({ inputData, lang: "schema" });
      return JSON.parse(lines.join("\n")) as JsonObject;
    },
  };
}

interface Genson {
  createCompoundSchema(values: readonly unknown[]): JsonObject;
}

function genson({ createCompoundSchema }: Genson): Learner {
  return { name: "genson-js 0.0.8", learn: (values) => Promise.resolve(createCompoundSchema(values)) };
}

/** What comes of learning random schemas from their values. */
export interface Property {
  readonly schemas: number;
  /** Schemas that take every value that they were learned from. */
  readonly sound: number;
  /** Schemas that the true ones imply: none is tighter. */
  readonly implied: number;
}

/** @param schemas how many */
export async function property({ learn }: Learner, schemas: number): Promise<Property> {
  const count = { schemas, sound: 0, implied: 0 };
  for (let seed = 1; seed <= schemas; seed++) {
    const random = randomOf(seed);
    const type = randomType(random);
    const values = Array.from({ length: VALUES }, () => type.make(random));
    const learned = await learn(values);
    const document = readSchema(learned);
    if (values.every((value) => accepts(document, value))) count.sound++;
    if (compareSchemas(type.schema, learned).every(({ effect }) => LOOSER.has(effect))) count.implied++;
  }
  return count;
}

/** How many of the values of the second half of each list a schema takes that was learned from the first. */
export async function unseenFits(
  { learn }: Learner,
  lists: readonly (readonly Json[])[],
): Promise<{ unseen: number; fit: number }> {
  const count = { unseen: 0, fit: 0 };
  for (const values of lists) {
    const document = readSchema(await learn(values.filter((_, index) => index % 2 === 0)));
    for (const value of values.filter((_, index) => index % 2 === 1)) {
      count.unseen++;
      if (accepts(document, value)) count.fit++;
    }
  }
  return count;
}
