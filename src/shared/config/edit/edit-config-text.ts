import type { JsonObject } from "../../json/json.js";
import { isJsonObject } from "../../json/json.js";
import { formatOf } from "../formats/format-of.js";
import { readToml } from "../formats/toml.js";
import { readYaml } from "../formats/yaml.js";
import { readDocument } from "../parse-text.js";
import { updateConfigText } from "../update-config.js";
import { inWordsOf } from "./dialect-words.js";
import { ownerOf, placeOfServers } from "./place-of-servers.js";
import { withoutTomlServer, withTomlServer } from "./toml-text.js";
import { withoutYamlServer, withYamlServer } from "./yaml-text.js";

/** A change to a config: a server to add or to remove. */
export type ServerEdit =
  | { readonly kind: "add"; readonly key: string; readonly entry: JsonObject }
  | { readonly kind: "remove"; readonly key: string };

/** A block of Continue has to begin like this, and lists its servers. */
const CONTINUE = { head: { name: "mcp", version: "0.0.1", schema: "v1" }, listed: true };

/**
 * Returns the text of a config with one server added or removed, in the fields of the file's client. Everything else is kept
 * byte for byte: comments, order, unknown fields, indentation.
 *
 * @param path of the file: determines format and client
 * @throws {RangeError} if the text has a form that cannot be edited in this way
 */
export async function editConfigText(text: string, path: string, edit: ServerEdit): Promise<string> {
  const format = formatOf(text, path);
  const document = await read(format, text);
  const value = isJsonObject(document) ? document : {};
  const dialect = ownerOf(value, path);
  const place = placeOfServers(value, path);
  const entry = edit.kind === "add" ? inWordsOf(dialect?.id, edit.entry) : {};
  if (format === "toml")
    return edit.kind === "add"
      ? withTomlServer(text, place, edit.key, entry, dialect?.id === "vibe")
      : withoutTomlServer(text, place, edit.key);
  if (format === "yaml")
    return edit.kind === "add"
      ? await withYamlServer(text, place, edit.key, entry, dialect?.id === "continue" ? CONTINUE : {})
      : await withoutYamlServer(text, place, edit.key);
  return updateConfigText(text, { [edit.key]: edit.kind === "add" ? entry : null }, place);
}

async function read(format: "json" | "toml" | "yaml", text: string): Promise<unknown> {
  if (format === "json") return readDocument(text).value;
  return (await (format === "toml" ? readToml(text) : readYaml(text))).value;
}
