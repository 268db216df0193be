// `npm run learned`: what outputs learned from recordings, fakes and replay come to, in numbers; a whole run writes docs/learned-table.md. It asks
// real servers, which their launchers install. Names of parts as arguments run only those, and write nothing.
import { root, runBundled } from "../support/run-bundled.mjs";

await runBundled("learned", { besides: ["learn"], args: [root, ...process.argv.slice(2)] });
