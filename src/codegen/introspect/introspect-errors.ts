import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** Facts about a server that did not finish in time. */
interface TimeoutFacts {
  readonly cause?: unknown;
  /** Possible reasons, as sentences: what it wrote, and what it was not given. */
  readonly hints: string;
}

/** A server did not finish within its deadline. */
export class IntrospectTimeoutError extends FmcpError {
  constructor(server: string, timeoutMs: number, { cause, hints }: TimeoutFacts) {
    super(
      "INTROSPECT_TIMEOUT",
      `Server "${show(server)}" did not answer within ${timeoutMs} ms. Check that it starts by itself, or allow more time with --timeout.${hints}`,
      { server, cause },
    );
  }
}

/** A part of a list of a server is missing. `reasons` and `words`, which quote the server, are sentences. */
export class ListCutError extends FmcpError {
  constructor(server: string, reasons: readonly string[], words = "") {
    super(
      "LIST_CUT",
      `A part of what server "${show(server)}" lists is missing, so the generated code would be incomplete. ${show(reasons.join(" "), 1_000)} Or accept a partial list: --allow-cut ${show(server)}.${words}`,
      { server },
    );
  }
}

/** A server was reached, but none of its lists could be read. `reasons` and `words`, which quote it, are sentences. */
export class NothingListedError extends FmcpError {
  constructor(server: string, reasons: readonly string[], words = "") {
    super(
      "NOTHING_LISTED",
      `Server "${show(server)}" was reached, but none of its lists could be read. ${show(reasons.join(" "), 1_000)} Check its credentials and its log.${words}`,
      { server },
    );
  }
}
