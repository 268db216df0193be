import { decoded, isUnicodeLabel, keepsDirection } from "./idna.js";

/** RFC 1123, 2.1, with the labels of RFC 5890 for internationalized names. */
export function isHostname(text: string): boolean {
  return isName(text.split("."), (label) => (isAsciiLabel(label) ? label : undefined));
}

/** RFC 5890: labels may be in readable form, separated by any full stop. */
export function isIdnHostname(text: string): boolean {
  return isName(text.split(/[.\u3002\uff0e\uff61]/u), (label) =>
    (/^\p{ASCII}*$/u.test(label) ? isAsciiLabel(label) : isUnicodeLabel(label)) ? label : undefined,
  );
}

function isName(labels: readonly string[], accept: (label: string) => string | undefined): boolean {
  const accepted = labels.map(accept);
  if (accepted.includes(undefined) || labels.join(".").length > 253) return false;
  return keepsDirection(labels.map((label) => (/^xn--/i.test(label) ? (decoded(label) ?? label) : label)));
}

function isAsciiLabel(label: string): boolean {
  if (!/^[A-Za-z0-9-]{1,63}$/.test(label) || label.startsWith("-") || label.endsWith("-")) return false;
  if (!/^xn--/i.test(label)) return true;
  const unicode = decoded(label);
  return unicode !== undefined && isUnicodeLabel(unicode);
}
