// Records what two released versions of real npm servers offer, for test/releases: node scripts/record-releases.mjs [package]
// Packages are installed below .cache/releases at pinned versions, without running their install scripts.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const { RELEASES, recordingPath } = await jiti.import(join(root, "test/releases/releases.ts"));
const { introspect, parseConfig } = await jiti.import(join(root, "src/codegen/index.ts"));

/** Installs a version and returns its folder. */
function install(name, version) {
  const folder = join(root, ".cache/releases", `${name.replace(/[@/]/g, "_")}@${version}`);
  if (existsSync(join(folder, "node_modules", name, "package.json"))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--save-exact",
    `${name}@${version}`,
  ];
  execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
  return folder;
}

const [only] = process.argv.slice(2);
for (const release of RELEASES.filter((one) => only === undefined || one.package === only)) {
  const { package: name, versions, bin, args = [] } = release;
  const models = [];
  for (const [i, version] of versions.entries()) {
    const cwd = install(name, version);
    const entry = { command: join(cwd, "node_modules/.bin", bin[i]), args: [...args], cwd };
    const { servers } = parseConfig({ mcpServers: { [name]: entry } });
    const { models: found, failures } = await introspect(servers, { timeoutMs: 120_000, concurrency: 1 });
    if (failures.length > 0) throw failures[0].error;
    models.push(found[0]);
    console.log(`${name}@${version}: ${found[0].tools.length} tools`);
  }
  writeFileSync(recordingPath(release), `${JSON.stringify(models)}\n`);
}
