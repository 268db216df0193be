import { isSecretName, looksLikeSecret } from "../../../shared/secrets/index.js";

/** `${NAME}`, `${env:NAME}`, with or without a default. */
const REFERENCE = /\$\{(?:env:)?[A-Za-z_]\w*(?::-[^{}]*)?\}/g;
const NUMBER = /^[+-]?\d{1,5}(?:\.\d{1,5}){0,3}(?:ms|[smhdkKMG]i?[bB]?)?$/;
/** Values with a fixed meaning for programs: they are not used as passwords, and such a password would not be secret. */
const WORDS = new Set(
  "true false yes no on off none auto default all stdio sse http https streamable-http json text debug info warn warning error trace".split(
    " ",
  ),
);
/** Subcommands of package managers, runners and servers. */
const SUBCOMMANDS = new Set("run exec start serve server mcp stdio dlx x tool dev launch".split(" "));
const HOST =
  /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)(?::\d{1,5})?$/i;
const VERSION =
  /^(?:==|@)?[~^]?v?\d{1,4}(?:\.\d{1,4}){0,3}(?:-[a-z]{1,8}\.?\d{0,4})?$|^@?(?:latest|next|beta|canary|stable|alpine|slim)$/;
const FILE = /\.(?:[cm]?[jt]sx?|py|rb|sh|ps1|jar|exe|json|jsonc|ya?ml|toml|txt|md|db|sqlite|log|csv)$/;

/** Whether it is a number with or without a unit, or a word such as `true` and `stdio`. */
export function isPlainValue(text: string): boolean {
  return text === "" || NUMBER.test(text) || WORDS.has(text) || isReference(text);
}

export function isSubcommand(text: string): boolean {
  return SUBCOMMANDS.has(text);
}

/** Whether it consists of references to variables only. */
export function isReference(text: string): boolean {
  return text !== "" && text.replace(REFERENCE, "") === "";
}

/**
 * Words after one dash that are known flags. In other words, the first letter may be the flag and the rest its value: `-psecret`.
 */
const SINGLE_DASH =
  /^-(?:[a-z]{1,3}|address|addr|all|api-?key|auth|classpath|config|debug|dir|exec|file|help|host|http|jar|listen|log|mode|module|name|password|path|port|race|root|secret|stdio|tags|token|transport|type|user|verbose|version)$/i;

/** Whether it is a flag to which no value can be attached: `--allow-write`, `-y`, `-transport`. */
export function isFlag(text: string): boolean {
  if (text === "--" || text === "-" || SINGLE_DASH.test(text)) return true;
  return /^--[a-z]/i.test(text) && isWordy(text.slice(2));
}

/** Whether the next argument may be the value of this flag. */
export function mayTakeValue(text: string): boolean {
  return isFlag(text) || (/^-[a-z]/i.test(text) && isWordy(text.slice(1)));
}

/** Letters, with digits at the end only, or a constant: no text made at random. */
const NAME_OF_SECRET = /^(?:[A-Za-z_.-]+\d*|[A-Z][A-Z\d_]*)$/;

/** Whether it looks like the name of a variable, header or parameter: `HOME`, `apiKey`, `X-Api-Key`. */
export function isName(text: string): boolean {
  if (!/^[A-Za-z_][\w.-]{0,63}$/.test(text) || looksLikeSecret(text)) return false;
  return isWordy(text) || (isSecretName(text) && NAME_OF_SECRET.test(text));
}

/** Whether it is the path of a script, a file or a folder: it starts or ends like one, and every part of it is made of words. */
export function isPath(text: string): boolean {
  const bare = text.replace(REFERENCE, "");
  const isPathLike = /^(?:\.{0,2}|~|[A-Za-z]:)[/\\]/.test(bare) || FILE.test(bare) || /^\.{1,2}$/.test(bare);
  return (
    isPathLike &&
    bare
      .replace(/^[A-Za-z]:/, "")
      .split(/[/\\]/)
      .every(isPlainSegment)
  );
}

/** Whether a part of a path between two slashes is made of words, versions and references. */
export function isPlainSegment(segment: string): boolean {
  const bare = segment.replace(REFERENCE, "");
  return bare === "" || /^[.~]{1,2}$/.test(bare) || (bare.length <= 64 && isWordy(bare.replace(/^[@.]/, "")));
}

/** Whether it is a host with an optional port. */
export function isHost(text: string): boolean {
  const bare = text.replace(REFERENCE, "");
  return (
    bare === "" ||
    /^:\d{1,5}$/.test(bare) ||
    (HOST.test(bare) && bare.split(/[.:]/).every((label) => !looksLikeSecret(label)))
  );
}

/**
 * Whether it is the name of a package or an image with its version: `@scope/name@1.2.3`, `name==1.2`, `ghcr.io/org/image:1.2`.
 */
export function isPackage(text: string): boolean {
  const [, name = "", version = ""] = /^(@?[^@=:]+)((?:@|==?|:).+)?$/.exec(text) ?? [];
  if (!/^@?[a-z0-9][a-z0-9._/-]*(?:\[[a-z,]+\])?$/i.test(name)) return false;
  return (
    name
      .replace(/^@|\[.*$/g, "")
      .split("/")
      .every(isWordy) &&
    (version === "" || VERSION.test(version.replace(/^(?:@|==?|:)/, "")))
  );
}

/**
 * Whether it consists of words, some with a number at the end, joined by punctuation: a name that people choose, not a random
 * one.
 */
function isWordy(text: string): boolean {
  return !looksLikeSecret(text) && text.split(/[-_.@+~() ]+/).every(isWord);
}

function isWord(word: string): boolean {
  return (
    /^\d{0,4}$/.test(word) ||
    /^(?:[A-Z]?[a-z]{0,20}|[A-Z]{1,20})\d{0,2}$/.test(word) ||
    /^[A-Za-z]\d{1,4}$/.test(word) ||
    // `MyServer`, but not `AbCdEf`
    /^[A-Za-z][a-z]{0,20}(?:[A-Z][a-z]{2,20}){1,4}\d?$/.test(word)
  );
}
