import ts from "typescript";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts"],
  types: [],
};

const libraries = new Map<string, ts.SourceFile | undefined>();

/** The errors of a compiler in these files, each as `file(line): TSnnnn message`. */
export function errorsIn(
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions = {},
): readonly string[] {
  const all = { ...OPTIONS, ...options };
  const host = ts.createCompilerHost(all);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, version);
    if (!libraries.has(file)) libraries.set(file, getSourceFile(file, version, ...rest));
    return libraries.get(file);
  };
  const program = ts.createProgram([...files.keys()], all, host);
  const own = (diagnostic: ts.Diagnostic): boolean =>
    diagnostic.file === undefined || files.has(diagnostic.file.fileName);
  return ts.getPreEmitDiagnostics(program).filter(own).map(describe);
}

function describe({ file, start = 0, code, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `${file?.fileName ?? ""}(${line}): TS${code} ${ts.flattenDiagnosticMessageText(messageText, " | ").slice(0, 300)}`;
}

/** The type of exactly this JSON value; its objects say of each key in `absent` that they do not have it, unless they do. */
export function literalType(value: unknown, absent: readonly string[] = []): string {
  if (Array.isArray(value)) return `[${value.map((item) => literalType(item, absent)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const held = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${literalType(inner, absent)}`,
  );
  const lacking = absent
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => `${JSON.stringify(key)}?: never`);
  return `{ ${[...held, ...lacking].join("; ")} }`;
}
