import { showLines } from "../../../shared/text/show-lines.js";
import { show } from "../../../shared/text/show.js";
import type { DiffReport } from "../../diff/index.js";
import type { Output } from "../output.js";

/** Reports which servers could not be queried, and why. */
export function tellFailures({ servers }: DiffReport, output: Output): void {
  for (const { key, error } of servers)
    if (error !== undefined)
      output.error(`Server "${show(key)}" could not be compared: ${showLines(error.message, 4_000)}`);
}
