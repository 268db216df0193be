// What an editor shows: the completions and errors that TypeScript's language service gives for the generated
// examples.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../bundle.mjs";

const example = join(root, "generated-examples");
const file = join(example, "src/picture.ts");

/**
 * Returns the completions at position `at` whose names start with `prefix`, and the errors of the whole code.
 */
export function inspect(code, at, prefix) {
  const service = serviceOf(code);
  const { entries } = service.getCompletionsAtPosition(file, at, {
    includeCompletionsForModuleExports: false,
  });
  const names = entries.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  const details = names.map((name) => {
    const { displayParts, documentation } = service.getCompletionEntryDetails(
      file,
      at,
      name,
      {},
      undefined,
      {},
      undefined,
    );
    return { name, type: textOf(displayParts), text: textOf(documentation) };
  });
  const errors = service.getSemanticDiagnostics(file).map(({ start, length, messageText }) => ({
    start,
    length,
    text: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
  return { details, errors };
}

/** Splits code into the pieces of a picture: keywords, strings, the rest. */
export function highlight(line) {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, line);
  const pieces = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const text = scanner.getTokenText();
    const member = pieces.at(-1)?.text === ".";
    const keyword = !member && kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword;
    const style = keyword ? "keyword" : kind === ts.SyntaxKind.StringLiteral ? "string" : undefined;
    pieces.push(style === undefined ? { text } : { text, style });
  }
  return pieces;
}

const textOf = (parts) => (parts ?? []).map(({ text }) => text).join("");

function serviceOf(code) {
  const { config } = ts.readConfigFile(join(example, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, example);
  return ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      if (path === file) return ts.ScriptSnapshot.fromString(code);
      return ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(readFileSync(path, "utf8")) : undefined;
    },
    getCurrentDirectory: () => example,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
}
