import { isSecretName } from "../../../shared/secrets/index.js";
import {
  isFlag,
  isHost,
  isName,
  isPackage,
  isPath,
  isPlainValue,
  isReference,
  isSubcommand,
  mayTakeValue,
} from "./harmless.js";
import { inlineUrl } from "./inline-url.js";
import type { LookUps } from "./look-ups.js";

/** Programs that start a package or an image named among their arguments. */
const RUNNER = /^(?:npx|bunx|pnpx|pnpm|yarn|npm|bun|uvx|uv|pipx|deno|docker|podman|nerdctl)$/;
const CONTAINER = /^(?:docker|podman|nerdctl)$/;
/** Flags of runners that take no value. */
const SWITCH =
  /^(?:-[yqgidt]{1,3}|--(?:yes|quiet|silent|rm|init|interactive|tty|detach|privileged|isolated|refresh|offline|no-cache|read-only))$/;
/** Flags of runners whose value is a package or an image. Other programs take a port or a password with them. */
const PACKAGE_FLAG = /^(?:-p|--package|--from|--with|-m|--image)$/;
const PYTHON = /^(?:python|py)[\d.]*$/;
/** Flags whose value is `NAME=value` or `Name: value`. What precedes the sign in the value of another flag may be a secret. */
const PAIR_FLAG = /^(?:-[ceDEHX]|--(?:build-arg|config|define|env|headers?|label|param|set|var)|--)$/;
const VARIABLE_FLAG = /^(?:-e|--env)$/;
const HOST_FLAG = /^--?(?:host|hostname|bind|address|listen)$/;
/** Schemes that may precede a reference in a header. */
const SCHEME = /^(?:Bearer|Basic|Token|ApiKey|Digest) $/i;

/**
 * Returns the arguments of a command as code may contain them: flags, numbers, paths of words, packages where a runner expects
 * one, and URLs without possible secrets. Everything else is looked up.
 */
export function inlineArgs(command: string, args: readonly string[], lookUps: LookUps): readonly string[] {
  const runner = command.replace(/^.*[\\/]/, "").replace(/\.(?:cmd|exe|ps1)$/i, "");
  const at = RUNNER.test(runner) ? packageIndex(args) : -1;
  return args.map((arg, i) => {
    if (i === at && isPackage(arg)) return arg;
    const isOfRunner = RUNNER.test(runner) && (at === -1 || i < at);
    const program = i < 2 ? runner : (args[i - 2] ?? "");
    if (isPackage(arg) && namesPackage(args[i - 1], isOfRunner, program)) return arg;
    return inlineArg(arg, i, args[i - 1], lookUps, CONTAINER.test(runner) && i < at);
  });
}

/** Returns where a runner expects the package: at the first word that is not a subcommand, a flag or the value of a flag. */
function packageIndex(args: readonly string[]): number {
  return args.findIndex((arg, i) => {
    const before = args[i - 1];
    const isValue = before?.startsWith("-") === true && !before.includes("=") && !SWITCH.test(before);
    return !arg.startsWith("-") && !isSubcommand(arg) && !isValue;
  });
}

/** Whether a flag of the program, or of the runner before it, is followed by a package, an image or a module of Python. */
function namesPackage(flag: string | undefined, isOfRunner: boolean, program: string): boolean {
  if (flag === undefined) return false;
  return flag === "-m" && PYTHON.test(program) ? true : isOfRunner && PACKAGE_FLAG.test(flag);
}

function inlineArg(
  arg: string,
  index: number,
  before: string | undefined,
  lookUps: LookUps,
  isOfContainer: boolean,
): string {
  const flag = before !== undefined && mayTakeValue(before) && !SWITCH.test(before) ? before : undefined;
  if (isReference(arg)) return lookUps.withoutDefaults(arg);
  if (flag !== undefined && isSecretName(flag) && !arg.startsWith("-"))
    return headerValue(arg, lookUps) ?? lookUps.instead(arg, flag);
  if (flag !== undefined && HOST_FLAG.test(flag) && isHost(arg)) return arg;
  if (isOfContainer && flag !== undefined && VARIABLE_FLAG.test(flag) && isName(arg)) return arg;
  if (isPlainValue(arg) || isSubcommand(arg) || isFlag(arg)) return arg;
  if (isPath(arg)) return lookUps.withoutDefaults(arg);
  const isPair = flag === undefined || PAIR_FLAG.test(flag);
  const name = flag === undefined || flag === "--" ? `arg-${index}` : flag;
  return inlineUrl(arg, lookUps) ?? (isPair ? pair(arg, lookUps) : undefined) ?? lookUps.instead(arg, name);
}

/**
 * Inlines `--flag=value`, `NAME=value`, `name:value` and `Header: value`: the name is written, the value only if it is harmless.
 */
function pair(arg: string, lookUps: LookUps): string | undefined {
  const [, name, sign, value] = /^(--?[A-Za-z][\w.-]*|[A-Za-z_][\w.-]*)(=|:\s*)(.*)$/s.exec(arg) ?? [];
  if (name === undefined || sign === undefined || value === undefined) return undefined;
  // a user or a token may precede a colon
  if (sign === ":" && !name.startsWith("-")) return undefined;
  if (name.startsWith("-") ? !isFlag(name) : !isName(name)) return undefined;
  return `${name}${sign}${pairValue(name, sign, value, lookUps)}`;
}

function pairValue(name: string, sign: string, value: string, lookUps: LookUps): string {
  const known = headerValue(value, lookUps);
  if (known !== undefined) return known;
  if (isSecretName(name) || sign !== "=") return lookUps.instead(value, name);
  if (isPlainValue(value) || isPath(value)) return lookUps.withoutDefaults(value);
  return inlineUrl(value, lookUps) ?? lookUps.instead(value, name);
}

/** Returns a value that consists of references, or of a scheme and a reference (`Bearer ${TOKEN}`). */
export function headerValue(value: string, lookUps: LookUps): string | undefined {
  const [, scheme = "", rest = ""] = /^([A-Za-z]+ )?(.*)$/s.exec(value) ?? [];
  return isReference(rest) && (scheme === "" || SCHEME.test(scheme))
    ? lookUps.withoutDefaults(value)
    : undefined;
}
