import { show } from "../../shared/text/show.js";
import { reason } from "../../shared/text/reason.js";
import { importSpecifier, printModule, textOf } from "../emit/index.js";
import { MARKDOWN_HEADER } from "../gate/header.js";
import type { OutputFile } from "../gate/output-file.js";
import { Markdown, markdownKit, printFrontMatter } from "../markdown/index.js";
import type { ImportExtension, Plan } from "../plan/index.js";
import { codeKit, isCode, onLines } from "../printer/index.js";
import { neededTypes, printTypeDeclaration } from "../schema/index.js";
import { TargetError } from "./output-errors.js";
import type { Target, TargetFile, TargetKit } from "./output-target.js";

const SUFFIXES = { js: ".js", ts: ".ts", none: "" } as const;

/** Allowed paths of a target's files in its folder: `weather/get-forecast.ts`. */
const PATH = /^(?:[a-z0-9][a-z0-9-]{0,63}\/)?(?:(?:README|SKILL)\.md|[a-z0-9][a-z0-9-]{0,63}\.(?:ts|md))$/;

/**
 * Returns the files of the targets of a plan.
 *
 * @throws {TargetError} for a file that a target may not write, and if a target throws
 */
export function targetFiles(
  plan: Plan,
  targets: readonly Target[],
  importExt: ImportExtension,
): readonly OutputFile[] {
  const kit = kitFor(SUFFIXES[importExt]);
  const names = plan.servers.map(({ model, names }) => ({ key: model.key, names }));
  return targets.flatMap((target) => {
    const files = plan.servers.flatMap((server) => made(target, () => target.server?.(server, kit)));
    return outputs(target, [...files, ...made(target, () => target.all?.(names, kit))]);
  });
}

function kitFor(importSuffix: string): TargetKit {
  return {
    ...codeKit,
    ...markdownKit,
    from: (path) => importSpecifier(path, importSuffix),
    types: ({ schemas }, types) =>
      onLines(
        neededTypes(schemas, types).map((declaration) => printTypeDeclaration(declaration, schemas)),
        1,
      ),
    textOf,
  };
}

function made(target: Target, files: () => readonly TargetFile[] | undefined): readonly TargetFile[] {
  try {
    return files() ?? [];
  } catch (cause) {
    throw new TargetError(target.name, `it failed: ${show(reason(cause), 500)}.`, cause);
  }
}

function outputs(target: Target, files: readonly TargetFile[]): readonly OutputFile[] {
  const { name, packages = [], globals = [] } = target;
  const seen = new Set<string>();
  return files.map(({ path: below, text, frontMatter }): OutputFile => {
    if (typeof below !== "string" || !PATH.test(below))
      throw new TargetError(name, `${show(below, 200)} is not a valid path of a target file.`);
    const path = `${name}/${below}`;
    if (seen.has(path.toLowerCase())) throw new TargetError(name, `it makes ${path} twice.`);
    seen.add(path.toLowerCase());
    if (isCode(text) && path.endsWith(".ts"))
      return { path, kind: "module", text: printModule(text), packages, globals };
    if (text instanceof Markdown && path.endsWith(".md")) {
      const front = frontMatter === undefined ? "" : printFrontMatter(frontMatter);
      return {
        path,
        kind: "markdown",
        text: `${front}${MARKDOWN_HEADER}\n\n${text.toString().trim()}\n`,
        headings: text.headings,
      };
    }
    throw new TargetError(name, `${path} needs ${path.endsWith(".ts") ? "Code" : "Markdown"} for its text.`);
  });
}
