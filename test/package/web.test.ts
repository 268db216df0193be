import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build, type Metafile, transform } from "esbuild";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle, root } from "../../scripts/bundle.mjs";
import { NODE_ONLY, PACKAGES } from "../../scripts/entry-points.mjs";

let folder: string;
let outputs: Metafile["outputs"];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fmcp-web-"));
  const built = await bundle("runtime", folder, { place: "both" });
  outputs = reachedOnTheWeb(built.outputs);
}, 120_000);

/** What the conditions for the web can load: modules with two forms are there in one of them. */
function reachedOnTheWeb(all: Metafile["outputs"]): Metafile["outputs"] {
  const ofModule = (module: string): string => relative(root, join(folder, `${module}.js`));
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of all[path]?.imports ?? []) {
      if (imported.path.startsWith("#")) visit(ofModule(`web/${imported.path.slice(1)}`));
      else if (imported.external !== true) visit(imported.path);
    }
  };
  Object.values(PACKAGES.runtime.entries)
    .filter((module) => !NODE_ONLY.includes(module))
    .forEach((module) => visit(ofModule(module)));
  return Object.fromEntries([...seen].map((path) => [path, all[path] as Metafile["outputs"][string]]));
}
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the build for the web", () => {
  it("imports nothing of Node.js", () => {
    const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((path) => builtinModules.includes(path.replace(/^node:/, "")))).toEqual([]);
  });

  it("names every module that it imports", async () => {
    const { metafile } = await build({
      entryPoints: Object.keys(outputs).map((path) => join(root, path)),
      bundle: true,
      write: false,
      outdir: join(folder, "again"),
      metafile: true,
      format: "esm",
      packages: "external",
      splitting: true,
    });
    const unnamed = Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
      imports.filter(({ path: to }) => to === "<runtime>").map(() => path),
    );
    expect(unnamed).toEqual([]);
  });

  it("uses no global of Node.js", async () => {
    const undefinedNames: string[] = [];
    for (const path of Object.keys(outputs)) {
      const { code } = await transform(await readFile(join(root, path), "utf8"));
      const source = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
      const visit = (node: ts.Node): void => {
        if (
          ts.isIdentifier(node) &&
          isReference(node) &&
          !isAskedFor(node) &&
          ["process", "Buffer", "require", "__dirname", "global"].includes(node.text)
        )
          undefinedNames.push(`${path}: ${node.parent.getText().slice(0, 80)}`);
        node.forEachChild(visit);
      };
      visit(source);
    }
    expect(undefinedNames).toEqual([]);
  });
});

/** Whether an identifier stands for a variable, and is no name of a member. */
function isReference({ parent, text }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.getText() === text;
  return !(
    ts.isPropertyAssignment(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertyDeclaration(parent)
  );
}

/** Whether an identifier is asked about, or stands behind the question: `typeof process === "object" ? process : {}`. */
function isAskedFor({ parent, text }: ts.Identifier): boolean {
  for (let node: ts.Node = parent; ts.isExpression(node); node = node.parent)
    if (node.getText().includes(`typeof ${text}`)) return true;
  return false;
}

/** Modules that have another form in the build for the web. */
async function webForms(): Promise<readonly string[]> {
  const files = await readdir(join(root, "src"), { recursive: true });
  return files.filter((path) => path.endsWith(".web.ts") && !path.includes("dist"));
}

it("modules for the web export what those that they replace export", async () => {
  const forms = await webForms();
  expect(forms.length).toBeGreaterThan(10);
  const names = async (path: string): Promise<readonly string[]> =>
    Object.keys((await import(join(root, "src", path))) as object).sort();
  for (const path of forms) {
    const replaced = path.replace(/\.web\.ts$/, ".ts");
    expect(await names(path), path).toEqual(
      expect.arrayContaining([...(await names(replaced))].filter((name) => !UNUSED.has(name))),
    );
  }
});

/** Exported for tests of the other form alone. */
const UNUSED: ReadonlySet<string> = new Set(["openerCommand"]);
