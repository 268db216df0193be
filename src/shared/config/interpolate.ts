/** What `${…}` references in a config may take their values from. */
export interface InterpolationContext {
  /** Environment of the process that connects. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `${workspaceFolder}`: usually the folder that holds the config. */
  readonly workspaceFolder?: string;
  /** `${userHome}`. */
  readonly userHome?: string;
  /** `${pathSeparator}`; default `/`. */
  readonly pathSeparator?: string;
  /** Which environment variables a config may read; default every one. */
  readonly allowVariable?: (name: string) => boolean;
}

/** Why one reference has no value. */
export interface InterpolationProblem {
  readonly message: string;
  readonly hint: string;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * `text` with its references replaced: `${VAR}`, `${VAR:-default}` (also for an empty VAR; the default may hold
 * references), `${env:VAR}`, `${workspaceFolder}`, `${workspaceFolderBasename}`, `${userHome}`, `${pathSeparator}`;
 * `$${` is a literal `${`. What has no value is told to `onProblem` and stays as written.
 */
export function interpolate(
  text: string,
  context: InterpolationContext,
  onProblem: (problem: InterpolationProblem) => void,
): string {
  let result = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("${", at);
    if (start === -1) return result + text.slice(at);
    if (text[start - 1] === "$" && start > at) {
      result += `${text.slice(at, start - 1)}\${`;
      at = start + 2;
      continue;
    }
    const end = closingBrace(text, start + 2);
    if (end === -1) {
      onProblem({
        message: 'A reference that opens with "${" is not closed.',
        hint: 'Add "}", or write "$${" for the characters themselves.',
      });
      return result + text.slice(at);
    }
    result +=
      text.slice(at, start) +
      (lookUp(text.slice(start + 2, end), context, onProblem) ?? text.slice(start, end + 1));
    at = end + 1;
  }
}

/** Index of the brace that closes a reference; braces of references inside it count. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("${", at)) depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}

function lookUp(
  reference: string,
  context: InterpolationContext,
  onProblem: (problem: InterpolationProblem) => void,
): string | undefined {
  const split = reference.indexOf(":-");
  const name = split === -1 ? reference : reference.slice(0, split);
  const fallback = split === -1 ? undefined : reference.slice(split + 2);
  const found = valueOf(name, context);
  if (typeof found !== "string") {
    if (found.missing && fallback !== undefined) return interpolate(fallback, context, onProblem);
    onProblem(found);
    return undefined;
  }
  return found === "" && fallback !== undefined ? interpolate(fallback, context, onProblem) : found;
}

function valueOf(
  name: string,
  context: InterpolationContext,
): string | (InterpolationProblem & { missing: boolean }) {
  switch (name) {
    case "workspaceFolder":
      return context.workspaceFolder ?? unknownPlace(name);
    case "workspaceFolderBasename":
      return context.workspaceFolder?.split(/[\\/]/).filter(Boolean).at(-1) ?? unknownPlace(name);
    case "userHome":
      return context.userHome ?? unknownPlace(name);
    case "pathSeparator":
    case "/":
      return context.pathSeparator ?? "/";
  }
  const [, kind, rest] = /^([A-Za-z]+):(.*)$/s.exec(name) ?? [];
  if (kind === "env" && rest !== undefined && rest !== "") return variable(rest, context);
  if (kind === "input") {
    const message = `"\${${name}}" asks VS Code for a value; nobody can be asked here.`;
    return { missing: false, message, hint: "Use ${VAR} and set that environment variable." };
  }
  if (NAME.test(name)) return variable(name, context);
  const hint =
    'Use ${VAR}, ${VAR:-default}, ${env:VAR}, ${workspaceFolder} or ${userHome}; "$${" stands for "${" itself.';
  return { missing: false, message: `"\${${name}}" is no reference that is known here.`, hint };
}

function variable(
  name: string,
  context: InterpolationContext,
): string | (InterpolationProblem & { missing: boolean }) {
  if (context.allowVariable?.(name) === false) {
    return {
      missing: false,
      message: `Variable "${name}" may not be read by this config.`,
      hint: "Allow it, or remove the reference.",
    };
  }
  const value = Object.hasOwn(context.env, name) ? context.env[name] : undefined;
  if (value !== undefined) return value;
  return {
    missing: true,
    message: `Environment variable "${name}" is not set.`,
    hint: `Set ${name}, or give a default: \${${name}:-…}.`,
  };
}

function unknownPlace(name: string): InterpolationProblem & { missing: boolean } {
  return {
    missing: true,
    message: `"\${${name}}" has no value here.`,
    hint: "Write the path in full, or give a default.",
  };
}
