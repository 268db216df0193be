import { isHarmless } from "./harmless.js";
import { guess, harmless, type Part, secret } from "./part.js";
import { isSecretName } from "./secret-name.js";
import { urlParts } from "./url-parts.js";

/** Flags whose value is a pair with a secret second part: `-u bob:secret`, `-e KEY=value`, `-H "X-Key: value"`. */
const PAIR_FLAG = /^(?:-[ueHU]|--(?:user|env|header|headers|proxy-user|set-env|auth|basic))$/;

/** A user attached to a flag of curl: `-ubob:secret`. */
const GLUED_USER = /^-[uU][\w.-]+:$/;

/** Matches a program after `node -e`, but hardly the value of a variable after `docker run -e`. */
const CODE = /[\s(;]/;

/** Letters after one dash that are separate flags, not a flag and its value. */
const FLAG_CLUSTER = /^-[A-Za-z]{1,3}$|^-(?:jar|cp|classpath|module|mod|race|tags|exec|all|help|version)$/;

/** Members of a config, in JSON or in a connection string, whose values may be secrets. */
const MEMBER = /["']?([\w.-]+)["']?\s*[:=]\s*["']?(?:(?:Bearer|Basic|Token|ApiKey)\s+)?([^\s"',;{}]+)/gi;

/**
 * Splits each argument of a command line into parts; marks those that may be a secret by the preceding flag, by form or by
 * appearance.
 */
export function argumentParts(args: readonly string[]): readonly (readonly Part[])[] {
  return args.map((arg, index) => partsOf(arg, args[index - 1], index));
}

function partsOf(arg: string, before: string | undefined, index: number): readonly Part[] {
  const isValue =
    before !== undefined && /^--?[A-Za-z]/.test(before) && !before.includes("=") && !arg.startsWith("-");
  if (isValue && PAIR_FLAG.test(before)) return pairParts(arg, before);
  if (isValue && isSecretName(before)) return [secret(arg, before)];
  const url = urlParts(arg);
  if (url !== undefined) return url;
  const [, header, space = "", content] = /^([A-Za-z][\w-]*):(\s+)(.+)$/s.exec(arg) ?? [];
  if (header !== undefined && content !== undefined)
    return [harmless(`${header}:${space}`), secret(content, header)];
  if (isHarmless(arg)) return [harmless(arg)];
  const [, flag, sign = "", value] = /^(--?[A-Za-z][\w.-]*|[A-Za-z_][\w.-]*)([=:])(.*)$/s.exec(arg) ?? [];
  if (flag !== undefined && value !== undefined) return assigned(flag, sign, value);
  if (/^--[A-Za-z][\w.-]*$|^--$/.test(arg) || FLAG_CLUSTER.test(arg)) return [harmless(arg)];
  const [, short, attached] = /^(-[A-Za-z])(.+)$/s.exec(arg) ?? [];
  if (short !== undefined && attached !== undefined)
    return [harmless(short), isHarmlessNumber(attached) ? harmless(attached) : guess(attached, short)];
  return [guess(arg, `arg-${index}`)];
}

/** `--flag=value`, `NAME=value`, `name:value`. */
function assigned(flag: string, sign: string, value: string): readonly Part[] {
  const head = `${flag}${sign}`;
  if (isSecretName(flag) || GLUED_USER.test(head)) return [harmless(head), secret(value, flag)];
  const url = urlParts(value);
  if (url !== undefined) return [harmless(head), ...url];
  if (PAIR_FLAG.test(flag)) return [harmless(head), ...pairParts(value, flag)];
  return [harmless(head), isHarmless(value) ? harmless(value) : guess(value, flag)];
}

function pairParts(text: string, flag: string): readonly Part[] {
  const [, name, sign, value] = /^([\w.-]*)([:=]\s*)(.*)$/s.exec(text) ?? [];
  if (flag === "-e" && CODE.test(value ?? text) && !isSecretName(name ?? "")) return [guess(text, flag)];
  if (name === undefined || sign === undefined || value === undefined)
    return [isHarmless(text) ? harmless(text) : secret(text, flag)];
  return [harmless(name + sign), secret(value, name || flag)];
}

function isHarmlessNumber(text: string): boolean {
  return /^\d{1,5}$/.test(text);
}

/** Returns the values of secret-like members inside one argument: JSON, `Server=…;Password=…`, `--header "X: Bearer …"`. */
export function memberSecrets(text: string): readonly string[] {
  return [...text.matchAll(MEMBER)].flatMap(([, name = "", value = ""]) =>
    isSecretName(name) ? [value] : [],
  );
}
