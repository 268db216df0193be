// `npm run site`: the documentation as a site, with a reference of both packages, in .cache/site/dist. Its tools are installed
// there because nothing else needs them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PACKAGES } from "../entry-points.mjs";
import { menuOf, pageOf, PAGES, siteText, titleOf } from "./pages.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, ".cache/site");
const pages = join(work, "pages");
const TOOLS = {
  typedoc: "^0.28.20",
  "typedoc-plugin-markdown": "^4.14.1",
  typescript: "6.0.3",
  vitepress: "^1.6.4",
};

mkdirSync(work, { recursive: true });
rmSync(pages, { recursive: true, force: true });
writeFileSync(
  join(work, "package.json"),
  JSON.stringify({ private: true, type: "module", dependencies: TOOLS }),
);
run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--silent"], work);

const paths = [
  ...Object.keys(PAGES),
  ...readdirSync(join(root, "docs"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];
const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
for (const [path, text] of texts) write(pageOf(path), siteText(path, text, new Set(paths)));
cpSync(join(root, "docs/images"), join(pages, "docs/images"), { recursive: true });

const references = Object.entries(PACKAGES).map(([folder, { name, room, entries }]) => {
  const modules = Object.entries(entries).filter(([entry]) => entry !== "./internal");
  run(
    join(work, "node_modules/.bin/typedoc"),
    [
      ...["--plugin", "typedoc-plugin-markdown", "--out", join(pages, "api", folder), "--name", name],
      ...[
        "--tsconfig",
        join(root, "tsconfig.json"),
        "--readme",
        "none",
        "--entryFileName",
        "index",
        "--hidePageHeader",
      ],
      ...[
        "--disableSources",
        "--excludeInternal",
        "--excludePrivate",
        "--excludeExternals",
        "--logLevel",
        "Error",
      ],
      ...modules.map(([, module]) => join(root, room, `${module}.ts`)),
    ],
    root,
  );
  return { text: name, link: `/api/${folder}/` };
});

const menu = [...menuOf(texts), { text: "Reference", items: references }];
write(".vitepress/config.mjs", configOf(menu));
run(join(work, "node_modules/.bin/vitepress"), ["build", pages, "--outDir", join(work, "dist")], work);
for (const [path, text] of texts) {
  const html = readFileSync(join(work, "dist", pageOf(path).replace(/\.md$/, ".html")), "utf8");
  const [main = ""] = /<main[\s\S]*<\/main>/.exec(html) ?? [];
  if (!main.replace(/<[^>]*>/g, "").includes(titleOf(text).slice(0, 20)))
    fail(`${path} is empty on the site`);
}
console.log(`${texts.size} pages and the reference of ${references.length} packages: .cache/site/dist`);

function configOf(sidebar) {
  const config = {
    title: "fmcp-codegen",
    description: "Typed TypeScript clients, with zod validators, for live MCP servers.",
    cleanUrls: true,
    themeConfig: { sidebar, outline: [2, 3], search: { provider: "local" } },
  };
  return `${escapeBraces}
export default { ...${JSON.stringify(config, null, 2)}, markdown: { html: false, config: escapeBraces } };
`;
}

/** Escapes double braces: pages become Vue templates, where they would start an expression. */
function escapeBraces(md) {
  for (const rule of ["text", "code_inline"]) {
    const render = md.renderer.rules[rule];
    md.renderer.rules[rule] = (...args) => render(...args).replaceAll("{{", "&#123;&#123;");
  }
}

function write(path, text) {
  mkdirSync(dirname(join(pages, path)), { recursive: true });
  writeFileSync(join(pages, path), text);
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) fail(`${command} ended with ${status ?? error?.message}`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
