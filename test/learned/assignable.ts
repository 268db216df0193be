import { generateFromModel, type ServerModel } from "../../src/codegen/index.js";
import type { Json } from "../../src/shared/json/json.js";
import { compile, OUTPUT, writeProject } from "../corpus/compile.js";

/** A server of one tool for each schema, `t0` and so on, whose output was learned. */
export function serverOf(schemas: readonly Json[]): ServerModel {
  return {
    key: "server",
    era: "legacy",
    protocolVersion: "2025-11-25",
    serverInfo: { name: "server", version: "1" },
    capabilities: { tools: {} },
    clientCapabilities: {},
    tools: schemas.map((schema, index) => ({
      name: `t${index}`,
      inputSchema: { type: "object" },
      learned: { schema, form: "json" },
    })),
    resources: [],
    resourceTemplates: [],
    prompts: [],
    diagnostics: [],
  };
}

/**
 * Tools of `before` that `after` breaks: the generated type of the output now is not assignable to what it was, so that code which the
 * compiler accepted may be refused.
 *
 * @param name of the folder of the project that is compiled
 */
export async function brokenTools(
  before: ServerModel,
  after: ServerModel,
  name: string,
): Promise<ReadonlySet<string>> {
  const files = new Map<string, string>();
  for (const [side, model] of [
    ["before", before],
    ["after", after],
  ] as const)
    files.set(`${side}.ts`, generateFromModel([model]).files.get("server/types.ts") ?? "");
  const checks = before.tools.map((_, index) => {
    const type = `T${index}Output`;
    return `export const t${index} = (now: after.${type}): before.${type} => now;`;
  });
  const imports = ["before", "after"].map((side) => `import type * as ${side} from "./${side}.js";`);
  files.set("check.ts", [...imports, ...checks].join("\n"));
  const errors = await compile(await writeProject(`${OUTPUT}/${name}`, files, "nodenext"), "7");
  return new Set(
    errors.map((error) => {
      const [, line] = /^check\.ts\((\d+),/.exec(error) ?? [];
      if (line === undefined) throw new Error(error);
      return `t${Number(line) - 1 - imports.length}`;
    }),
  );
}
