import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { serverMetadataUrls } from "../../src/runtime/auth/oauth/well-known.js";

type StoredRecord = Readonly<Record<string, string>>;

/** The record of a kind that a token store in `folder` holds. */
export async function recordIn(folder: string, kind: "tokens" | "client"): Promise<StoredRecord> {
  const files = await readdir(folder);
  const file = files.find((one) => one.startsWith(`${kind}-`) && one.endsWith(".json"));
  return file === undefined ? {} : (JSON.parse(await readFile(join(folder, file), "utf8")) as StoredRecord);
}

/** A refresh with what is stored now, to be sent later, by hand. */
export async function refreshRequest(folder: string): Promise<() => Promise<Response>> {
  const { issuer = "", refreshToken = "", clientId = "" } = await recordIn(folder, "tokens");
  const { information } = (await recordIn(folder, "client")) as { information?: { client_secret?: string } };
  const secret = information?.client_secret;
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: clientId,
    ...(secret !== undefined && { client_secret: secret }),
  });
  const endpoint = await tokenEndpoint(issuer);
  return () => fetch(endpoint, { method: "POST", body });
}

async function tokenEndpoint(issuer: string): Promise<string> {
  for (const url of serverMetadataUrls(issuer)) {
    const response = await fetch(url);
    if (response.ok) return ((await response.json()) as { token_endpoint: string }).token_endpoint;
  }
  throw new Error(`${issuer} has no metadata`);
}
