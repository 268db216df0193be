import { isJsonObject, type Json, type JsonObject, objectOf } from "../../shared/json/json.js";
import { base64, fromBase64 } from "../../shared/bytes/base64.js";

/** Placeholder in a recording for binary content: the file that contains it, by the SHA-256 of its bytes. */
const FILE = "$file";

/** Moves the binary content of an answer to `keep`, which returns a name for the bytes. */
export async function binariesOut<V extends Json>(
  value: V,
  keep: (bytes: Uint8Array) => Promise<string>,
): Promise<V> {
  return mapped(value, async (member, owner, key) => {
    if (typeof member !== "string" || !isBinary(owner, key) || !isBase64(member)) return undefined;
    return { [FILE]: await keep(fromBase64(member)) };
  });
}

/** Puts the binary content back into an answer; `load` finds the bytes by name. Missing content becomes empty. */
export async function binariesIn<V extends Json>(
  value: V,
  load: (name: string) => Promise<Uint8Array | undefined>,
): Promise<V> {
  return mapped(value, async (member, owner, key) => {
    if (!isJsonObject(member) || !isBinary(owner, key)) return undefined;
    const name = member[FILE];
    if (typeof name !== "string" || !/^[0-9a-f]{64}$/.test(name)) return undefined;
    return base64((await load(name)) ?? new Uint8Array());
  });
}

/** `data` of images and audio, `blob` of resources (MCP, content blocks). */
function isBinary(owner: JsonObject, key: string): boolean {
  if (key === "blob") return typeof owner["uri"] === "string";
  return key === "data" && (owner["type"] === "image" || owner["type"] === "audio");
}

function isBase64(text: string): boolean {
  return text !== "" && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

type Replace = (member: Json, owner: JsonObject, key: string) => Promise<Json | undefined>;

async function mapped<V extends Json>(value: V, replace: Replace): Promise<V> {
  if (Array.isArray(value))
    return (await Promise.all(value.map((item: Json) => mapped(item, replace)))) as never;
  if (!isJsonObject(value)) return value;
  const owner: JsonObject = value;
  const members = new Map<string, Json>();
  for (const key of Object.keys(owner)) {
    const member = owner[key] as Json;
    members.set(key, (await replace(member, owner, key)) ?? (await mapped(member, replace)));
  }
  return objectOf([...members.keys()], (key) => members.get(key) ?? null) as V;
}
