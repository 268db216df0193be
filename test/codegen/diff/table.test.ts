import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compareServers } from "../../../src/codegen/diff/index.js";
import { generateFromModel, type ServerModel } from "../../../src/codegen/index.js";
import { promptSchema } from "../../../src/codegen/plan/prompt-schema.js";
import type { Json } from "../../../src/shared/json/json.js";
import { callerOf } from "./table/caller.js";
import { errorsOf, folderOf } from "./table/compile.js";
import { PROMPT_ROWS, RESOURCE_ROWS, TEMPLATE_ROWS } from "./table/item-rows.js";
import { SERVER_ROWS } from "./table/server-rows.js";
import { TOOL_ROWS } from "./table/tool-rows.js";
import type { Row } from "./table/row.js";
import { accepts, samples } from "./table/samples.js";
import { SCHEMA_ROWS } from "./table/schema-rows.js";

const ROWS = [
  ...SCHEMA_ROWS,
  ...TOOL_ROWS,
  ...PROMPT_ROWS,
  ...RESOURCE_ROWS,
  ...TEMPLATE_ROWS,
  ...SERVER_ROWS,
];

/** A caller of what was, against what was and against what is, by title of the row. */
const errors = new Map<string, { readonly before: readonly string[]; readonly after: readonly string[] }>();

beforeAll(() => {
  const files = new Map<string, string>();
  const put = (folder: string, model: ServerModel, caller: string): string => {
    for (const [path, text] of generateFromModel([model]).files) files.set(join(folder, "out", path), text);
    const path = join(folder, "caller.ts");
    files.set(path, caller);
    return path;
  };
  const callers = ROWS.map(({ before, after, caller }, i) => {
    const text = callerOf(before, caller);
    return [put(folderOf(`${i}/before`), before, text), put(folderOf(`${i}/after`), after, text)] as const;
  });
  const found = errorsOf(files, callers.flat());
  ROWS.forEach(({ title }, i) => {
    const [before, after] = callers[i] as (typeof callers)[number];
    errors.set(title, { before: found.get(before) ?? [], after: found.get(after) ?? [] });
  });
}, 240_000);

describe("what a change is reported as, and whether it is true", () => {
  it("covers at least 120 changes, none of them twice", () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(120);
    expect(new Set(ROWS.map(({ title }) => title)).size).toBe(ROWS.length);
  });

  it.each(ROWS)("$title", (row) => {
    const { before, after } = errors.get(row.title) as { before: string[]; after: string[] };
    expect(before, "the caller compiles against what was").toEqual([]);

    const changes = compareServers([row.before], [row.after]);
    const said = [...new Set(changes.map(({ severity, rule }) => `${severity} ${rule}`))].sort();
    expect(said).toEqual([...row.want].sort());

    const isBreaking = changes.some(({ severity }) => severity === "breaking");
    expect(row.proof !== undefined, "a row has a proof where something breaks").toBe(isBreaking);
    if (isBreaking) expect(proofOf(row, after)).toBe(row.proof);
    else if (!said.some((each) => each.startsWith("unknown"))) {
      expect(after, "nothing that is safe breaks a caller").toEqual([]);
      expect(surprises(row), "nor a value").toEqual([]);
    }
  });
});

function proofOf(row: Row, broken: readonly string[]): Row["proof"] {
  if (broken.length > 0) return "types";
  return surprises(row).length > 0 ? "values" : "wire";
}

/** Inputs that were right and are now rejected, and outputs that may come now and were none before. */
function surprises({ before, after }: Row): readonly Json[] {
  const declared = (value: Json): boolean => !JSON.stringify(value).includes('"undeclared"');
  const tools = before.tools.flatMap((was) => {
    const is = after.tools.find(({ name }) => name === was.name);
    if (is === undefined) return [];
    const refused = samples(was.inputSchema).filter((value) => !accepts(is.inputSchema, value));
    const [old, now] = [was.outputSchema ?? was.learned?.schema, is.outputSchema ?? is.learned?.schema];
    const unforeseen =
      old === undefined || now === undefined ? [] : samples(now).filter((value) => !accepts(old, value));
    return [...refused, ...unforeseen];
  });
  const prompts = before.prompts.flatMap((was) => {
    const is = after.prompts.find(({ name }) => name === was.name);
    if (is === undefined) return [];
    return samples(promptSchema(was)).filter((value) => declared(value) && !accepts(promptSchema(is), value));
  });
  return [...tools, ...prompts];
}
