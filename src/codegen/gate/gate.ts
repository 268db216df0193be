import type { TemplateSet } from "../emit/index.js";
import type { ImportExtension, Plan } from "../plan/index.js";
import { checkCatalogue, checkSchemaTexts } from "./check-catalogue.js";
import { checkClient } from "./check-client.js";
import { checkComments, commentsOf } from "./check-comments.js";
import { checkFile } from "./check-file.js";
import { GateError } from "./errors.js";
import { parse } from "./parse.js";
import { catalogueRules, clientRules, indexRules, type Rules, schemasRules, typesRules } from "./rules.js";
import { Vocabulary, vocabularyOf } from "./vocabulary.js";

const SUFFIXES = { js: ".js", ts: ".ts", none: "" } as const;

/** What generated files are checked against. */
export interface GateContext {
  readonly plan: Plan;
  readonly templates: TemplateSet;
  readonly importExt: ImportExtension;
}

/**
 * The last thing before the disk: every file is parsed again by the compiler, may hold only what we print, and its literals
 * must be what the servers said. It trusts neither the printer nor the templates.
 *
 * @throws {GateError} at the first thing that does not belong there.
 */
export function checkGenerated(
  files: ReadonlyMap<string, string>,
  { plan, templates, importExt }: GateContext,
): void {
  const suffix = SUFFIXES[importExt];
  const comments = commentsOf(templates);
  const pending = new Map(files);
  const check = (path: string, rules: Rules): ReturnType<typeof parse> => {
    const text = pending.get(path);
    if (text === undefined) throw new GateError(path, 1, "the file is missing.");
    pending.delete(path);
    checkComments(path, text, comments);
    const source = parse(path, text);
    checkFile(path, source, rules);
    return source;
  };
  for (const server of plan.servers) {
    const { folder, factory } = server.names;
    const vocabulary = vocabularyOf(server);
    const catalogue = `${folder}/catalogue.ts`;
    checkCatalogue(catalogue, check(catalogue, catalogueRules(vocabulary)), server);
    check(`${folder}/types.ts`, typesRules(vocabulary));
    const schemas = `${folder}/schemas.ts`;
    checkSchemaTexts(schemas, check(schemas, schemasRules(vocabulary, suffix)));
    checkClient(
      `${folder}/client.ts`,
      check(`${folder}/client.ts`, clientRules(vocabulary, suffix, factory)),
      server,
      suffix,
    );
    check(`${folder}/index.ts`, indexRules(vocabulary, [`./client${suffix}`, `./types${suffix}`]));
  }
  const modules = ["fmcp-runtime", ...plan.servers.map(({ names }) => `./${names.folder}/index${suffix}`)];
  check("index.ts", indexRules(new Vocabulary(), modules));
  const [extra] = pending.keys();
  if (extra !== undefined) throw new GateError(extra, 1, "no server has such a file.");
}
