import { looksLikeSecret } from "./secret-value.js";

const AFTER_SCHEME = /\b(bearer|basic|dpop)(\s+)([\w.~+/=-]{6,})/gi;
const AFTER_NAME =
  /(?<![A-Za-z0-9])(api[-_]?key|access[-_]?key|token|secret|password|passwd|pwd)(["']?\s*[:=]\s*["']?)([^\s"',;&]{4,})/gi;
const USER_INFO = /(\/\/)([^\s/:@]+:[^\s/@]+)@/g;

/**
 * Removes what looks like credentials although it is not a known secret: after `Bearer`, as `token=…`, in a URL. Plain words
 * are kept: `token: HTTP 401` and `Bearer authentication failed` do not change.
 */
export function withoutCredentials(text: string): string {
  return text
    .replace(AFTER_SCHEME, (whole, scheme: string, space: string, value: string) =>
      isCredential(value) || /[a-z][A-Z]/.test(value) ? `${scheme}${space}***` : whole,
    )
    .replace(AFTER_NAME, (whole, name: string, sign: string, value: string) =>
      isCredential(value) ? `${name}${sign}***` : whole,
    )
    .replace(USER_INFO, "$1***@");
}

/** Whether a text is neither a word nor a status: it has a digit among letters, or is longer than words are. */
function isCredential(value: string): boolean {
  if (value.startsWith("***")) return false;
  return (
    looksLikeSecret(value) ||
    value.length >= 20 ||
    (/\d/.test(value) && /[A-Za-z]/.test(value) && value.length >= 6)
  );
}
