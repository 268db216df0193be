import { isJsonObject, type JsonObject } from "../../../../shared/json/json.js";

/**
 * Reads the object in the body of `response`, JSON or form-encoded; `undefined` if there is none. The content type only decides
 * between the two.
 */
export async function readObject(response: Response): Promise<JsonObject | undefined> {
  const text = (await response.text()).replace(/^\u{FEFF}/u, "");
  const type = response.headers.get("content-type") ?? "";
  if (/^\s*application\/x-www-form-urlencoded\b/i.test(type))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
