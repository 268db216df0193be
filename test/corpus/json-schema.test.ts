import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { generateFromModel, type ServerModel } from "../../src/codegen/index.js";
import { buildModel } from "../../src/codegen/model/index.js";
import type { Json } from "../../src/shared/json/json.js";
import { ajvOf } from "../fuzz/judge.js";
import { anyJson, randomOf, sample } from "../fuzz/sample.js";
import { importBundled } from "../support/import-bundled.js";
import { hasCorpus, rawAnswers, readRecordings } from "./recordings.js";

const root = fileURLToPath(new URL("../../.cache/json-schema", import.meta.url));
const recordings = hasCorpus() ? [...readRecordings()] : [];
const tally = { schemas: 0, accepted: 0, refused: 0 };

interface Generated {
  readonly schemas: Readonly<Record<string, z.ZodType>>;
  readonly catalogue: Readonly<Record<string, string>>;
}

/** The validators of a generated client, and the schemas that the server sent, by the same names. */
async function generated(key: string, model: ServerModel): Promise<Generated> {
  const out = join(root, key);
  let server = "";
  for (const [path, text] of generateFromModel([model], { config: "../mcp.json" }).files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
    if (path.endsWith("schemas.ts")) server = dirname(path);
  }
  const modules = ["schemas", "catalogue"].map(
    (name) => `export * as ${name} from "./${server}/${name}.js";`,
  );
  writeFileSync(join(out, "both.ts"), modules.join("\n"));
  return (await importBundled(join(out, "both.ts"), join(out, "both.mjs"))) as Generated;
}

/** Values of every kind: such as the schema asks for, such with a part replaced, and any. */
function* values(schema: Json, random: () => number): Generator<Json> {
  for (let round = 0; round < 4; round++) {
    const value = sample(schema, schema, random);
    yield value;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const key of Object.keys(value).slice(0, 4)) yield { ...value, [key]: anyJson(random) };
    yield anyJson(random);
  }
}

describe.skipIf(recordings.length === 0)("z.toJSONSchema accepts and refuses as the server's schema", () => {
  it.each(recordings)("%s", { timeout: 120_000 }, async (key, recording) => {
    const model = buildModel(rawAnswers(key, recording));
    if (model.tools.length === 0) return;
    const { schemas, catalogue } = await generated(key, model);
    const random = randomOf(11);
    const differences: string[] = [];
    for (const [name, validator] of Object.entries(schemas)) {
      const text = catalogue[name];
      // a part that schemas share (`$defs`) was not sent by itself: what zod says of it is all there is
      if (text === undefined) continue;
      const schema = JSON.parse(text) as Json;
      const given = z.toJSONSchema(validator) as Json;
      const part = z.toJSONSchema(z.object({ part: validator })) as Json;
      const [wanted, alone, inside] = [schema, given, part].map(ajvOf);
      if (wanted === undefined) continue;
      tally.schemas++;
      for (const value of values(schema, random)) {
        const want = wanted(value);
        if (want === undefined) continue;
        tally[want ? "accepted" : "refused"]++;
        if (alone?.(value) !== want) differences.push(`${name}: ${JSON.stringify(value)}`);
        if (inside?.({ part: value }) !== want)
          differences.push(`${name}, as a part: ${JSON.stringify(value)}`);
      }
    }
    expect(differences).toEqual([]);
  });

  it("and values of both kinds were tried", () => {
    expect(tally.schemas).toBeGreaterThan(1_000);
    expect(tally.accepted).toBeGreaterThan(2_000);
    expect(tally.refused).toBeGreaterThan(2_000);
  });
});
