import type { DpopKeyPair, DpopSession } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../../shared/json/json.js";
import type { DpopAlgorithm } from "../auth.js";
import type { Vault } from "../store/vault.js";
import { base64url, utf8 } from "../../../shared/bytes/base64.js";
import { loadSdk } from "../../connection/sdk.js";

const IMPORT: Readonly<Record<DpopAlgorithm, RsaHashedImportParams | EcKeyImportParams>> = {
  ES256: { name: "ECDSA", namedCurve: "P-256" },
  ES384: { name: "ECDSA", namedCurve: "P-384" },
  RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  PS256: { name: "RSA-PSS", hash: "SHA-256" },
};

/**
 * Loads or makes the key that tokens of this server are bound to (RFC 9449). It is stored next to the tokens: a refresh token
 * bound to a key that died with its process would be useless.
 */
export async function dpopSession(vault: Vault, algorithm: DpopAlgorithm): Promise<DpopSession> {
  const { DpopSession } = await loadSdk();
  const stored = await vault.dpopKey();
  const keyPair =
    isJsonObject(stored) && stored["alg"] === algorithm
      ? await importKey(stored as JsonWebKey, algorithm)
      : await newKey(vault, algorithm);
  return DpopSession.create({ keyPair });
}

async function newKey(vault: Vault, algorithm: DpopAlgorithm): Promise<DpopKeyPair> {
  const { generateDpopKeyPair } = await loadSdk();
  const pair = await generateDpopKeyPair({ alg: algorithm, extractable: true });
  await vault.saveDpopKey({ ...(await crypto.subtle.exportKey("jwk", pair.privateKey)), alg: algorithm });
  return pair;
}

async function importKey(jwk: JsonWebKey, algorithm: DpopAlgorithm): Promise<DpopKeyPair> {
  const {
    d: _d,
    p: _p,
    q: _q,
    dp: _dp,
    dq: _dq,
    qi: _qi,
    key_ops: _ops,
    ext: _ext,
    alg: _alg,
    ...publicJwk
  } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey("jwk", { ...jwk, key_ops: ["sign"] }, IMPORT[algorithm], false, ["sign"]),
    crypto.subtle.importKey("jwk", publicJwk, IMPORT[algorithm], true, ["verify"]),
  ]);
  return {
    privateKey,
    publicKey,
    publicJwk,
    thumbprint: await thumbprint(publicJwk),
    alg: algorithm,
  } as DpopKeyPair;
}

/** RFC 7638. */
async function thumbprint(jwk: JsonWebKey): Promise<string> {
  const members =
    jwk.kty === "EC"
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
      : { e: jwk.e, kty: jwk.kty, n: jwk.n };
  const digest = await crypto.subtle.digest("SHA-256", utf8(JSON.stringify(members)));
  return base64url(new Uint8Array(digest));
}
