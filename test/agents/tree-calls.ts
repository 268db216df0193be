import { accepts, readSchema } from "../../src/shared/json-schema/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../src/shared/json/json.js";
import { randomOf, sample } from "../fuzz/sample.js";
import type { ServerPlan } from "../../src/codegen/plan/index.js";
import { toolPlaces } from "../../src/codegen/outputs/tree/tool-places.js";

/** A file that calls one function of the tree with arguments that its schema accepts, and reads its result. */
export interface CallFile {
  readonly path: string;
  readonly text: string;
}

/** A call of every tool of a server, a file each; `without`: the tools for which chance finds no arguments. */
export function callFiles(server: ServerPlan): {
  readonly files: readonly CallFile[];
  readonly without: readonly string[];
} {
  const files: CallFile[] = [];
  const without: string[] = [];
  toolPlaces(server).forEach(({ tool, function: name, file }, index) => {
    const args = argumentsFor(tool.tool.inputSchema, index + 1);
    if (args === undefined) return void without.push(`${server.model.key}/${tool.tool.name}`);
    const { folder } = server.names;
    files.push({
      path: `calls/${folder}/${file}.ts`,
      text: `import { ${name} as tool } from "../../tree/${folder}/${file}.js";

export async function call(): Promise<unknown> {
  const result = await tool(${JSON.stringify(args)});
  return result;
}
`,
    });
  });
  return { files, without };
}

/** Arguments without members that no schema names: a literal with these is a fault in TypeScript. */
function argumentsFor(schema: Json, seed: number): JsonObject | undefined {
  const document = readSchema(schema);
  for (let i = 0; i < 60; i++) {
    const candidate = withoutExtra(sample(schema, schema, randomOf(seed * 1_000 + i)));
    if (isJsonObject(candidate) && accepts(document, candidate, { matches })) return candidate;
  }
  return undefined;
}

/** What a pattern of a real server means: none of them is made to hang. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "u").test(text);
}

/** The samples call such a member "extra". */
function withoutExtra(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutExtra);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "extra");
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutExtra(member)]));
}
