import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { sourcePaths } from "../../../support/source-aliases.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
  paths: sourcePaths,
};

/** Folder of a case, in which nothing is written: the compiler is told what is there. */
export function folderOf(name: string): string {
  return join(root, ".cache/diff-table", name);
}

/** The errors of each of `callers`, paths in `files`; one program for all of them. */
export function errorsOf(
  files: ReadonlyMap<string, string>,
  callers: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.directoryExists = () => true;
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...callers], OPTIONS, host);
  return new Map(
    callers.map((caller) => {
      const source = program.getSourceFile(caller);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [caller, found.map(describe)];
    }),
  );
}

function describe({ file, start = 0, code, messageText }: ts.Diagnostic): string {
  const line = file?.text.slice(0, start).split("\n").length ?? 0;
  const text = file?.text.split("\n")[line - 1] ?? "";
  return `TS${code} ${ts.flattenDiagnosticMessageText(messageText, " | ").slice(0, 300)} in ${text.slice(0, 300)}`;
}
