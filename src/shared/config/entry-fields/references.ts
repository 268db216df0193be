import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** Which forms of other clients' references are accepted. */
export interface ReferenceForms {
  /** `$NAME` anywhere in a string. Otherwise only in capitals, as the whole string or the part after `Bearer`. */
  readonly dollar: boolean;
  /** The command runs a shell, which expands references in its arguments itself. */
  readonly shell: boolean;
}

/** The fields about how to connect. */
const CONNECTION: ReadonlySet<string> = new Set([
  ...["command", "args", "env", "environment", "envFile", "env_file", "cwd"],
  ...["url", "httpUrl", "serverUrl", "headers", "http_headers", "auth"],
]);

/** Converts references of other clients to the form that is resolved here, `${…}`. */
export function withReferences(entry: JsonObject, forms: ReferenceForms): JsonObject {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      CONNECTION.has(name) ? walk(value, formsOf(name, forms)) : value,
    ]),
  );
}

type Read = (text: string) => string;

/** Fields with the path of a file, in which `~/` is the home folder. */
const PATHS: ReadonlySet<string> = new Set(["command", "cwd", "envFile", "env_file"]);

function formsOf(field: string, forms: ReferenceForms): Read {
  if (field === "args") return forms.shell ? forShell : (text) => named(forms.dollar ? dollars(text) : text);
  const read: Read = (text) => named(forms.dollar ? dollars(text) : whole(text));
  return PATHS.has(field) ? (text) => read(text).replace(/^~(?=[\\/])/, () => "${userHome}") : read;
}

function walk(value: Json, read: Read): Json {
  if (typeof value === "string") return read(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => walk(item, read));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, read)]));
}

/** Converts `{env:NAME}` and `{file:path}` of opencode, `${{ secrets.NAME }}` of Continue and GitHub, `{{NAME}}` of templates. */
function named(text: string): string {
  return text
    .replace(/(?<!\$)\{(env|file):([^{}]+)\}/g, (_, kind: string, name: string) => `\${${kind}:${name}}`)
    .replace(
      /\$\{\{\s*(?:(?:secrets|env|inputs|vars)\.)?([A-Za-z_]\w*)\s*\}\}/g,
      (_, name: string) => `\${${name}}`,
    )
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
    .replace(
      /^((?:Bearer|Basic|Token) )?\$([A-Z_][A-Z0-9_]*)(?=$|[\\/])/,
      (_, scheme: string | undefined, name: string) => `${scheme ?? ""}\${${name}}`,
    )
    .replace(
      /^((?:Bearer|Basic|Token) )?%([A-Z_][A-Z0-9_()]*)%(?=$|[\\/])/i,
      (_, scheme: string | undefined, name: string) => `${scheme ?? ""}\${env:${name}}`,
    );
}

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
  return text.replace(/\$\{(?![A-Za-z_]\w*(?:\}|:-)|(?:env|input|file|workspaceFolder):)/g, () => "$${");
}

/** Whether a command is a shell with a script on its command line. */
export function isShellScript({ command, args }: JsonObject): boolean {
  if (typeof command !== "string" || !Array.isArray(args)) return false;
  return (
    /(?:^|[\\/])(?:ba|z|da|k)?sh(?:\.exe)?$/.test(command) && args.some((arg) => /^-\w*c$/.test(String(arg)))
  );
}
