/** Prefixes of keys and tokens of known services. */
const KNOWN_PREFIX =
  /^(?:sk|pk|rk|gh[opsur]|github_pat|glpat|xox[abeprs]|xapp|xwfp|shp(?:at|ca|pa|ss)|npm|hf|dop_v1|AKIA|ASIA|eyJ|AIza|ya29|whsec|SG\.)[-_A-Za-z0-9.]{6,}$/;

/** Shortest sequence of characters that only a machine writes. */
const SHORTEST_RANDOM = 20;

/** Whether a text is a secret by its appearance alone: a key of a known service, or something that no person types. */
export function looksLikeSecret(text: string): boolean {
  if (isServiceToken(text)) return true;
  if (/^[0-9a-f]{32,}$/i.test(text)) return true;
  return text.length >= SHORTEST_RANDOM && /^[A-Za-z0-9+/=_~.-]+$/.test(text) && isMixed(text);
}

/** Whether a text is a key or token of a known service, by what it begins with. */
export function isServiceToken(text: string): boolean {
  return KNOWN_PREFIX.test(text);
}

/** Whether a longer text holds one. Other runs of characters in it may be digests, or parts of data. */
export function holdsServiceToken(text: string): boolean {
  return text
    .split(/[^-\w.]+/)
    .some((word) => word.length >= SHORTEST_RANDOM && /\d/.test(word) && isServiceToken(word));
}

/** Whether letters and digits, or capitals and small letters, are mixed as in no word and no file name. */
function isMixed(text: string): boolean {
  const runs = text.match(/[a-z]+|[A-Z]+|[0-9]+/g) ?? [];
  const kinds = new Set(runs.map((run) => (/[a-z]/.test(run) ? "a" : /[A-Z]/.test(run) ? "A" : "0")));
  return kinds.size > 1 && text.length / runs.length < 4 && runs.length > 5;
}
