import { configOfDocument } from "./config-of-document.js";
import type { ParsedConfig } from "./entry.js";
import { decodeText } from "./formats/decode.js";
import type { ConfigDocument } from "./formats/document.js";
import { formatOf } from "./formats/format-of.js";
import { readToml } from "./formats/toml.js";
import { readYaml } from "./formats/yaml.js";
import type { ParseOptions } from "./parse-config.js";
import { readDocument } from "./parse-text.js";

/**
 * A config from the bytes or the text of a file: JSON with comments, TOML or YAML, in UTF-8 or UTF-16. Never throws: what
 * is wrong is a fault with its line and column.
 */
export async function readConfigText(
  source: string | Uint8Array,
  options: ParseOptions = {},
): Promise<ParsedConfig> {
  const text = (typeof source === "string" ? source : decodeText(source)).replace(/^\uFEFF/, "");
  return configOfDocument(await readAs(text, options.path), options);
}

async function readAs(text: string, path: string | undefined): Promise<ConfigDocument> {
  switch (formatOf(text, path)) {
    case "toml":
      return await readToml(text);
    case "yaml":
      return await readYaml(text);
    case "json":
      return readDocument(text);
  }
}
