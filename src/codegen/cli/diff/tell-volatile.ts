import { show } from "../../../shared/text/show.js";
import type { ServerModel } from "../../model/index.js";
import type { Output } from "../output.js";

/** Reports what was not compared because servers return a different value each time. */
export function tellVolatile(models: readonly ServerModel[], output: Output): void {
  for (const { key, diagnostics } of models)
    for (const { code, subject, message } of diagnostics)
      if (code === "VALUE_VOLATILE") output.say(`note: ${show(key)}: ${subject}: ${message}`);
}
