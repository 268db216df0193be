import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sourcePaths } from "../support/source-aliases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where projects are written: in this repository, out of sight of git and of its own tools. */
export const OUTPUT = join(root, ".cache/corpus");

/** Compilers that generated code must satisfy, by the folder of their package. */
export const COMPILERS = { "5.9": "typescript-5.9", "6": "typescript", "7": "typescript-7" } as const;

export type CompilerVersion = keyof typeof COMPILERS;
export type Resolution = "nodenext" | "bundler";

/** Every flag that makes TypeScript stricter about the code that it reads. */
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  declaration: true,
};

/** Writes `files` and a tsconfig into `folder`, which has to lie in this repository: that is where zod and the types are. */
export async function writeProject(
  folder: string,
  files: ReadonlyMap<string, string>,
  resolution: Resolution,
): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const modules =
    resolution === "nodenext"
      ? { module: "nodenext", moduleResolution: "nodenext" }
      : { module: "esnext", moduleResolution: "bundler" };
  const compilerOptions = {
    ...STRICT,
    ...modules,
    target: "es2022",
    lib: ["es2023", "esnext.disposable", "dom", "dom.iterable"],
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    skipLibCheck: true,
    noEmit: true,
    resolveJsonModule: true,
    paths: sourcePaths,
  };
  const config = join(folder, "tsconfig.json");
  await writeFile(config, JSON.stringify({ compilerOptions, include: ["**/*.ts"] }, undefined, 2));
  return config;
}

/** What a compiler says against the generated files of a project; what it says against the runtime's sources is not counted. */
export async function compile(config: string, version: CompilerVersion): Promise<readonly string[]> {
  const tsc = join(root, "node_modules", COMPILERS[version], "bin/tsc");
  const folder = dirname(config);
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [tsc, "-p", config, "--pretty", "false"],
      { cwd: folder, maxBuffer: 1 << 28 },
      (error, stdout, stderr) => {
        resolve(error !== null && stdout === "" ? `${stderr}${error.message}` : stdout);
      },
    );
  });
  return output.split("\n").filter((row) => /\berror\b/.test(row) && !row.startsWith(".."));
}
