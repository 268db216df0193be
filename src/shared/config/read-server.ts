import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { type Dialect, LeftOut } from "./dialects/index.js";
import type { ServerEntry } from "./entry.js";
import { commonEntry } from "./entry-fields/common-entry.js";
import { noteFields } from "./entry-fields/field-notes.js";
import { type ConfigFault, pointerTo } from "./fault.js";
import { readEntry } from "./read-entry.js";

/** One server of a document, as written, and its client. */
export interface WrittenServer {
  readonly key: string;
  readonly raw: Json;
  readonly pointer: string;
  readonly dialect: Dialect;
  readonly document: JsonObject;
  /** Receives notes on settings that are read but not applied. */
  readonly notes: ConfigFault[];
}

/** Reads a server of any dialect: converts it to the common fields, then checks it. */
export function readServer({
  key,
  raw,
  pointer,
  dialect,
  document,
  notes,
}: WrittenServer): { readonly entry?: ServerEntry; readonly faults: readonly ConfigFault[] } | LeftOut {
  if (!isJsonObject(raw)) return readEntry(key, raw, pointer);
  const note = (field: string, message: string, hint: string): void => {
    const at = pointerTo(pointer, ...field.split("."));
    notes.push({ pointer: at, server: key, message: `"${field}": ${message}`, hint });
  };
  const common = commonEntry(raw, dialect, { key, document, note });
  if (common instanceof LeftOut) return common;
  const read = readEntry(key, common, pointer, raw);
  if (read.entry === undefined) return read;
  noteFields(common, note);
  const same = JSON.stringify(common) === JSON.stringify(raw);
  return same ? read : { ...read, entry: { ...read.entry, fields: common } };
}
