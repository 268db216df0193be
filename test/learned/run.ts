import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { page, partsOf } from "./page.js";

const [root = "", ...wanted] = process.argv.slice(2);
const faults: string[] = [];
const texts: string[] = [];
for (const part of partsOf(root)) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue;
  const { text, faults: found } = await part.run();
  console.log(`${text}\n`);
  texts.push(text);
  faults.push(...found);
}
for (const fault of faults.slice(0, 30)) console.log(`FAILED ${fault}`);
if (wanted.length === 0 && faults.length === 0) {
  const path = join(root, "docs/learned-table.md");
  writeFileSync(path, await format(page(texts), { ...(await resolveConfig(path)), parser: "markdown" }));
}
process.exit(faults.length === 0 ? 0 : 1);
