import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** A name in the options is not usable as a method name. */
export class NameOverrideError extends FmcpError {
  constructor(key: string, name: string, problem: string) {
    super(
      "NAME_OVERRIDE_INVALID",
      `names: ${JSON.stringify(show(key))} cannot be called ${JSON.stringify(show(name))}: ${problem}`,
    );
  }
}
