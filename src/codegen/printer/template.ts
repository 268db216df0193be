import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { Code } from "./code.js";
import { type Doc, hardLine } from "./layout.js";
import { identifier } from "./literal.js";

/** A template does not say where things go. */
export class TemplateError extends FmcpError {
  constructor(file: string, problem: string) {
    super(
      "TEMPLATE_INVALID",
      `Template ${show(file)}: ${problem} Compare it with the file of that name in the templates folder of fmcp-codegen.`,
    );
  }
}

/** Replacements for the sample parts of a template. */
export interface TemplateHoles {
  /** Code by the name of its `//#region`. Each region must occur once. */
  readonly regions: Readonly<Record<string, Code>>;
  /** Identifiers by the whole words that they replace, such as `SampleClient`. */
  readonly words: Readonly<Record<string, string>>;
  /** The replacement for `.js` at the end of a relative import. */
  readonly importSuffix: ".js" | ".ts" | "";
}

const REGION = /^(\s*)\/\/#region\s+(\S+)\s*$/;
const END = /^\s*\/\/#endregion\b/;

/**
 * Fills a template, the only source of fixed code besides `code`. The text is a file of this package or of a folder that
 * the user named, never from a server; everything foreign is passed as `Code`.
 *
 * @throws {TemplateError} for a region that is unknown, missing, duplicated or never closed
 */
export function fillTemplate(file: string, text: string, holes: TemplateHoles): Code {
  const parts: Doc[] = [];
  const seen = new Set<string>();
  let open: string | undefined;
  for (const row of text.replace(/\r\n?/g, "\n").split("\n")) {
    const [, margin = "", name] = REGION.exec(row) ?? [];
    if (name !== undefined) {
      if (open !== undefined)
        throw new TemplateError(file, `region "${show(name)}" begins inside region "${show(open)}".`);
      if (seen.has(name)) throw new TemplateError(file, `region "${show(name)}" occurs twice.`);
      const filled = Object.hasOwn(holes.regions, name) ? holes.regions[name] : undefined;
      if (filled === undefined) throw new TemplateError(file, `region "${show(name)}" is unknown.`);
      seen.add(name);
      open = name;
      parts.push(...indented(margin.length, Code.docOf(filled)));
    } else if (END.test(row)) {
      if (open === undefined) throw new TemplateError(file, "an #endregion has no #region.");
      open = undefined;
    } else if (open === undefined) {
      parts.push({ kind: "text", text: reworded(row, holes) }, hardLine);
    }
  }
  if (open !== undefined) throw new TemplateError(file, `region "${show(open)}" is never closed.`);
  const missing = Object.keys(holes.regions).find((name) => !seen.has(name));
  if (missing !== undefined) throw new TemplateError(file, `region "${missing}" is missing.`);
  return Code.mint({ kind: "concat", parts });
}

function indented(columns: number, inner: Doc): readonly Doc[] {
  if (inner.kind === "concat" && inner.parts.length === 0) return [];
  return [
    { kind: "text", text: " ".repeat(columns) },
    { kind: "indent", columns, inner },
    ...(endsLine(inner) ? [] : [hardLine]),
  ];
}

/** Whether the last thing that `doc` prints is a line break, as after a comment. */
function endsLine(doc: Doc): boolean {
  if (doc.kind === "concat") return doc.parts.length > 0 && endsLine(doc.parts.at(-1) as Doc);
  if (doc.kind === "indent" || doc.kind === "group") return endsLine(doc.inner);
  return doc === hardLine;
}

function reworded(row: string, { words, importSuffix }: TemplateHoles): string {
  const renamed = row.replace(/[A-Za-z_$][\w$]*/g, (word) =>
    Object.hasOwn(words, word) ? checked(words[word] as string) : word,
  );
  return renamed.replace(/(\bfrom\s+"\.{1,2}\/[^"]*)\.js"/g, `$1${importSuffix}"`);
}

/** Checks that a word is an identifier, as the plan ensures; any other word would be code. */
function checked(name: string): string {
  identifier(name);
  return name;
}
