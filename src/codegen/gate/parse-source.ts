import type { ts as T } from "ts-morph";
import { show } from "../../shared/text/show.js";
import { ts } from "./compiler.js";
import { GateError } from "./gate-errors.js";

/** What the compiler records about a file besides its tree; the fields exist but are not public. */
interface ParsedFile extends T.SourceFile {
  readonly parseDiagnostics?: readonly T.Diagnostic[];
  readonly pragmas?: ReadonlyMap<string, unknown>;
}

/** The only pragma that generated text may contain, and only in `schemas.ts`. */
const NOCHECK = "ts-nocheck";

/**
 * Parses a generated file.
 *
 * @throws {GateError} if it does not parse, or has comments that the compiler obeys
 */
export function parse(file: string, text: string): T.SourceFile {
  const source: ParsedFile = ts.createSourceFile(
    file,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    ts.ScriptKind.TS,
  );
  const [fault] = source.parseDiagnostics ?? [];
  if (fault !== undefined)
    throw new GateError(
      file,
      lineOf(source, fault.start ?? 0),
      `it does not parse: ${show(ts.flattenDiagnosticMessageText(fault.messageText, " "), 200)}.`,
    );
  if (source.parseDiagnostics === undefined || source.pragmas === undefined)
    throw new GateError(file, 1, "the compiler did not report whether it parses.");
  const references = [
    ...source.referencedFiles,
    ...source.typeReferenceDirectives,
    ...source.libReferenceDirectives,
    ...source.amdDependencies,
  ];
  const pragmas = [...source.pragmas.keys()].filter(
    (name) => name !== NOCHECK || !file.endsWith("schemas.ts"),
  );
  if (references.length > 0 || pragmas.length > 0)
    throw new GateError(
      file,
      1,
      `it contains a compiler directive${pragmas.length > 0 ? ` (${show(pragmas.join(", "), 80)})` : ""}.`,
    );
  return source;
}

/** Returns the line of a position, starting at 1. */
export function lineOf(source: T.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}
