/** The credentials that a 401 or 403 asks for (RFC 9110 §11.6.1, RFC 6750 §3, RFC 9728 §5.1). */
export interface Challenge {
  readonly status: number;
  /** OAuth error code: `invalid_token`, `insufficient_scope`, `use_dpop_nonce`. */
  readonly error?: string;
  readonly errorDescription?: string;
  /** Requested scopes, separated by spaces. */
  readonly scope?: string;
  /** Where the server's metadata is. Not validated yet: it may be any text. */
  readonly resourceMetadata?: string;
  /** The URL that answered, if a redirect led from the server's URL to another one of its origin. */
  readonly answeredBy?: string;
}

/** Schemes that OAuth tokens are sent with; empty for a challenge that omits its scheme. */
const OURS: readonly string[] = ["bearer", "dpop", ""];

/**
 * Returns the `Bearer` or `DPoP` challenge of a response, or just its status. `resource_metadata` may be in any challenge (RFC
 * 9728 §5.1).
 */
export function readChallenge(status: number, wwwAuthenticate: string | null): Challenge {
  const all = parseChallenges(wwwAuthenticate ?? "");
  const ours = all.filter(({ scheme }) => OURS.includes(scheme));
  const told = (name: string, challenges = ours): string | undefined =>
    challenges
      .map(({ parameters }) => parameters.get(name))
      .find((value) => value !== undefined && value !== "");
  const [error, errorDescription, scope] = ["error", "error_description", "scope"].map((name) => told(name));
  const resourceMetadata = told("resource_metadata") ?? told("resource_metadata", all);
  return {
    status,
    ...(error !== undefined && { error }),
    ...(errorDescription !== undefined && { errorDescription }),
    ...(scope !== undefined && { scope }),
    ...(resourceMetadata !== undefined && { resourceMetadata }),
  };
}

/** Treats a 403 to a request without credentials as a 401: some gateways answer 403 when they want credentials. */
export function asUnauthorized(challenge: Challenge): Challenge {
  return { ...challenge, status: 401 };
}

interface ParsedChallenge {
  /** In lower case; empty if parameters came first. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const MAX_HEADER = 16_384;

/** Parses every challenge of a `WWW-Authenticate` value; stops at the first part that cannot be read. Takes linear time. */
export function parseChallenges(header: string): ParsedChallenge[] {
  const text = header.slice(0, MAX_HEADER);
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const skip = (pattern: RegExp): void => void (at = matchEnd(pattern, text, at) ?? at);
  while (at < text.length) {
    skip(/[\s,]*/y);
    const end = matchEnd(TOKEN, text, at);
    if (end === undefined) break;
    const word = text.slice(at, end).toLowerCase();
    at = end;
    const value = readValue(text, at);
    if (value !== undefined) {
      const current = found.at(-1) ?? { scheme: "", parameters: new Map<string, string>() };
      if (found.length === 0) found.push(current);
      if (!current.parameters.has(word)) current.parameters.set(word, value.text);
      at = value.end;
    } else {
      found.push({ scheme: word, parameters: new Map() });
      skip(/[ \t]+[A-Za-z0-9\-._~+/]+=*(?=\s*(,|$))/y); // token68
    }
  }
  return found;
}

/** Reads `= token`, `= "quoted"`, or `= 'quoted'`, which some servers send, at position `at`. */
function readValue(text: string, at: number): { text: string; end: number } | undefined {
  const start = matchEnd(/[ \t]*=[ \t]*/y, text, at);
  if (start === undefined) return undefined;
  const quoted = /'([^'"]*)'/y;
  quoted.lastIndex = start;
  const inner = quoted.exec(text)?.[1];
  if (inner !== undefined) return { text: inner, end: quoted.lastIndex };
  if (text[start] !== '"') {
    const end = matchEnd(/[^\s,"]*/y, text, start) ?? start;
    return { text: text.slice(start, end), end };
  }
  let value = "";
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '"') return { text: value, end: i + 1 };
    value += c === "\\" ? (text[++i] ?? "") : c;
  }
  return { text: value, end: text.length };
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
