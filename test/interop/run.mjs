// `npm run interop`: every kind of server at every speed. Prints a row for each with era, tools and the hash of what is generated:
// the rows of one server over one transport must be equal, and those that are not say how. A whole run writes docs/interop.md;
// `--short`: delays 0 and 7 only;
// `--delays=3,25`: those, in seconds.
import { root, runBundled } from "../support/run-bundled.mjs";

await runBundled("interop", { args: [root, ...process.argv.slice(2)] });
