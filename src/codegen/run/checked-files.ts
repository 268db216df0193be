import type { Budget } from "./budget.js";
import { formatFiles, type FormattedFiles } from "./format-files.js";
import type { Rendered } from "./generate-from-model.js";
import type { LockFile } from "../lock/index.js";
import type { ImportExtension } from "../plan/index.js";
import { FormatError, type Formatter, type OutFolder } from "../write/index.js";

/** How files are formatted, and where. */
export interface FormatContext {
  readonly formatter: Formatter | undefined;
  readonly out: OutFolder;
  /** The last lock: files whose seal is valid are taken from the disk. `undefined` to format every file again. */
  readonly lock: LockFile | undefined;
  readonly budget: Budget;
  /** Extension of relative imports. */
  readonly importExt: ImportExtension;
}

/**
 * Returns the texts of the output folder after the gate has checked every one: also those taken from the disk, since anyone
 * can seal a file, and those last changed by the project's formatter, whose plugins are code.
 *
 * @throws {GateError} if the generator itself or a template produced something that is not allowed
 * @throws {FormatError} if the formatter did
 */
export async function checkedFiles(rendered: Rendered, context: FormatContext): Promise<FormattedFiles> {
  const formatted = await formatFiles(rendered.files, context);
  const refusal = await gate(formatted.texts, rendered, context);
  if (refusal === undefined) return formatted;
  if (formatted.reused === 0) throw refusal;
  // the refused text may be on the disk with a forged seal, so it is generated again
  const again = await formatFiles(rendered.files, { ...context, lock: undefined });
  const second = await gate(again.texts, rendered, context);
  if (second === undefined) return again;
  throw second;
}

/** Says why these texts are not allowed; `undefined` if they are. */
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
