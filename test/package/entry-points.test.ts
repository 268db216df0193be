import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/bundle.mjs";
import { exportsOf, importsOf, PACKAGES, typesVersionsOf } from "../../scripts/entry-points.mjs";

interface Manifest {
  readonly version: string;
  readonly exports: unknown;
  readonly imports: unknown;
  readonly typesVersions: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
}

describe.each(Object.values(PACKAGES))("$name", (row) => {
  it("exports what the table of entry points says", () => {
    const { exports, imports, typesVersions } = manifestOf(row.folder);
    expect(exports).toEqual(exportsOf(row));
    expect(imports).toEqual(importsOf(row));
    expect(typesVersions).toEqual(typesVersionsOf(row));
  });

  it("has a module for every entry point", () => {
    const modules = Object.values(row.entries).map((module) => join(row.room, `${module}.ts`));
    expect(modules.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

it("both packages have one version, and the generator depends on just that of the runtime", () => {
  const [runtime, codegen] = [manifestOf("src/runtime"), manifestOf(".")];
  expect(codegen.version).toBe(runtime.version);
  expect(codegen.dependencies["fmcp-runtime"]).toBe(runtime.version);
});

/** How many names an entry point exports, types included. */
function namesOf(module: string): number {
  const path = join(root, "src/runtime", `${module}.ts`);
  const program = ts.createProgram([path], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noLib: true,
    types: [],
    noResolve: true,
  });
  const source = program.getSourceFile(path);
  return source === undefined
    ? 0
    : program.getTypeChecker().getExportsOfModule(symbolOf(program, source)).length;
}

function symbolOf(program: ts.Program, source: ts.SourceFile): ts.Symbol {
  const symbol = program.getTypeChecker().getSymbolAtLocation(source);
  expect(symbol, source.fileName).toBeDefined();
  return symbol as ts.Symbol;
}

it.each(Object.values(PACKAGES.runtime.entries))("%s exports at most 80 names", (module) => {
  const names = namesOf(module);
  expect(names).toBeGreaterThan(0);
  expect(names).toBeLessThanOrEqual(80);
});
