import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { TEMPLATE_FILES, type TemplateSet } from "../emit/file-names.js";
import { packageRoot } from "../package/package-root.js";

/** `--templates` names a folder without a single template in it. */
export class TemplatesMissingError extends FmcpError {
  constructor(folder: string) {
    super(
      "TEMPLATES_MISSING",
      `${show(folder, 1_000)} holds no template. It needs at least one of ${TEMPLATE_FILES.join(", ")}: copy the templates folder of fmcp-codegen.`,
    );
  }
}

let own: TemplateSet | undefined;

/** The templates of this package, read once. */
export function ownTemplates(): TemplateSet {
  own ??= readFrom(join(packageRoot(), "templates")) as TemplateSet;
  return own;
}

/**
 * The templates of a folder of the user's; one that is missing there is taken from this package.
 *
 * @throws {TemplatesMissingError} when there is none at all.
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
