/** One word without signs of a shell or of a language. */
const TOKEN = /^[\w.+/=-]+$/;

/** A path: a program may run the file. */
const PATH = /^(?:\.{0,2}|~)\/|\.(?:[cm]?[jt]sx?|py|rb|sh|pl|php|lua|jar|exe|bat|cmd|ps1|so|dylib|dll|pem)$/i;

/** `Bearer abc` and the like: the scheme is not a secret. */
const WITH_SCHEME = /^((?:bearer|basic|token|apikey|digest|dpop)\s+)(\S+)$/i;

/**
 * Returns a value under the name of a secret as the user may read it: `***` for a token, and all else as written, because a
 * reference is not a secret, and a path, code or a command may run.
 */
export function literalMasked(text: string): string {
  const [, scheme = "", value = text] = WITH_SCHEME.exec(text) ?? [];
  return TOKEN.test(value) && !PATH.test(value) ? `${scheme}***` : text;
}
