import type { StdioEndpoint } from "../../../shared/config/index.js";
import { withFolderNamed } from "../../../shared/config/interpolate.js";
import {
  argumentParts,
  isSecretName,
  looksLikeSecret,
  type Part,
  withoutCredentials,
} from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";

/** Variables that decide which code runs: the user reads their values before agreeing. */
const DECIDES_CODE =
  /^(?:PATH|PATHEXT|COMSPEC|SHELL|BASH_ENV|BASH_FUNC.*|ENV|ZDOTDIR|IFS|PS4|PROMPT_COMMAND|LD_.*|DYLD_.*|NODE_(?:OPTIONS|PATH|EXTRA_CA_CERTS)|BUN_OPTIONS|DENO_.*|PYTHON.*|PERL5?(?:LIB|OPT|DB)|RUBY(?:OPT|LIB)|GEM_(?:HOME|PATH)|(?:_?JAVA|JDK|MAVEN)_.*|CLASSPATH|GIT_.*|SSH_ASKPASS|EDITOR|VISUAL|PAGER|BROWSER)$/i;

/** Text that a shell would read as more than one word. */
const COMMAND_LIKE = /[\s;&|<>()`$\\"']/;

/** `Bearer abc` and the like: a credential, although it holds a space. */
const WITH_SCHEME = /^(?:bearer|basic|token|apikey|digest|dpop)\s+[^\s;&|<>()`$\\"']+$/i;

/** Text in which a shell would find a second command. */
const HOLDS_COMMAND = /[;&|<>`\n]|\$\(/;

/** A long flag, variable or header that ends in a word for a secret: what it takes is a value, and no program runs it. */
const TAKES_VALUE =
  /^(?:--)?[\w.-]*?(?:authorization|code|key|pass|pass(?:word|wd|phrase)|pwd|secret|token)$/i;

/** What is used instead of a variable that is not set: it may be a secret. */
const FALLBACK = /(\$\{[^{}]*?:-)[^{}]+(?=\})/g;

/** Spaces that would push what follows out of sight. */
const MANY_SPACES = / {4,}/g;

/**
 * Returns the program with its arguments, whole, without possible secrets; safe to print.
 *
 * @param known texts from a file of secrets, which are secrets whatever they look like. Default: none
 */
export function commandLine(
  { command, args }: Pick<StdioEndpoint, "command" | "args">,
  folder: string,
  known: readonly string[] = [],
): string {
  const words = argumentParts(args).map((parts, index) =>
    known.includes(args[index]!) ? "***" : parts.map(visible).join(""),
  );
  return [command, ...words]
    .map((word) => withFolderNamed(word, folder))
    .map((word) => whole(/[\s"']/.test(word) ? JSON.stringify(word) : word))
    .join(" ");
}

/** Returns what else decides the run, one text each: working directory, variables, the file with variables. */
export function surroundings(
  { env, inheritEnv = [], envFile, cwd }: StdioEndpoint,
  known: readonly string[] = [],
): readonly string[] {
  return [
    ...(cwd === undefined ? [] : [`in the folder ${whole(JSON.stringify(cwd))}`]),
    ...Object.entries(env).map(
      ([name, value]) => `with ${whole(name)}=${known.includes(value) ? "***" : valueOf(name, value)}`,
    ),
    ...inheritEnv.map((name) => `with your variable ${whole(name)}`),
    ...(envFile === undefined ? [] : [`with the variables of the file ${whole(JSON.stringify(envFile))}`]),
  ];
}

function valueOf(name: string, value: string): string {
  if (DECIDES_CODE.test(name)) return whole(JSON.stringify(value));
  if (isSecretName(name) || looksLikeSecret(value)) return "***";
  return whole(JSON.stringify(withoutCredentials(value.replace(FALLBACK, "$1***"))));
}

/**
 * Returns what the user has to read before agreeing: everything but secrets. Code (`node -e …`) has no form known to be
 * harmless, so it is shown; so is what would be a command behind the flag of a secret.
 */
function visible({ text, secret, guess }: Part): string {
  if (secret === undefined) return text;
  const isValue = TAKES_VALUE.test(secret) && !/^-[^-]/.test(secret);
  const mayRun = (isValue ? HOLDS_COMMAND : COMMAND_LIKE).test(text) && !WITH_SCHEME.test(text);
  const isShown = guess === true ? !looksLikeSecret(text) : mayRun;
  return isShown ? withoutCredentials(text) : "***";
}

/** Nothing is cut: what is out of sight cannot be agreed to. */
function whole(text: string): string {
  const narrow = text.replace(/(?! )\p{Zs}/gu, (space) => `\\u{${space.codePointAt(0)!.toString(16)}}`);
  return show(narrow, Infinity).replace(MANY_SPACES, ({ length }) => ` [${length} spaces] `);
}
