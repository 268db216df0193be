import { FmcpError } from "../../../shared/errors/fmcp-error.js";

/** A sampling request or a model's answer that an adapter cannot convert. The server receives the message. */
export class SamplingError extends FmcpError {
  constructor(message: string, cause?: unknown) {
    super("SAMPLING", message, { cause });
  }
}
