import { domainToASCII, domainToUnicode } from "./domain.js";

/** RFC 5892, 2.6: characters that are allowed although their category is not, and the reverse. */
const ALLOWED = /^[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007]$/u;
const FORBIDDEN = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u;
const CONTEXTUAL = /^[\u00b7\u0375\u05f3\u05f4\u30fb\u200c\u200d]$/u;
const VIRAMA =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed]$/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** An internationalized label in readable form (IDNA 2008: RFC 5891, 4.2; RFC 5892; RFC 5893). */
export function isUnicodeLabel(label: string): boolean {
  if (
    label === "" ||
    label !== label.normalize("NFC") ||
    label.startsWith("-") ||
    label.endsWith("-") ||
    label.slice(2, 4) === "--"
  )
    return false;
  if (/^\p{M}/u.test(label) || FORBIDDEN.test(label)) return false;
  const points = [...label];
  if (
    !points.every(
      (c, i) =>
        /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}-]$/u.test(c) ||
        ALLOWED.test(c) ||
        (CONTEXTUAL.test(c) && fitsContext(points, i)),
    )
  )
    return false;
  if (/[\u0660-\u0669]/u.test(label) && /[\u06f0-\u06f9]/u.test(label)) return false;
  const ascii = domainToASCII(label);
  return ascii !== "" && ascii.length <= 63;
}

/** RFC 5892, appendix A. */
function fitsContext(points: readonly string[], i: number): boolean {
  const [before = "", after = ""] = [points[i - 1], points[i + 1]];
  switch (points[i]) {
    case "\u00b7":
      return before === "l" && after === "l";
    case "\u0375":
      return /\p{Script=Greek}/u.test(after);
    case "\u05f3":
    case "\u05f4":
      return /\p{Script=Hebrew}/u.test(before);
    case "\u30fb":
      return points.some(
        (c) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(c) && c !== "\u30fb",
      );
    case "\u200d":
      return VIRAMA.test(before);
    default:
      // Zero width non-joiner: also between two letters of a script that joins them.
      return (
        VIRAMA.test(before) ||
        (/[\p{Script=Arabic}\p{Script=Syriac}]/u.test(before) &&
          /[\p{Script=Arabic}\p{Script=Syriac}]/u.test(after))
      );
  }
}

/** RFC 5893, 2: in a name with right-to-left letters, each label begins with a letter and has a single direction. */
export function keepsDirection(labels: readonly string[]): boolean {
  if (!labels.some((label) => RIGHT_TO_LEFT.test(label))) return true;
  return labels.every((label) => {
    if (!RIGHT_TO_LEFT.test(label)) return /^\p{L}/u.test(label);
    const oneDirection = ![...label].some((c) => /^\p{L}$/u.test(c) && !RIGHT_TO_LEFT.test(c));
    return (
      RIGHT_TO_LEFT.test([...label][0] ?? "") &&
      oneDirection &&
      !(/[0-9\u06f0-\u06f9]/u.test(label) && /[\u0660-\u0669]/u.test(label))
    );
  });
}

/** Decodes an ASCII label that begins with `xn--`; `undefined` if it is invalid. */
export function decoded(label: string): string | undefined {
  const unicode = domainToUnicode(label.toLowerCase());
  const stands =
    unicode !== "" && !/^[\p{ASCII}]*$/u.test(unicode) && domainToASCII(unicode) === label.toLowerCase();
  return stands ? unicode : undefined;
}
