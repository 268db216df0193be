import { show } from "../../shared/text/show.js";

/** A cause of a failed connection that a setting can fix. */
export interface NetworkReason {
  /** Sentences for the error, including the fix. */
  readonly text: string;
  /** Whether another attempt would fail in the same way. */
  readonly permanent: boolean;
  /** HTTP status of the proxy, if it refused. */
  readonly status?: number;
}

const TRUST = "Give the certificate of its authority in `tls: { ca }`, or in NODE_EXTRA_CA_CERTS.";

/** Node.js codes for certificates that it does not trust, in words. */
const CERTIFICATES: ReadonlyMap<string, string> = new Map([
  ["DEPTH_ZERO_SELF_SIGNED_CERT", `its certificate is self-signed. ${TRUST}`],
  ["SELF_SIGNED_CERT_IN_CHAIN", `its certificate chain ends in an authority that is not trusted. ${TRUST}`],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", `the authority of its certificate is unknown. ${TRUST}`],
  ["UNABLE_TO_GET_ISSUER_CERT", `the authority of its certificate is unknown. ${TRUST}`],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", `the authority of its certificate is unknown. ${TRUST}`],
  ["CERT_HAS_EXPIRED", "its certificate has expired. The server has to renew it."],
  ["CERT_NOT_YET_VALID", "its certificate is not valid yet. Check the clock of this machine."],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "its certificate is for another host. Use that host in the URL, or name it in `tls: { servername }`.",
  ],
]);

const PROXY_CURES: ReadonlyMap<number, string> = new Map([
  [407, "Put user and password into the URL of the proxy (`proxy`, or HTTPS_PROXY)."],
  [403, "It does not allow this host: ask for it to be allowed, or name the host in NO_PROXY."],
]);

/** Searches an error and its causes for something that a person can fix: a proxy, a certificate, a port without TLS. */
export function networkReason(error: unknown): NetworkReason | undefined {
  let current = error;
  for (let depth = 0; depth < 8 && typeof current === "object" && current !== null; depth++) {
    const { code, message, cause } = current as { code?: unknown; message?: unknown; cause?: unknown };
    const found = reasonOf(String(code), String(message));
    if (found !== undefined) return found;
    current = cause;
  }
  return undefined;
}

function reasonOf(code: string, message: string): NetworkReason | undefined {
  const refused = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
  if (refused !== undefined) return proxyReason(Number(refused));
  const certificate = CERTIFICATES.get(code);
  if (certificate !== undefined) return { text: `${certificate} (${code})`, permanent: true };
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER" || /wrong version number|packet length too long/i.test(message))
    return {
      text: "it does not speak TLS on this port. Is `http:` meant instead of `https:`?",
      permanent: true,
    };
  if (/^ERR_SSL_|^EPROTO$/.test(code))
    return { text: `TLS failed (${show(code)}). See \`tls\`.`, permanent: true };
  return undefined;
}

/** Describes a refusal by the proxy itself: no byte of the request reached the server. */
export function proxyReason(status: number): NetworkReason {
  const cure =
    PROXY_CURES.get(status) ?? "It could not reach the server: check `proxy`, HTTPS_PROXY and NO_PROXY.";
  return {
    text: `the proxy refused with HTTP ${status}. ${cure}`,
    permanent: PROXY_CURES.has(status),
    status,
  };
}
