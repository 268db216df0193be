// The `tests` check: runs vitest, then the files that failed once more, one at a time. Busy machines pause programs for seconds,
// so only a file that fails twice counts as failed. Files that pass the second time are reported, and property tests get the same
// values again.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

const list = ".cache/failed-tests.json";
const env = {
  ...process.env,
  FMCP_FAILED_FILES: list,
  FMCP_RUN_SEED: process.env.FMCP_FUZZ_SEED ?? String(Date.now() % 2 ** 31),
};
const vitest = (...args) =>
  spawnSync("npx", ["vitest", "run", ...args], { stdio: ["ignore", "inherit", "inherit"], env }).status;

mkdirSync(".cache", { recursive: true });
rmSync(list, { force: true });
let status = vitest();
const files = failedFiles();
if (status !== 0 && files.length > 0 && !files.includes(null)) {
  console.log(`\nOnce more, alone: ${files.length} files that failed`);
  status = vitest("--maxWorkers=1", ...files);
  if (status === 0) console.log(`\nUNSTABLE: failed at first, passed alone:\n  ${files.join("\n  ")}`);
}
process.exit(status ?? 1);

/** Returns the files that failed in the last run; none if it did not finish. */
function failedFiles() {
  try {
    return JSON.parse(readFileSync(list, "utf8"));
  } catch {
    return [];
  }
}
