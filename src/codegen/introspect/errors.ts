import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** A server did not finish within its deadline. `noise`: what it wrote in place of an answer. */
export class IntrospectTimeoutError extends FmcpError {
  constructor(server: string, timeoutMs: number, cause?: unknown, noise?: string, hint = "") {
    const instead = noise === undefined ? "" : `; instead it ${show(noise, 200)}`;
    super(
      "INTROSPECT_TIMEOUT",
      `Server "${show(server)}" did not answer within ${timeoutMs} ms${instead}. Check that it starts by itself, or allow more time with --timeout.${hint}`,
      { server, cause },
    );
  }
}

/** A list of a server is longer than a limit lets in. `reasons` are sentences. */
export class ListCutError extends FmcpError {
  constructor(server: string, reasons: readonly string[]) {
    super(
      "LIST_CUT",
      `Server "${show(server)}" lists more than is taken in, so code made of it would lack some. ${show(reasons.join(" "), 600)} Or take what there is: --allow-cut ${show(server)}.`,
      { server },
    );
  }
}

/** A server was reached, and not one of its lists could be read. `reasons` are sentences. */
export class NothingListedError extends FmcpError {
  constructor(server: string, reasons: readonly string[]) {
    super(
      "NOTHING_LISTED",
      `Server "${show(server)}" was reached, but none of its lists could be read. ${show(reasons.join(" "), 600)} Check its credentials and its log.`,
      { server },
    );
  }
}
