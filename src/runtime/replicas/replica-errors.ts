import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** A replica's tools differ from those of the others or from those that the client was generated from: it is another server. */
export class EndpointMismatchError extends FmcpError {
  readonly endpoint: string;

  constructor(
    endpoint: string,
    details: FmcpErrorDetails & { readonly expected: string; readonly actual: string },
  ) {
    super(
      "ENDPOINT_MISMATCH",
      `${show(endpoint)} is not a replica of "${show(details.server)}": the digest of its tools is ${show(details.actual)}, ` +
        `expected ${show(details.expected)}. It receives no requests. Deploy the same version everywhere, or regenerate.`,
      details,
    );
    this.endpoint = endpoint;
  }
}

/** No member of a replica set could take the request. Nothing was sent. */
export class NoEndpointError extends FmcpError {
  constructor(details: FmcpErrorDetails) {
    super(
      "NO_ENDPOINT",
      `"${show(details.server)}" has no endpoint available for the request. Add one, or check their health.`,
      details,
    );
  }
}
