import { hex } from "../../shared/bytes/base64.js";
import { sha256 } from "../../shared/bytes/sha256.js";
import { type RecordedCall, subjectOf } from "./recorded-call.js";

/** Longer file names are cut and get a digest. */
const LONGEST = 100;

/** Names that Windows reserves for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Returns the folder of one server within a folder of recordings. */
export function serverFolder(server: string): string {
  return safeName(server);
}

/** Returns the name of the server that has a folder; `undefined` if the folder does not show all of it. */
export function serverOf(folder: string): string | undefined {
  try {
    const server = decodeURIComponent(folder);
    return serverFolder(server) === folder ? server : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the file of a call within the folder of its server: one file per tool and per prompt. */
export function fileOf(call: Pick<RecordedCall, "method" | "params">): string {
  switch (call.method) {
    case "tools/call":
      return `tools/${safeName(subjectOf(call) ?? "")}.jsonl`;
    case "prompts/get":
      return `prompts/${safeName(subjectOf(call) ?? "")}.jsonl`;
    case "resources/read":
      return "resources.jsonl";
    default:
      return "server.jsonl";
  }
}

/** Converts a server's name to a file name for every system: no separator, no leading dot, not too long. */
export function safeName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]|^\.|\.$/gu, (char) =>
    /[\ud800-\udfff]/u.test(char) ? "%EF%BF%BD" : encodeURIComponent(char),
  );
  const escaped = plain.replace(/^\.|\.$/g, "%2E").replace(/[*'()!~]/g, percent);
  const safe = DEVICE.test(escaped.split(".")[0] ?? "")
    ? `${percent(escaped[0] ?? "")}${escaped.slice(1)}`
    : escaped;
  if (safe !== "" && safe.length <= LONGEST) return safe;
  return `${safe.slice(0, LONGEST)}~${hex(sha256(name)).slice(0, 16)}`;
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
