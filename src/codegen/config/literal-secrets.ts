import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import {
  argumentParts,
  holdsServiceToken,
  isSecretName,
  isServiceToken,
  looksLikeSecret,
  memberSecrets,
  urlSecrets,
} from "../../shared/secrets/index.js";

/** Whether a variable may get a value. */
export type IsFree = (name: string, value: string) => boolean;

/** Whether a variable is set to nothing, or to the same value, in all of these. */
export function freeIn(...all: readonly Readonly<Record<string, string | undefined>>[]): IsFree {
  return (name, value) =>
    all.every((values) => !Object.hasOwn(values, name) || (values[name] ?? value) === value);
}

/** An entry without literal secrets, and the secrets taken out. */
export interface CleanEntry {
  readonly entry: JsonObject;
  /** Secret values by the name of the variable that has to be set now. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * Replaces every literal secret in an entry's variables, headers, arguments, URLs, `auth`, `tls` and defaults of tools' arguments
 * by a `${VAR}`, also in its replicas.
 *
 * @param known texts from a file of secrets, which are secrets whatever they look like. Default: none
 * @param isFree Whether a variable may have this value: one that is set to another may not. Default: any may.
 */
export function withoutLiteralSecrets(
  key: string,
  entry: JsonObject,
  known: readonly string[] = [],
  isFree: IsFree = () => true,
): CleanEntry {
  const secrets: Record<string, string> = {};
  const variable = variablesIn(secrets, key, isFree);
  const isKnown = (text: string): boolean => known.includes(text) && !isReference(text);
  const isOne = (name: string, text: string): boolean => isKnown(text) || isSecret(name, text);
  const url = (value: Json): Json =>
    typeof value === "string" && isKnown(value)
      ? variable(value, key, "url")
      : replaceIn(value, urlSecrets, (part) => variable(part, key, "token"));
  const read: Readonly<Record<string, (value: Json) => Json>> = {
    env: (value) =>
      mapTexts(value, (text, name) => (isOne(name, text) || holdsSecret(text) ? variable(text, name) : text)),
    headers: (value) =>
      mapTexts(value, (text, name) => header(text, name, (part) => variable(part, key, name), isKnown)),
    url,
    args: (value) =>
      Array.isArray(value) ? cleanArguments(value, (part) => variable(part, key, "token"), isKnown) : value,
    auth: (value) =>
      typeof value === "string"
        ? value === "oauth" || isReference(value)
          ? value
          : variable(value, key, "token")
        : mapTexts(value, (text, name) => (isOne(name, text) ? variable(text, key, name) : text)),
    tls: (value) =>
      mapTexts(value, (text, name) =>
        isKnown(text) || isPrivateKey(name, text) ? variable(text, key, name) : text,
      ),
    proxy: url,
    tools: (value) =>
      mapDefaults(value, (given, name) =>
        mapTexts(
          given,
          (text, at) => (isOne(at, text) || holdsSecret(text) ? variable(text, key, at) : text),
          name,
        ),
      ),
    replicas: (value) =>
      Array.isArray(value)
        ? (value as readonly Json[]).map((item) => (isJsonObject(item) ? clean(item) : url(item)))
        : value,
  };
  const clean = (object: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        Object.hasOwn(read, name) ? read[name]!(value) : value,
      ]),
    );
  return { entry: clean(entry), secrets };
}

/** Returns what puts a value into `secrets` under a free name, made of words, and returns the reference to it. */
function variablesIn(
  secrets: Record<string, string>,
  key: string,
  isFree: IsFree,
): (value: string, ...words: readonly string[]) => string {
  const isOpen: IsFree = (name, value) => freeIn(secrets)(name, value) && isFree(name, value);
  return (value, ...words) => {
    const isEnough = words[0] === key || isFree(variableName(words), value);
    const name = nameFor(value, isEnough ? words : [key, ...words], isOpen);
    secrets[name] = value;
    return `\${${name}}`;
  };
}

function isReference(text: string): boolean {
  return text.includes("${");
}

function isSecret(name: string, text: string): boolean {
  if (text === "" || isReference(text)) return false;
  if (/^(?:true|false|\d{1,5})$/i.test(text)) return false;
  return isSecretName(name) || looksSecret(text) || urlSecrets(text).length > 0;
}

/** Whether a longer text holds a secret: a token of a known service, or a member such as `"Authorization": "Bearer …"`. */
function holdsSecret(text: string): boolean {
  return !isReference(text) && (holdsServiceToken(text) || memberSecrets(text).length > 0);
}

/** Whether a member of `tls` is a secret itself: certificates are public, and a path is none. */
function isPrivateKey(name: string, text: string): boolean {
  return !isReference(text) && (/^(?:passphrase|password)$/.test(name) || /PRIVATE KEY-/.test(text));
}

/** Whether a text looks secret. A path, such as one with the hash of a package store, does only if a part of it is a token. */
function looksSecret(text: string): boolean {
  const parts = text.split(/[\\/]/);
  const isPath =
    /^(?:\.{1,2}|~|[A-Za-z]:)?[\\/]/.test(text) &&
    parts.some((part) => /^[a-z][a-z_-]{2,}(?:\.[a-z]+)?$/i.test(part));
  return isPath ? parts.some(isServiceToken) : looksLikeSecret(text);
}

/** Flags that set variables in a container, most of which are settings. */
const SETTING_FLAG = /^(?:-e|--env|--set-env)$/;

/**
 * Replaces secrets in arguments. A version, a path or a sentence has no form known to be harmless and yet is kept: an argument
 * must look like a secret to be replaced.
 */
function cleanArguments(
  args: readonly Json[],
  variable: (part: string) => string,
  isKnown: (text: string) => boolean,
): readonly Json[] {
  const texts = args.map(String);
  const parts = argumentParts(texts);
  return args.map((arg, index) => {
    if (isKnown(String(arg))) return variable(String(arg));
    if (typeof arg !== "string" || isReference(arg)) return arg;
    const isSetting = SETTING_FLAG.test(texts[index - 1] ?? "");
    const cleaned = (parts[index] ?? []).map((part) => {
      const { text, secret = "", guess = isSetting && !isSecretName(secret) } = part;
      if (secret === "" || text === "" || (guess && !looksSecret(text)))
        return replaceParts(text, memberSecrets(text), variable);
      return variable(text);
    });
    return cleaned.join("");
  });
}

/** Replaces the secret in a header and keeps the scheme. */
function header(
  text: string,
  name: string,
  variable: (part: string) => string,
  isKnown: (text: string) => boolean,
): string {
  const [, scheme = "", rest = text] = /^((?:Bearer|Basic|Token|ApiKey) )?(.*)$/is.exec(text) ?? [];
  const secret = isKnown(text) || scheme !== "" || isSecretName(name) || looksSecret(text);
  return rest === "" || isReference(text) || !secret ? text : scheme + variable(rest);
}

function replaceIn(
  value: Json,
  find: (text: string) => readonly string[],
  variable: (part: string) => string,
): Json {
  return typeof value === "string" ? replaceParts(value, find(value), variable) : value;
}

/** Replaces the longest parts first, since one secret may be part of another. */
function replaceParts(text: string, parts: readonly string[], variable: (part: string) => string): string {
  if (isReference(text)) return text;
  const known = [...new Set(parts)].filter((part) => part !== "").sort((a, b) => b.length - a.length);
  const part = known.find((each) => text.includes(each));
  if (part === undefined) return text;
  const at = text.indexOf(part);
  const rest = known.filter((each) => each !== part);
  return `${replaceParts(text.slice(0, at), rest, variable)}${variable(part)}${replaceParts(text.slice(at + part.length), rest, variable)}`;
}

function mapTexts(value: Json, map: (text: string, name: string) => string, name = ""): Json {
  if (typeof value === "string" || typeof value === "number") {
    const text = map(String(value), name);
    // A number that is not secret stays a number.
    return text === String(value) ? value : text;
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapTexts(item, map, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map, key)]));
}

/** Maps the defaults of arguments in transforms of tools: `{tool}/arguments/{name}/default`. */
function mapDefaults(tools: Json, map: (value: Json, name: string) => Json): Json {
  const members = (value: Json, each: (item: Json, name: string) => Json): Json =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, each(item, name)]))
      : value;
  const ofArgument = (argument: Json, name: string): Json =>
    members(argument, (item, field) => (field === "default" ? map(item, name) : item));
  return members(tools, (tool) =>
    members(tool, (item, field) => (field === "arguments" ? members(item, ofArgument) : item)),
  );
}

/** Returns the name of a variable with a number, if its name has another value. */
function nameFor(value: string, words: readonly string[], isFree: IsFree): string {
  const name = variableName(words);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (isFree(candidate, value)) return candidate;
  }
}

/** Returns `API_KEY` as is, or a name such as `GITHUB_AUTHORIZATION`. */
function variableName(words: readonly string[]): string {
  const base = words
    .join("_")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return /^[A-Z_]/.test(base) ? base : `MCP_${base}`;
}
