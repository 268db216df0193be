import type { TemplateSet } from "../emit/index.js";
import type { ImportExtension, Plan } from "../plan/index.js";
import { checkCatalogue, checkSchemaTexts } from "./check-catalogue.js";
import { checkClient } from "./check-client.js";
import { checkContract } from "./check-contract.js";
import { checkCharacters, checkComments, commentsOf } from "./check-comments.js";
import { checkFile } from "./check-file.js";
import { checkMarkdown } from "./check-markdown.js";
import { checkModule } from "./check-module.js";
import { GateError } from "./gate-errors.js";
import { MODULE_HEADER } from "./header.js";
import type { FileKind, OutputFile, ServerFile } from "./output-file.js";
import { parse } from "./parse-source.js";
import {
  catalogueRules,
  clientRules,
  contractRules,
  indexRules,
  type Rules,
  schemasRules,
  typesRules,
} from "./rules.js";
import { Vocabulary, vocabularyOf } from "./vocabulary.js";

const SUFFIXES = { js: ".js", ts: ".ts", none: "" } as const;
const SERVER_KINDS = ["catalogue", "types", "schemas", "contract", "client", "server index"] as const;

/** What generated files are checked against. */
export interface GateContext {
  readonly plan: Plan;
  /** Every expected file and its kind. Their texts are not read. */
  readonly outputs: readonly OutputFile[];
  readonly templates: TemplateSet;
  readonly importExt: ImportExtension;
}

/** Checks a file of one kind. */
type Check<File extends OutputFile> = (file: File, text: string) => void;
type FileOf<Kind extends FileKind> = Kind extends ServerFile["kind"]
  ? ServerFile
  : Extract<OutputFile, { readonly kind: Kind }>;
type Checks = { readonly [Kind in FileKind]: Check<FileOf<Kind>> };

/**
 * Checks every file right before it is written: parses it again, allows only what we print, and compares the literals
 * of a client with what the servers said. Trusts neither the printer nor the templates.
 *
 * @throws {GateError} at the first thing that is not allowed
 */
export function checkGenerated(files: ReadonlyMap<string, string>, context: GateContext): void {
  const checks = checksFor(context);
  const pending = new Map(files);
  for (const server of context.plan.servers)
    for (const kind of SERVER_KINDS)
      if (!context.outputs.some((file) => file.kind === kind && file.server === server))
        throw new GateError(server.names.folder, 1, `the file with the ${kind} is missing.`);
  for (const file of context.outputs) {
    const text = pending.get(file.path);
    if (text === undefined) throw new GateError(file.path, 1, "the file is missing.");
    pending.delete(file.path);
    (checks[file.kind] as Check<OutputFile>)(file, text);
  }
  const [extra] = pending.keys();
  if (extra !== undefined) throw new GateError(extra, 1, "no server has this file.");
}

/** Returns the check for each kind of file; there are no other kinds. */
function checksFor({ plan, outputs, templates, importExt }: GateContext): Checks {
  const suffix = SUFFIXES[importExt];
  const ours = commentsOf(templates);
  const vocabularies = new Map(plan.servers.map((server) => [server, vocabularyOf(server)]));
  const paths = new Set(outputs.map(({ path }) => path));
  const vocabularyFor = ({ server }: ServerFile): Vocabulary => vocabularies.get(server) ?? new Vocabulary();
  const read = (path: string, text: string, rules: Rules): ReturnType<typeof parse> => {
    checkCharacters(path, text, templates);
    checkComments(path, text, ours);
    const source = parse(path, text);
    checkFile(path, source, rules);
    return source;
  };
  return {
    catalogue: (file, text) =>
      checkCatalogue(file.path, read(file.path, text, catalogueRules(vocabularyFor(file))), file.server),
    types: (file, text) => void read(file.path, text, typesRules(vocabularyFor(file))),
    schemas: (file, text) =>
      checkSchemaTexts(file.path, read(file.path, text, schemasRules(vocabularyFor(file), suffix))),
    client: (file, text) => {
      const rules = clientRules(vocabularyFor(file), suffix, file.server.names.factory);
      checkClient(file.path, read(file.path, text, rules), file.server);
    },
    contract: (file, text) => {
      const rules = contractRules(vocabularyFor(file), suffix);
      checkContract(file.path, read(file.path, text, rules), file.server, suffix);
    },
    "server index": (file, text) => {
      const modules = [`./client${suffix}`, `./types${suffix}`];
      read(file.path, text, indexRules(vocabularyFor(file), modules));
    },
    "root index": ({ path }, text) => {
      const servers = plan.servers.map(({ names }) => `./${names.folder}/index${suffix}`);
      read(path, text, indexRules(new Vocabulary(), ["fmcp-runtime", ...servers]));
    },
    module: (file, text) => {
      checkComments(file.path, text, new Set([MODULE_HEADER]));
      checkModule(file, parse(file.path, text), paths);
    },
    markdown: ({ path, headings }, text) => checkMarkdown(path, text, headings),
  };
}
