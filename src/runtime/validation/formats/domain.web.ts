/** Converts a domain to its DNS form (UTS 46); empty if it is not a domain. */
export function domainToASCII(domain: string): string {
  return URL.canParse(`ws://${domain}`) && !/[/?#@:\\]/.test(domain)
    ? new URL(`ws://${domain}`).hostname
    : "";
}

/** Converts a domain to its readable form; empty if it is not a domain. */
export function domainToUnicode(domain: string): string {
  const ascii = domainToASCII(domain);
  try {
    return ascii
      .split(".")
      .map((label) => (label.startsWith("xn--") ? decoded(label.slice(4)) : label))
      .join(".");
  } catch {
    return "";
  }
}

/** Punycode (RFC 3492, 6.2). */
function decoded(label: string): string {
  const dash = label.lastIndexOf("-");
  const points = [...label.slice(0, Math.max(dash, 0))].map((char) => char.codePointAt(0) as number);
  let [at, n, i, bias] = [dash < 0 ? 0 : dash + 1, 128, 0, 72];
  while (at < label.length) {
    const before = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = parseInt(label[at++] ?? "", 36);
      // letters are 0 to 25, digits 26 to 35: the reverse of base 36
      const value = digit < 10 ? digit + 26 : digit - 10;
      i += value * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (!(value >= threshold)) break;
      weight *= 36 - threshold;
    }
    bias = adapted(i - before, points.length + 1, before === 0);
    n += Math.floor(i / (points.length + 1));
    i %= points.length + 1;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

/** RFC 3492, 6.1. */
function adapted(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / 700) : Math.floor(delta / 2);
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
