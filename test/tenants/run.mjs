// `npm run tenants`: many users of one process, with every grant and store; counts the answers that reached another user. `--short`: few users;
// `--users 40`: so many, in place of 200.
import { runBundled } from "../support/run-bundled.mjs";

const isShort = process.argv.includes("--short");
await runBundled("tenants", isShort ? {} : { program: "full", besides: ["run"] });
