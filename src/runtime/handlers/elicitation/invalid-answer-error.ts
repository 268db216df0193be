import { FmcpError } from "../../../shared/errors/fmcp-error.js";

/** A handler's answer does not fit the server's form. The server receives the message, never the answer. */
export class InvalidAnswerError extends FmcpError {
  constructor(message: string) {
    super("ELICITATION_ANSWER", message);
  }
}
