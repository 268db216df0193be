// `npm run logins [-- --full] [-- NAME…]`: logs in to real authorization servers, each started by its own script, and prints a table.
import { runBundled } from "../support/run-bundled.mjs";

await runBundled("logins", { besides: ["support/worker"] });
