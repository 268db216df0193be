import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { planSchemas } from "../../../src/codegen/schema/plan-schemas.js";
import type { SchemaPlan, SchemaRoot } from "../../../src/codegen/schema/schema-plan.js";
import { isJsonObject, type Json } from "../../../src/shared/json/json.js";

/** What real servers answered: a folder beside the repository, or named by FMCP_CORPUS. */
const CORPUS = process.env["FMCP_CORPUS"] ?? join(import.meta.dirname, "../../../../shared/corpus");
const RECORDINGS = join(CORPUS, "recordings");

/** Names of the recorded servers; none, with a line that says so, where the folder is not there. */
export function recordedServers(): readonly string[] {
  if (!existsSync(RECORDINGS)) {
    console.warn(`skipped: no recordings of servers at ${RECORDINGS}; set FMCP_CORPUS`);
    return [];
  }
  return readdirSync(RECORDINGS)
    .filter((file) => file.endsWith(".json"))
    .map((file) => basename(file, ".json"))
    .sort();
}

/** The input and output schemas of a recorded server's tools. */
export function rootsOf(server: string): readonly SchemaRoot[] {
  const { tools } = JSON.parse(readFileSync(join(RECORDINGS, `${server}.json`), "utf8")) as { tools?: Json };
  const claim = claimer();
  return (Array.isArray(tools) ? (tools as readonly Json[]) : []).filter(isJsonObject).flatMap((tool) => {
    const name = String(tool["name"]);
    const root = (schema: Json | undefined, mode: "input" | "output"): readonly SchemaRoot[] =>
      schema === undefined
        ? []
        : [{ schema, mode, typeName: claim(`${name} ${mode}`), label: `${mode} of ${name}` }];
    return [...root(tool["inputSchema"], "input"), ...root(tool["outputSchema"], "output")];
  });
}

/** The plan of a recorded server's tools. */
export function planOfServer(server: string): SchemaPlan {
  const roots = rootsOf(server);
  const claim = claimer(roots.map(({ typeName }) => typeName));
  return planSchemas(roots, {}, (hint) => claim(hint));
}

function claimer(taken: readonly string[] = []): (hint: string) => string {
  const used = new Set(taken);
  return (hint) => {
    const words = hint.match(/[A-Za-z0-9]+/g) ?? ["Nameless"];
    const base = `T${words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("")}`;
    let name = base;
    for (let n = 2; used.has(name); n++) name = `${base}${n}`;
    used.add(name);
    return name;
  };
}
