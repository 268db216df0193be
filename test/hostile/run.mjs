// `npm run hostile`: generates from hostile servers over stdio and HTTP, runs what comes out, and counts what went wrong.
// `npm run hostile -- links plugins`: of what is played beside these servers, some groups (test/hostile/groups/index.ts) alone.
// `npm run kills`: kills a run at each of its steps on the file system, and checks what is there afterwards.
import { runBundled } from "../support/run-bundled.mjs";

const [first, ...rest] = process.argv.slice(2);
await runBundled("hostile", first === "kills" ? { program: first, args: rest } : {});
