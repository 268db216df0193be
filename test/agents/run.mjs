// `npm run agents`: packages for agents by scenario, recorded tools by provider, the search, the tree of all recorded servers compiled, and what
// importing costs, written to docs/agents-table.md. `npm test` has tests of the same, less the tree and the costs.
// The recordings are looked for in ../shared/corpus, or where FMCP_CORPUS says.
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";
import { startCost } from "../bench/measure.mjs";
import { model } from "../bench/model.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { run } = await createJiti(import.meta.url).import("./agents-table.ts");
const means = { root, model: model(1_000), startCost: (code) => startCost(code, 5) };
process.exitCode = await run(means);
