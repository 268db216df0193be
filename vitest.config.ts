import { defineConfig } from "vitest/config";
import { failedAgain } from "./test/support/failed-again.js";
import { sourceAliases } from "./test/support/source-aliases.js";

export default defineConfig({
  resolve: {
    alias: { ...sourceAliases },
  },
  test: {
    reporters: ["default", failedAgain],
    include: ["test/**/*.test.ts"],
    // real servers start in most tests: two cores, a cold npm cache and a busy machine are the normal case
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
    // what a person may be asked differs under CI: tests say themselves where they are
    env: {
      CI: "",
      FMCP_RUN_SEED:
        process.env["FMCP_RUN_SEED"] ?? process.env["FMCP_FUZZ_SEED"] ?? String(Date.now() % 2 ** 31),
    },
  },
});
