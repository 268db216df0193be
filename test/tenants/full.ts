import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { GRANTS } from "./grants.js";
import { isFine, page, type Row, totalOf } from "./page.js";

const [users, atOnce] = [200, 2];
const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "rows");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Each grant in a process of its own, so that both cores have something to do. */
const waiting = GRANTS.map(({ name }) => name).reverse();
const runNext = async (): Promise<void> => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
    await once(spawn(process.execPath, [join(here, "run.mjs"), name, folder], { stdio: "inherit" }), "exit");
};
await Promise.all(Array.from({ length: atOnce }, runNext));

const rows = GRANTS.flatMap(
  ({ name }) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Row[],
);
console.log(totalOf(rows, users));
const path = "docs/tenants.md";
if (isFine(rows) && rows.some(({ store }) => store === "Redis"))
  writeFileSync(path, await format(page(rows, users), { ...(await resolveConfig(path)), filepath: path }));
process.exit(isFine(rows) ? 0 : 1);
