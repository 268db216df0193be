import type { FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import type { JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { ProtocolError } from "../errors/protocol-error.js";

/**
 * A tool answered with a type of result that no extension of the client claims. `answer` is that result: the server may hold
 * state for it.
 */
export class UnclaimedResultError extends ProtocolError {
  declare readonly answer: JsonObject;

  constructor(tool: string, resultType: string, answer: JsonObject, details: FmcpErrorDetails) {
    const what = `Tool "${show(tool)}" answered with a result of the type "${show(resultType)}"`;
    const cure = "Claim it with an extension: new Client(target, { extensions: [{ id, claims: […] }] }).";
    super(`${what}, which no extension of this client claims. ${cure}`, answer, details);
  }
}
