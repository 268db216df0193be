// `npm run hostile`: generates from hostile servers over stdio and HTTP, runs what comes out, and counts what went wrong.
// `npm run kills`: kills a run at each of its steps on the file system, and checks what is there afterwards.
import { runBundled } from "../support/run-bundled.mjs";

await runBundled("hostile", { program: process.argv[2], args: [] });
