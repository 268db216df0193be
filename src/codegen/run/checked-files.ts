import type { Budget } from "./budget.js";
import { formatFiles, type FormattedFiles } from "./format-files.js";
import type { Rendered } from "./generate-from-model.js";
import type { LockFile } from "../lock/index.js";
import type { ImportExtension } from "../plan/index.js";
import { FormatError, type Formatter, type OutFolder } from "../write/index.js";

/** What files are formatted with, and where. */
export interface FormatContext {
  readonly formatter: Formatter | undefined;
  readonly out: OutFolder;
  /** The last lock: what it vouches for is taken from the disk. `undefined`: everything is formatted anew. */
  readonly lock: LockFile | undefined;
  readonly budget: Budget;
  /** Ending of relative imports. */
  readonly importExt: ImportExtension;
}

/**
 * The texts that stand, or will stand, in the output folder, every one of them passed by the gate: also those that are taken
 * from the disk, since anybody can seal a file, and also those that the project's formatter, whose plugins are code, had last.
 *
 * @throws {GateError} where the generator itself, or a template, made what does not belong there
 * @throws {FormatError} where the formatter did
 */
export async function checkedFiles(rendered: Rendered, context: FormatContext): Promise<FormattedFiles> {
  const formatted = await formatFiles(rendered.files, context);
  const refusal = await gate(formatted.texts, rendered, context);
  if (refusal === undefined) return formatted;
  if (formatted.reused === 0) throw refusal;
  // the text that does not pass may be one that stands on the disk under a forged seal: it is made again
  const again = await formatFiles(rendered.files, { ...context, lock: undefined });
  const second = await gate(again.texts, rendered, context);
  if (second === undefined) return again;
  throw second;
}

/** Why these texts may not stand in the folder; `undefined`: they may. */
async function gate(
  texts: ReadonlyMap<string, string>,
  { files, outputs, plan, templates }: Rendered,
  { importExt }: FormatContext,
): Promise<Error | undefined> {
  const { checkGenerated, GateError } = await import("../gate/index.js");
  const gateContext = { plan, outputs, templates, importExt };
  try {
    checkGenerated(texts, gateContext);
    return undefined;
  } catch (error) {
    if (!(error instanceof GateError) || texts.get(error.file) === files.get(error.file)) throw error;
    checkGenerated(files, gateContext);
    return new FormatError(error.file, error);
  }
}
