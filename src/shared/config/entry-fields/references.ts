import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** How much of what other clients write as a reference is one here. */
export interface ReferenceForms {
  /** `$NAME` anywhere in a text. Otherwise only where the text, or the part after `Bearer`, is nothing else, in capitals. */
  readonly dollar: boolean;
  /** The command runs a shell, which expands what stands in its arguments itself. */
  readonly shell: boolean;
}

/** The fields that say how to connect. */
const CONNECTION: ReadonlySet<string> = new Set([
  ...["command", "args", "env", "environment", "envFile", "env_file", "cwd"],
  ...["url", "httpUrl", "serverUrl", "headers", "http_headers", "auth"],
]);

/** The entry with the references of other clients in the form that is resolved here, `${…}`. */
export function withReferences(entry: JsonObject, forms: ReferenceForms): JsonObject {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      CONNECTION.has(name) ? walk(value, formsOf(name, forms)) : value,
    ]),
  );
}

type Read = (text: string) => string;

/** Fields that name a file: `~/` is the home folder in them. */
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

/** `{env:NAME}` and `{file:path}` of opencode, `${{ secrets.NAME }}` of Continue and GitHub, `{{NAME}}` of templates. */
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

/** `$NAME` and `%NAME%` where they are the whole text, what follows an authorization scheme, or the start of a path. */
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

/** `$NAME` and `%NAME%` anywhere; `$(command)` is named as what it is. */
function dollars(text: string): string {
  return text.replace(
    /\$\(([^()]*)\)|\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%/g,
    (_, command?: string, variable?: string, windows?: string) =>
      command === undefined ? `\${${variable ?? windows}}` : `\${shell:${command.replaceAll("}", "")}}`,
  );
}

/** What only a shell understands, such as `${1:-x}`, is left to it; `${NAME}` is replaced as everywhere. */
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
