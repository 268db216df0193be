import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { TEMPLATE_FILES, type TemplateSet } from "../emit/file-names.js";
import { packageRoot } from "../package/package-root.js";

/** `--templates` names a folder without any template. */
export class TemplatesMissingError extends FmcpError {
  constructor(folder: string) {
    super(
      "TEMPLATES_MISSING",
      `${show(folder, 1_000)} holds no template. It needs at least one of ${TEMPLATE_FILES.join(", ")}: copy the templates folder of fmcp-codegen.`,
    );
  }
}

let own: TemplateSet | undefined;

/** Returns the templates of this package, read once. */
export function ownTemplates(): TemplateSet {
  own ??= readFrom(join(packageRoot(), "templates")) as TemplateSet;
  return own;
}

/**
 * Returns the templates of a custom folder; missing ones are taken from this package.
 *
 * @throws {TemplatesMissingError} if there are none at all
 */
export function loadTemplates(folder: string): TemplateSet {
  const found = readFrom(folder);
  if (Object.keys(found).length === 0) throw new TemplatesMissingError(folder);
  return { ...ownTemplates(), ...found };
}

function readFrom(folder: string): Partial<TemplateSet> {
  const present = TEMPLATE_FILES.filter((file) => existsSync(join(folder, file)));
  return Object.fromEntries(present.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
