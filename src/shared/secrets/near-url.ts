/** A user before a host, whether or not a scheme precedes it in full. */
const USER = /^((?:[a-z][a-z0-9+.-]*:?[/\\]+|[/\\]{2})?)[^/\\?#\s]+@/i;

/** The same within a path that such a text was resolved to: a user after a scheme, or one with a password. */
const USER_WITHIN = /([a-z][a-z0-9+.-]{2,}:[/\\]+)[^/\\?#\s]+@|([/\\])[^/\\?#\s:]+:[^/\\?#\s]+@/gi;

/** Removes user info, query and fragment from a text that may be meant as a URL, although it is none. */
export function withoutUrlSecrets(text: string): string {
  return text
    .replace(USER, "$1***@")
    .replace(USER_WITHIN, "$1$2***@")
    .replace(/(\?|#(?=[^=]*=)).*$/s, "$1***");
}
