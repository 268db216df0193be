import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** Generated text contains something that is not allowed. Nothing is written. */
export class GateError extends FmcpError {
  /** Path of the file below the output folder. */
  readonly file: string;

  constructor(file: string, line: number, problem: string) {
    super(
      "GATE_REFUSED",
      `${show(file, 300)}:${line}: ${problem} Nothing was written. If you use custom templates, compare them with those of fmcp-codegen; otherwise, please report this.`,
    );
    this.file = file;
  }
}
