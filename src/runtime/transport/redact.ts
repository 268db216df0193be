/** Shorter values are words like `true` or `3000`, not secrets. */
const SHORTEST_SECRET = 6;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, "$1 ***"],
  [
    /\b((?:api|access|auth|secret|private)?[-_]?(?:key|token|secret|password|passwd|authorization))(["']?\s*[:=]\s*["']?)(?!bearer\b|basic\b)[^\s"',;&]{4,}/gi,
    "$1$2***",
  ],
  [/\/\/[^\s/:@]+:[^\s/@]+@/g, "//***@"],
];

/** `text` without `secrets` and without what looks like one: authorisation headers, `token=…`, passwords in URLs. */
export function redact(text: string, secrets: Iterable<string> = []): string {
  const longestFirst = [...new Set(secrets)]
    .filter((it) => it.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  const known = longestFirst.reduce((clean, secret) => clean.replaceAll(secret, "***"), text);
  return PATTERNS.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), known);
}
