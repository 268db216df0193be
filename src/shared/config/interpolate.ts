import { type ConfigInput, inputVariable, valueOfInput } from "./inputs.js";

/** Values for `${…}` references in a config. */
export interface InterpolationContext {
  /** Environment of the connecting process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables that the entry itself sets: its other fields may use them if `env` does not have the name. */
  readonly own?: (name: string) => string | undefined;
  /** `${workspaceFolder}`: usually the folder of the config. */
  readonly workspaceFolder?: string;
  /** `${userHome}`. */
  readonly userHome?: string;
  /** `${pathSeparator}`; default `/`. */
  readonly pathSeparator?: string;
  /** The user's answers for `${input:id}`. Environment variables take precedence (`inputVariable`). */
  readonly inputs?: readonly ConfigInput[];
  /** Reads the file in `${file:path}`; `undefined`: it cannot be read. */
  readonly readFile?: (path: string) => string | undefined;
  /** Which environment variables a config may read; default all. */
  readonly allowVariable?: (name: string) => boolean;
}

/** Why one reference has no value. */
export interface InterpolationProblem {
  readonly message: string;
  readonly hint: string;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Replaces the references in `text`: `${VAR}`, `${VAR:-default}` (also for an empty VAR; the default may contain references),
 * `${env:VAR}`, `${input:id}`, `${file:path}`, `${workspaceFolder}`, `${workspaceFolderBasename}`, `${userHome}`,
 * `${pathSeparator}`; `$${` is a literal `${`. A reference without a value is reported to `onProblem` and left as written.
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

/** Returns the index of the brace that closes a reference, counting nested references. */
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

type Found = string | (InterpolationProblem & { missing: boolean });

function valueOf(name: string, context: InterpolationContext): Found {
  const [, kind, rest = ""] = /^([A-Za-z_]+)[:.](.*)$/s.exec(name) ?? [];
  if (kind !== undefined && rest !== "" && Object.hasOwn(KINDS, kind)) return KINDS[kind]!(rest, context);
  if (Object.hasOwn(PLACES, name)) return place(name, context);
  if (NAME.test(name)) return variable(name, context);
  if (name === "/") return context.pathSeparator ?? "/";
  const hint =
    'Use ${VAR}, ${VAR:-default}, ${env:VAR}, ${workspaceFolder} or ${userHome}; "$${" stands for "${" itself.';
  return { missing: false, message: `"\${${name}}" is not a known reference.`, hint };
}

/** References with a kind: `${env:NAME}`. */
const KINDS: Readonly<Record<string, (rest: string, context: InterpolationContext) => Found>> = {
  env: variable,
  input: answer,
  user_config: answer,
  file: fileText,
  workspaceFolder: (_, context) => context.workspaceFolder ?? unknownPlace("workspaceFolder"),
  config: (rest) => unanswered(`config:${rest}`, "is a setting of the editor"),
  command: (rest) => unanswered(`command:${rest}`, "is a command of the editor"),
  shell: (rest) => unanswered(`(${rest})`, "is a shell command, which is not run"),
};

/** References to folders, or parts of them. */
const PLACES: Readonly<
  Record<string, (folder: string, context: InterpolationContext) => string | undefined>
> = {
  workspaceFolder: (folder) => folder,
  workspaceRoot: (folder) => folder,
  cwd: (folder) => folder,
  CLAUDE_PROJECT_DIR: (folder) => folder,
  CLAUDE_PLUGIN_ROOT: (folder) => folder,
  extensionPath: (folder) => folder,
  __dirname: (folder) => folder,
  workspaceFolderBasename: (folder) => folder.split(/[\\/]/).filter(Boolean).at(-1),
  userHome: (_, { userHome }) => userHome,
  pathSeparator: (_, { pathSeparator = "/" }) => pathSeparator,
  HOME: (_, { userHome }) => userHome,
  DESKTOP: (_, { userHome }) => below(userHome, "Desktop"),
  DOCUMENTS: (_, { userHome }) => below(userHome, "Documents"),
  DOWNLOADS: (_, { userHome }) => below(userHome, "Downloads"),
  ...Object.fromEntries(
    [
      "file",
      "fileBasename",
      "fileDirname",
      "relativeFile",
      "relativeFileDirname",
      "selectedText",
      "lineNumber",
    ].map((name) => [name, () => undefined]),
  ),
};

/** Whether a reference stands for a folder, a file or a part of one; `HOME` is a variable. */
export function isPlace(name: string): boolean {
  const isNamed = Object.hasOwn(PLACES, name) && name !== name.toUpperCase();
  return isNamed || name === "/" || name.startsWith("workspaceFolder:");
}

/** Returns a folder by its name; an environment variable of that name takes precedence, for users who set `HOME`. */
function place(name: string, context: InterpolationContext): Found {
  if (/^[A-Z_]+$/.test(name) && name !== "__dirname" && context.env[name] !== undefined)
    return variable(name, context);
  const needsFolder = !["userHome", "pathSeparator", "HOME", "DESKTOP", "DOCUMENTS", "DOWNLOADS"].includes(
    name,
  );
  if (needsFolder && context.workspaceFolder === undefined) return unknownPlace(name);
  return PLACES[name]!(context.workspaceFolder ?? "", context) ?? unknownPlace(name);
}

/** Replaces the references that stand for the config's folder, `${workspaceFolder}` and its kin; every other one stays. */
export function withFolderNamed(text: string, folder: string): string {
  return text.replace(
    /(?<!\$)\$\{(workspaceFolder|workspaceRoot|cwd|__dirname|extensionPath)\}/g,
    () => folder,
  );
}

function below(home: string | undefined, folder: string): string | undefined {
  return home === undefined ? undefined : `${home}/${folder}`;
}

function answer(id: string, context: InterpolationContext): Found {
  const { inputs, env } = context;
  const { value, default: preset } = valueOfInput(id, inputs, env);
  if (value !== undefined) return value;
  // A default may refer to places and variables, but not to another input.
  if (preset !== undefined) return interpolate(preset, { ...context, inputs: [] }, () => undefined);
  const name = inputVariable(id);
  const declared = inputs?.find((input) => input.id === id);
  const what = declared?.description === undefined ? "" : ` (${declared.description})`;
  return {
    missing: true,
    message: `Input "${id}"${what} has no value.`,
    hint: `Give --input ${id}=…, or set ${name}.`,
  };
}

function fileText(path: string, { readFile }: InterpolationContext): Found {
  const text = readFile?.(path);
  if (text !== undefined) return text.replace(/\r?\n$/, "");
  return { missing: true, message: `The file ${path} cannot be read.`, hint: "Correct the path." };
}

function unanswered(reference: string, what: string): Found {
  const shown = reference.startsWith("(") ? `$${reference}` : `\${${reference}}`;
  return {
    missing: true,
    message: `"${shown}" ${what}.`,
    hint: "Use ${VAR} and set that environment variable.",
  };
}

function variable(name: string, context: InterpolationContext): Found {
  const set = Object.hasOwn(context.env, name) ? context.env[name] : undefined;
  const own = set === undefined ? context.own?.(name) : undefined;
  if (own !== undefined) return own;
  if (context.allowVariable?.(name) === false) {
    return {
      missing: false,
      message: `Variable "${name}" may not be read by this config.`,
      hint: "Allow it, or remove the reference.",
    };
  }
  if (set !== undefined) return set;
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
