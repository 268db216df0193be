// `npm run tour [MINUTES]`: generates from every real server of mcp.json, cold and warm, at the default concurrency, and writes the table
// docs/tour.md. It downloads packages, so it is no part of `npm test`. MINUTES bounds each of the two runs. Default 10.
import { root, runBundled } from "../support/run-bundled.mjs";

await runBundled("tour", { args: [root, ...process.argv.slice(2)] });
