// `npm run agents`: packages for agents by scenario, recorded tools by provider, the search, the tree of all recorded servers compiled, and what
// importing costs. A whole run writes docs/agents-table.md; `--short` leaves out what the tests do as well.
// The recordings are looked for in ../shared/corpus, or where FMCP_CORPUS says.
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";
import { startCost } from "../bench/measure.mjs";
import { model } from "../bench/model.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { run } = await createJiti(import.meta.url).import("./agents-table.ts");
const short = process.argv.includes("--short");
const means = { root, model: model(1_000), startCost: (code) => startCost(code, short ? 1 : 5) };
process.exitCode = await run(means, short);
