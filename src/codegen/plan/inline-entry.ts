import { fieldsOf, type ServerEntry } from "../../shared/config/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { wordsOf } from "./words.js";

/** An entry as generated code may hold it, and the variables that whoever runs the code has to set. */
export interface InlineEntry {
  readonly entry: JsonObject;
  /** Names of the variables, sorted. */
  readonly variables: readonly string[];
}

/** Words of a name that mean a secret. */
const SECRET_WORD =
  /^(?:api|access|auth|authorization|bearer|code|cookie|credentials?|jwt|key|password|passwd|passphrase|pat|pin|private|pwd|secret|session|sig|signature|sk|token)$/i;
/** What nobody types by hand. */
const SECRET_VALUE =
  /^(?:(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abprs]|npm|hf|AKIA|ASIA|eyJ|AIza|ya29)[-_A-Za-z0-9.]{8,}|(?=[^\s/\\]*\d)(?=[^\s/\\]*[A-Za-z])[A-Za-z0-9+=_~-]{24,})$/;
const REFERENCE = /\$\{([^{}]*)\}/g;
/** What may stand literally around a reference in a header. */
const SCHEMES = /^(?:Bearer|Basic|Token|ApiKey|Digest)? ?$/i;

/**
 * What of a config entry is written into the code with `--inline-config`: the command or the URL, and for every variable,
 * header and whatever looks like a secret the name of an environment variable. No value of a variable or header is ever
 * copied, secret or not.
 */
export function inlineEntry(server: ServerEntry): InlineEntry {
  const variables = new Set<string>();
  const lookUp = (name: string): string => {
    variables.add(name);
    return `\${${name}}`;
  };
  const named = (...names: readonly string[]): string => lookUp(variableName(server.key, ...names));
  const entry = server.kind === "stdio" ? stdio(server, lookUp, named) : remote(server, lookUp, named);
  const written = fieldsOf(server);
  const settings = Object.fromEntries(
    ["timeout", "timeoutMs", "timeout_ms", "disabled", "protocol", "probeTimeoutMs"].flatMap((key) =>
      isPlain(written[key]) ? [[key, written[key] as Json]] : [],
    ),
  );
  const { tools, includeTools, excludeTools, includeTags, excludeTags } = server;
  const view = {
    ...(tools !== undefined && { tools: safeTools(tools, lookUp, named) }),
    ...(includeTools !== undefined && { includeTools }),
    ...(excludeTools !== undefined && { excludeTools }),
    ...(includeTags !== undefined && { includeTags }),
    ...(excludeTags !== undefined && { excludeTags }),
  };
  return { entry: { ...entry, ...settings, ...view }, variables: [...variables].sort() };
}

type LookUp = (name: string) => string;
type Named = (...names: readonly string[]) => string;

function stdio(server: Extract<ServerEntry, { kind: "stdio" }>, lookUp: LookUp, named: Named): JsonObject {
  const env = Object.fromEntries(
    Object.entries(server.env).map(([name, value]) => [name, onlyReferences(value, lookUp) ?? lookUp(name)]),
  );
  return {
    command: withoutDefaults(server.command, lookUp),
    ...(server.args.length > 0 && { args: safeArgs(server.args, lookUp, named) }),
    ...(Object.keys(env).length > 0 && { env }),
    ...(server.cwd !== undefined && { cwd: withoutDefaults(server.cwd, lookUp) }),
  };
}

function remote(server: Exclude<ServerEntry, { kind: "stdio" }>, lookUp: LookUp, named: Named): JsonObject {
  const headers = Object.fromEntries(
    Object.entries(server.headers).map(([name, value]) => [name, headerValue(value, lookUp) ?? named(name)]),
  );
  return {
    ...(server.explicitKind && { type: server.kind }),
    url: safeUrl(server.url, lookUp, named),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(server.auth !== undefined && { auth: safeAuth(server.auth, lookUp, named) }),
  };
}

/** The value with its references, where it consists of nothing else; their defaults, which may be secrets, are dropped. */
function onlyReferences(value: string, lookUp: LookUp): string | undefined {
  return value !== "" && value.replace(REFERENCE, "") === "" ? withoutDefaults(value, lookUp) : undefined;
}

function headerValue(value: string, lookUp: LookUp): string | undefined {
  return value.includes("${") && SCHEMES.test(value.replace(REFERENCE, ""))
    ? withoutDefaults(value, lookUp)
    : undefined;
}

function withoutDefaults(value: string, lookUp: LookUp): string {
  return value.replace(REFERENCE, (_, reference: string) => {
    const [name = ""] = reference.split(":-", 1);
    return name.startsWith("env:") || /^[A-Za-z_]\w*$/.test(name) ? noted(name, lookUp) : `\${${name}}`;
  });
}

function noted(name: string, lookUp: LookUp): string {
  const variable = name.replace(/^env:/, "");
  return ["workspaceFolder", "workspaceFolderBasename", "userHome", "pathSeparator"].includes(variable)
    ? `\${${variable}}`
    : lookUp(variable);
}

/** Arguments, with what follows or is part of a flag that names a secret looked up. */
function safeArgs(args: readonly string[], lookUp: LookUp, named: Named): readonly string[] {
  return args.map((arg, i) => {
    const [, header, content] = /^([\w-]+):\s+(.+)$/s.exec(arg) ?? [];
    if (header !== undefined && content !== undefined && isSecretName(header))
      return `${header}: ${headerValue(content, lookUp) ?? named(header)}`;
    const [, flag, value] = /^(--?[\w.-]+|[A-Za-z_][\w.-]*)[=:](.*)$/s.exec(arg) ?? [];
    const isSecret = (text: string): boolean => SECRET_VALUE.test(text) || holdsSecret(text);
    if (flag !== undefined && value !== undefined && (isSecretName(flag) || isSecret(value))) {
      return `${arg.slice(0, flag.length + 1)}${onlyReferences(value, lookUp) ?? named(flag)}`;
    }
    const before = args[i - 1];
    const followsFlag =
      before !== undefined &&
      /^--?[A-Za-z]/.test(before) &&
      !before.includes("=") &&
      isSecretName(before) &&
      !arg.startsWith("-");
    if (followsFlag) return headerValue(arg, lookUp) ?? named(before);
    if (/^https?:\/\//i.test(arg)) return safeUrl(arg, lookUp, named);
    return SECRET_VALUE.test(arg) || holdsSecret(arg)
      ? named("arg", String(i))
      : withoutDefaults(arg, lookUp);
  });
}

/** A password in a URL, such as that of a database, or a member of JSON whose name means a secret. */
function holdsSecret(text: string): boolean {
  const names = [...text.matchAll(/["']([\w.-]+)["']\s*:/g)].map(([, name = ""]) => name);
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]*@/i.test(text) || names.some(isSecretName);
}

/** The URL without user info; values of the query that name or look like a secret are looked up. */
function safeUrl(url: string, lookUp: LookUp, named: Named): string {
  const bare = withoutDefaults(url, lookUp).replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
  const [, head = bare, query, rest = ""] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(bare) ?? [];
  if (query === undefined) return segmentsOf(head, named);
  const pairs = query.split("&").map((pair) => {
    const at = pair.indexOf("=");
    const [name, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    if (value === "" || onlyReferences(value, lookUp) !== undefined) return pair;
    return isSecretName(name) || SECRET_VALUE.test(value) ? `${name}=${named(name)}` : pair;
  });
  return `${segmentsOf(head, named)}?${pairs.join("&")}${rest}`;
}

/** Some services put the token into the path. */
function segmentsOf(head: string, named: Named): string {
  return head
    .split("/")
    .map((segment, i) => (i > 2 && SECRET_VALUE.test(segment) ? named("path", String(i)) : segment))
    .join("/");
}

function safeAuth(auth: string | JsonObject, lookUp: LookUp, named: Named): Json {
  if (typeof auth === "string")
    return auth === "oauth" ? auth : (headerValue(auth, lookUp) ?? named("token"));
  return safeValue(auth, [], lookUp, named);
}

/** Transforms of tools: what is sent for an argument that callers do not see may be a secret. */
function safeTools(tools: NonNullable<ServerEntry["tools"]>, lookUp: LookUp, named: Named): JsonObject {
  const members = Object.entries(tools).map(([tool, transform]): [string, Json] => {
    const { arguments: args } = transform;
    if (!isJsonObject(args)) return [tool, transform];
    const safe = Object.entries(args).map(([name, argument]): [string, Json] => {
      if (!isJsonObject(argument) || argument["default"] === undefined) return [name, argument];
      return [name, { ...argument, default: safeValue(argument["default"], [tool, name], lookUp, named) }];
    });
    return [tool, { ...transform, arguments: Object.fromEntries(safe) }];
  });
  return Object.fromEntries(members);
}

/** The value with every text looked up that is a secret by the name nearest to it, or by its looks. */
function safeValue(value: Json, path: readonly string[], lookUp: LookUp, named: Named): Json {
  if (Array.isArray(value))
    return value.map((item: Json, i) => safeValue(item, [...path, String(i)], lookUp, named));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, safeValue(item, [...path, key], lookUp, named)]),
    );
  if (typeof value !== "string") return value;
  const name = path.findLast((key) => !/^\d+$/.test(key)) ?? "";
  return isSecretName(name) || SECRET_VALUE.test(value)
    ? (onlyReferences(value, lookUp) ?? named(...path))
    : withoutDefaults(value, lookUp);
}

function isSecretName(name: string): boolean {
  return (
    wordsOf(name).words.some((word) => SECRET_WORD.test(word)) ||
    /(?:apikey|accesskey|secret|token|passw)/i.test(name)
  );
}

/** `WEATHER_X_API_KEY` for a header `X-Api-Key` of the server `weather`. */
function variableName(key: string, ...names: readonly string[]): string {
  const words = [key, ...names].flatMap((name) => wordsOf(name).words);
  const joined = words.join("_").toUpperCase();
  return /^[A-Z_]/.test(joined) ? joined : `MCP_${joined}`;
}

function isPlain(value: Json | undefined): boolean {
  return typeof value === "number" || typeof value === "boolean";
}
