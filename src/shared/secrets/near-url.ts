/** A user before a host, whether or not a scheme precedes it in full. */
const USER = /^((?:[a-z][a-z0-9+.-]*:?[/\\]+|[/\\]{2})?)[^/\\?#\s]+@/i;

/** Removes user info, query and fragment from a text that may be meant as a URL, although it is none. */
export function withoutUrlSecrets(text: string): string {
  return text.replace(USER, "$1***@").replace(/(\?|#(?=[^=]*=)).*$/s, "$1***");
}
