import { FmcpError } from "../../../shared/errors/fmcp-error.js";

/** A handler's answer breaks the form that the server asked for. The server gets the message, never the answer. */
export class InvalidAnswerError extends FmcpError {
  constructor(message: string) {
    super("ELICITATION_ANSWER", message);
  }
}
