import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** How other clients' references are read. */
export interface ReferenceReading {
  /** Whether `$NAME` is read anywhere in a field. Otherwise only in capitals, as the whole string or after `Bearer`. */
  readonly dollarIn: (field: string) => boolean;
  /** The command runs a shell, which expands references in its arguments itself. */
  readonly shell: boolean;
}

/** The fields about how to connect: only these, and the defaults of hidden arguments, may contain references. */
export const CONNECTION: ReadonlySet<string> = new Set([
  ...["command", "args", "env", "environment", "envFile", "env_file", "cwd"],
  ...["url", "httpUrl", "serverUrl", "headers", "http_headers", "auth", "tls", "proxy", "replicas"],
]);

/** Converts references of other clients to the form that is resolved here, `${…}`. */
export function withReferences(entry: JsonObject, reading: ReferenceReading): JsonObject {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      name === "tools"
        ? mapDefaults(value, (preset) =>
            mapTexts(preset, (text) => readReferences(text, reading.dollarIn(name))),
          )
        : CONNECTION.has(name)
          ? mapTexts(value, readerOf(name, reading))
          : value,
    ]),
  );
}

/** Converts every reference in a text to `${…}`. */
export function readReferences(text: string, dollar: boolean): string {
  return named(dollar ? dollars(text) : whole(text));
}

/** Maps the defaults of arguments in the transforms of tools: `{tool}/arguments/{name}/default`. */
export function mapDefaults(
  tools: Json,
  map: (preset: Json, path: readonly string[]) => Json,
  path: readonly string[] = [],
): Json {
  if (!isJsonObject(tools)) return tools;
  const members = Object.entries(tools).map(([key, below]): [string, Json] => {
    const at = [...path, key];
    if (path.length === 3) return [key, key === "default" ? map(below, at) : below];
    return [key, path.length === 1 && key !== "arguments" ? below : mapDefaults(below, map, at)];
  });
  return Object.fromEntries(members);
}

type Read = (text: string) => string;

/** Fields with the path of a file, in which `~/` is the home folder. */
const PATHS: ReadonlySet<string> = new Set(["command", "cwd", "envFile", "env_file"]);

function readerOf(field: string, { dollarIn, shell }: ReferenceReading): Read {
  if (field === "args") return shell ? forShell : (text) => named(dollarIn(field) ? dollars(text) : text);
  const read: Read = (text) => readReferences(text, dollarIn(field));
  return PATHS.has(field) ? (text) => read(text).replace(/^~(?=[\\/])/, () => "${userHome}") : read;
}

/** Maps every text in a value. */
export function mapTexts(value: Json, map: Read): Json {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapTexts(item, map));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map)]));
}

/** Converts `{env:NAME}` and `{file:path}` of opencode. */
function bare(text: string): string {
  return text.replace(
    /(?<!\$)\{(env|file):([^{}]+)\}/g,
    (_, kind: string, name: string) => `\${${kind}:${name}}`,
  );
}

/** Converts what `bare` does, `${{ secrets.NAME }}` of Continue and GitHub, `${ NAME }` of Goose, `{{NAME}}` of templates. */
function named(text: string): string {
  return bare(text)
    .replace(
      /\$\{\{\s*(?:(?:secrets|env|inputs|vars)\.)?([A-Za-z_]\w*)\s*\}\}/g,
      (_, name: string) => `\${${name}}`,
    )
    .replace(/\$\{\s*([A-Za-z_]\w*)\s*\}/g, (_, name: string) => `\${${name}}`)
    .replace(
      /^(?:(Bearer|Basic|Token) )?(COPILOT_MCP_[A-Z0-9_]+)$/,
      (_, scheme: string | undefined, name: string) =>
        scheme === undefined ? `\${${name}}` : `${scheme} \${${name}}`,
    )
    .replace(/\{\{(LIBRECHAT_[A-Z0-9_]+)\}\}/g, (_, name: string) => `\${${name}}`);
}

/** Converts `$NAME` and `%NAME%` as the whole string, after an authorization scheme, or at the start of a path. */
function whole(text: string): string {
  return text
    .replace(WHOLE_DOLLAR, (_, scheme: string | undefined, name: string) => `${scheme ?? ""}\${${name}}`)
    .replace(
      WHOLE_PERCENT,
      (_, scheme: string | undefined, name: string) => `${scheme ?? ""}\${env:${name}}`,
    );
}

/** `$NAME` where it is read although its client may not replace it. */
export const WHOLE_DOLLAR = /^((?:Bearer|Basic|Token) )?\$([A-Z_][A-Z0-9_]*)(?=$|[\\/])/;

/** `%NAME%` where it is read although its client may not replace it. */
export const WHOLE_PERCENT = /^((?:Bearer|Basic|Token) )?%([A-Z_][A-Z0-9_()]*)%(?=$|[\\/])/i;

/** Converts `$NAME` and `%NAME%` anywhere; `$(command)` is reported as such. */
function dollars(text: string): string {
  return text.replace(
    /\$\(([^()]*)\)|\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%/g,
    (_, command?: string, variable?: string, windows?: string) =>
      command === undefined ? `\${${variable ?? windows}}` : `\${shell:${command.replaceAll("}", "")}}`,
  );
}

/** Leaves what only a shell understands, such as `${1:-x}`; replaces `${NAME}` as everywhere. */
function forShell(text: string): string {
  return bare(text).replace(
    /\$\{(?![A-Za-z_]\w*(?:\}|:-)|(?:env|input|file|workspaceFolder):)/g,
    () => "$${",
  );
}

/** Whether a command is a shell with a script on its command line. */
export function isShellScript({ command, args }: JsonObject): boolean {
  if (typeof command !== "string" || !Array.isArray(args)) return false;
  return (
    /(?:^|[\\/])(?:ba|z|da|k)?sh(?:\.exe)?$/.test(command) && args.some((arg) => /^-\w*c$/.test(String(arg)))
  );
}
