import { isJsonObject } from "../../../shared/json/json.js";
import { TokenTransferError } from "../auth-errors.js";
import { place } from "../place.js";
import {
  asBindingRecord,
  asClientRecord,
  asTokenRecord,
  type BindingRecord,
  type ClientRecord,
  type TokenRecord,
} from "../store/records.js";
import type { Vault } from "../store/vault.js";

/** Everything that is stored about one login. */
export interface TransferRecords {
  readonly binding: BindingRecord;
  readonly tokens: TokenRecord;
  /** Absent: the client was registered by hand and is in the config. */
  readonly client?: ClientRecord;
  /** Private key that the tokens are bound to (RFC 9449), a JWK. */
  readonly dpopKey?: unknown;
}

/** Returns the records in `vault`; `undefined` if there was no login. */
export async function recordsOf(vault: Vault): Promise<TransferRecords | undefined> {
  const binding = await vault.binding();
  const tokens = binding && (await vault.tokens(binding));
  if (binding === undefined || tokens === undefined) return undefined;
  const client = await vault.client(binding.issuer);
  const dpopKey = await vault.dpopKey();
  return {
    binding,
    tokens,
    ...(client && { client }),
    ...(isJsonObject(dpopKey) && { dpopKey }),
  };
}

/**
 * Replaces the records in `vault`.
 *
 * @throws TokenTransferError they are for another server
 */
export async function keepRecords(vault: Vault, serverUrl: string, records: TransferRecords): Promise<void> {
  const { binding, tokens, client, dpopKey } = records;
  if (binding.serverUrl !== serverUrl)
    throw new TokenTransferError(
      `These tokens are for ${place(binding.serverUrl)}, and the config says ${place(serverUrl)}. Name the server that they were exported for.`,
    );
  await vault.exclusive(undefined, async () => {
    await vault.clear();
    if (client !== undefined) await vault.saveClient(client);
    if (dpopKey !== undefined) await vault.saveDpopKey(dpopKey);
    await vault.saveTokens(binding, tokens);
    await vault.saveBinding(binding);
  });
}

/** Parses what `JSON.stringify(records)` wrote. @throws TokenTransferError */
export function readRecords(text: string): TransferRecords {
  const value: unknown = parse(text);
  if (isJsonObject(value)) {
    const binding = asBindingRecord(value["binding"]);
    const tokens = asTokenRecord(value["tokens"]);
    const client = asClientRecord(value["client"]);
    const { dpopKey } = value;
    if (binding !== undefined && tokens !== undefined)
      return { binding, tokens, ...(client && { client }), ...(isJsonObject(dpopKey) && { dpopKey }) };
  }
  throw new TokenTransferError(
    "The exported tokens cannot be read by this version. Export them again with the same version.",
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
