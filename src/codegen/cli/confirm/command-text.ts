import type { StdioEndpoint } from "../../../shared/config/index.js";
import { withFolderNamed } from "../../../shared/config/interpolate.js";
import { argumentParts, isSecretName, type Part } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { literalMasked } from "./literal-masked.js";

/** Variables that decide which code runs: the user reads their values before agreeing. */
const DECIDES_CODE =
  /^(?:PATH|PATHEXT|COMSPEC|SHELL|BASH_ENV|BASH_FUNC.*|ENV|ZDOTDIR|IFS|PS4|PROMPT_COMMAND|LD_.*|DYLD_.*|NODE_(?:OPTIONS|PATH|EXTRA_CA_CERTS)|BUN_OPTIONS|DENO_.*|PYTHON.*|PERL5?(?:LIB|OPT|DB)|RUBY(?:OPT|LIB)|GEM_(?:HOME|PATH)|(?:_?JAVA|JDK|MAVEN)_.*|CLASSPATH|GIT_.*|SSH_ASKPASS|EDITOR|VISUAL|PAGER|BROWSER)$/i;

/** Flags whose argument is code or a command, in which nothing is masked. */
const CODE_FLAG = /^(?:-c|--eval|--print|--command)$/;

/** The name of a header or a variable, or a long flag, that ends in a word for a secret. */
const TAKES_SECRET =
  /^(?:--)?[\w.-]*?(?:authorization|cookie|credentials?|jwt|key|pass|pass(?:word|wd|phrase)|pwd|secret|token)$/i;

/** Spaces that would push what follows out of sight. */
const MANY_SPACES = / {4,}/g;

/**
 * Returns the program with its arguments as the config writes them, whole; safe to print. Only a literal token under the name of
 * a secret is masked: what may be a program, a script or code is read before it is agreed to.
 *
 * @param known texts from a file of secrets, which are secrets whatever they look like. Default: none
 */
export function commandLine(
  { command, args }: Pick<StdioEndpoint, "command" | "args">,
  folder: string,
  known: readonly string[] = [],
): string {
  const words = argumentParts(args).map((parts, index) =>
    known.includes(args[index]!) ? "***" : asWritten(args[index]!, parts, args[index - 1]),
  );
  return [command, ...words]
    .map((word) => withFolderNamed(word, folder))
    .map((word) => whole(/[\s"']/.test(word) ? JSON.stringify(word) : word))
    .join(" ");
}

/** Returns what else decides the run, one text each: working directory, variables, the file with variables. */
export function surroundings({ env, inheritEnv = [], envFile, cwd }: StdioEndpoint): readonly string[] {
  return [
    ...(cwd === undefined ? [] : [`in the folder ${whole(JSON.stringify(cwd))}`]),
    ...Object.entries(env).map(([name, value]) => `with ${whole(name)}=${valueOf(name, value)}`),
    ...inheritEnv.map((name) => `with your variable ${whole(name)}`),
    ...(envFile === undefined ? [] : [`with the variables of the file ${whole(JSON.stringify(envFile))}`]),
  ];
}

function valueOf(name: string, value: string): string {
  const shown = isSecretName(name) && !DECIDES_CODE.test(name) ? literalMasked(value) : value;
  return shown === "***" ? shown : whole(JSON.stringify(shown));
}

function asWritten(arg: string, parts: readonly Part[], before = ""): string {
  if (CODE_FLAG.test(before)) return arg;
  return parts
    .map(({ text, secret = "" }) =>
      isSecretName(secret) && TAKES_SECRET.test(secret) ? literalMasked(text) : text,
    )
    .join("");
}

/** Nothing is cut: what is out of sight cannot be agreed to. */
function whole(text: string): string {
  const narrow = text.replace(/(?! )\p{Zs}/gu, (space) => `\\u{${space.codePointAt(0)!.toString(16)}}`);
  return show(narrow, Infinity).replace(MANY_SPACES, ({ length }) => ` [${length} spaces] `);
}
