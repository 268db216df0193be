import type { Json, JsonObject } from "../json/json.js";
import { type Accompanied, withCompanions } from "./companions.js";
import { configOfDocument } from "./config-of-document.js";
import type { ParsedConfig } from "./entry.js";
import { pointerKeys } from "./fault.js";
import { decodeText } from "./formats/encoding.js";
import type { ConfigDocument } from "./formats/document.js";
import { formatOf } from "./formats/format-of.js";
import { notMarkdown } from "./formats/markdown.js";
import { readToml } from "./formats/toml.js";
import { readYaml } from "./formats/yaml.js";
import type { ParseOptions } from "./parse-config.js";
import { readDocument } from "./parse-text.js";

/** How to read a config. */
export interface ReadOptions extends ParseOptions {
  /**
   * Reads a file that the client reads together with the config; `undefined` if there is none. Default: no such files are read.
   */
  readonly beside?: (path: string) => Promise<Uint8Array | undefined>;
  /** The person's home folder, for what a client keeps there about a project. Default: not read. */
  readonly home?: string;
}

/**
 * Reads a config from the bytes or the text of a file: JSON with comments, TOML or YAML, in UTF-8 or UTF-16. Never throws:
 * errors become faults with line and column.
 */
export async function readConfigText(
  source: string | Uint8Array,
  options: ReadOptions = {},
): Promise<ParsedConfig> {
  const document = await readAs(textOf(source), options.path);
  const { path, beside, home, project } = options;
  if (path === undefined || beside === undefined) return configOfDocument(document, options);
  const read = async (file: string): Promise<Json | undefined> => {
    const bytes = await beside(file);
    return bytes && (await readAs(textOf(bytes), file)).value;
  };
  const whole = await withCompanions(document, path, read, { home, project });
  const config = configOfDocument(whole.document, options);
  const servers = config.servers.map((entry) =>
    whole.off.includes(entry.key) ? { ...entry, disabled: true } : entry,
  );
  return whole.secrets ? markSecrets({ ...config, servers }, whole.secrets, options) : { ...config, servers };
}

/** `config` with its secrets marked, and without them in all that is kept only to be written again. */
function markSecrets(
  config: ParsedConfig,
  { path, value, without }: NonNullable<Accompanied["secrets"]>,
  options: ParseOptions,
): ParsedConfig {
  const { rest, rejected } = configOfDocument(without, options);
  return {
    ...config,
    rest,
    rejected,
    servers: config.servers.map((entry) => {
      const said = valueAt(value, pointerKeys(entry.pointer));
      return said === undefined ? entry : { ...entry, secretsFrom: path, secretTexts: textsOf(said) };
    }),
  };
}

function valueAt(value: Json | undefined, keys: readonly string[]): Json | undefined {
  const [key, ...deeper] = keys;
  if (key === undefined || value === undefined) return value;
  const members = (typeof value === "object" && value !== null ? value : {}) as JsonObject;
  return Object.hasOwn(members, key) ? valueAt(members[key], deeper) : undefined;
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === "string" || typeof value === "number") return value === "" ? [] : [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function textOf(source: string | Uint8Array): string {
  return (typeof source === "string" ? source : decodeText(source)).replace(/^\uFEFF/, "");
}

async function readAs(text: string, path: string | undefined): Promise<ConfigDocument> {
  return notMarkdown(await readFormat(text, path), text, path);
}

async function readFormat(text: string, path: string | undefined): Promise<ConfigDocument> {
  switch (formatOf(text, path)) {
    case "toml":
      return await readToml(text);
    case "yaml":
      return await readYaml(text);
    case "json":
      return readDocument(text);
  }
}
