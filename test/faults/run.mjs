// `npm run faults [-- --report] [-- SUITE…]`: builds the fault suites and runs them, each server in a process of its own.
import { runBundled } from "../support/run-bundled.mjs";

await runBundled("faults", {
  besides: ["servers/chaos-stdio", "servers/chaos-http"],
  nodeArgs: ["--expose-gc"],
});
