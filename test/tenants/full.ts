import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { GRANTS } from "./grants.js";
import { isFine, page, type Row, totalOf } from "./page.js";

/** `--users 40` is for a machine that others use, too. */
const users = Number(process.argv.includes("--users") ? process.argv.at(-1) : 200);
const AT_ONCE = 2;
const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "rows");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Each grant in a process of its own, so that both cores have something to do. */
const waiting = GRANTS.map(({ name }) => name).reverse();
const runNext = async (): Promise<void> => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
    await once(
      spawn(process.execPath, [join(here, "run.mjs"), name, folder, String(users)], { stdio: "inherit" }),
      "exit",
    );
};
await Promise.all(Array.from({ length: AT_ONCE }, runNext));

const rows = GRANTS.flatMap(
  ({ name }) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Row[],
);
console.log(totalOf(rows, users));
const path = "docs/tenants.md";
if (isFine(rows) && rows.some(({ store }) => store === "Redis"))
  writeFileSync(path, await format(page(rows, users), { ...(await resolveConfig(path)), filepath: path }));
process.exit(isFine(rows) ? 0 : 1);
