import { isJsonObject } from "../../../shared/json/json.js";
import { systemClock } from "../../async/clock.js";
import type { Auth } from "../auth.js";
import { checkedOptions } from "../check-options.js";
import { TokenTransferError } from "../auth-errors.js";
import type { GrantSpec } from "../grants/grant-spec.js";
import { vaultFor } from "../oauth-source.js";
import { place } from "../place.js";
import type { Vault } from "../store/vault.js";
import { keepRecords, readRecords, recordsOf } from "./records.js";
import { seal, unseal } from "./seal.js";

/** Which tokens to transfer. */
export interface TransferOptions {
  readonly auth: Auth;
  /** URL of the MCP server. */
  readonly serverUrl: string;
}

/**
 * Exports the tokens of a login as one encrypted line, for another machine.
 *
 * @throws TokenTransferError there are none, or the passphrase is too short
 */
export async function exportTokens(options: TransferOptions, passphrase: string): Promise<string> {
  const records = await recordsOf(vaultOf(options).vault);
  if (records === undefined)
    throw new TokenTransferError(
      `There are no tokens of ${place(options.serverUrl)} to export. Log in first.`,
    );
  return seal(JSON.stringify(records), passphrase);
}

/**
 * Imports tokens from `exportTokens`, as if a person had logged in here.
 *
 * @throws TokenTransferError they are for another server, or cannot be read with this passphrase
 */
export async function importTokens(
  options: TransferOptions,
  sealed: string,
  passphrase: string,
): Promise<void> {
  const { vault, serverUrl } = vaultOf(options);
  await keepRecords(vault, serverUrl, readRecords(unseal(sealed, passphrase)));
}

function vaultOf({ auth, serverUrl: text }: TransferOptions): { vault: Vault; serverUrl: string } {
  const given: unknown = auth === "oauth" ? { type: "oauth" } : auth;
  if (!isJsonObject(given) || given["type"] === "bearer")
    throw new TokenTransferError(
      `The token of ${place(text)} is in the config or the program, so there is nothing to export.`,
    );
  const serverUrl = new URL(text);
  serverUrl.hash = "";
  const user = { subject: undefined, owner: {}, localUser: true };
  const around = { clock: systemClock, now: Date.now, tell: () => undefined };
  const vault = vaultFor(checkedOptions(given) as GrantSpec, { serverUrl, ...user, ...around });
  return { vault, serverUrl: serverUrl.href };
}
