import { FileTokenStore, subjectsIn, type Auth, type TokenStore } from "fmcp-runtime/auth";
import { isJsonObject } from "../../../shared/json/json.js";
import type { EntryCredentials } from "./server-auth.js";

/** The subjects that a server's tokens are for. */
export interface Subjects {
  /** The subject in the config or on the command line. */
  readonly own?: string;
  /** Other subjects with tokens; `undefined` if the store cannot list them. */
  readonly others: readonly string[] | undefined;
}

/** @throws TokenStoreError the store cannot be read */
export async function subjectsOf({ auth, serverUrl }: EntryCredentials): Promise<Subjects> {
  const subject = isJsonObject(auth) ? auth["subject"] : undefined;
  const own = typeof subject === "string" ? subject : undefined;
  const store = storeOf(auth);
  const known = store === undefined ? [] : store.list && (await subjectsIn(store, serverUrl));
  return { ...(own !== undefined && { own }), others: known?.filter((one) => one !== own) };
}

/** Returns the store in which tokens of `auth` outlive a command; `undefined` if there is none. */
function storeOf(auth: Auth): TokenStore | undefined {
  const given: unknown = auth === "oauth" ? { type: "oauth" } : auth;
  if (!isJsonObject(given) || given["type"] === "bearer") return undefined;
  const storage: unknown = given["storage"] ?? (given["type"] === "oauth" ? "file" : "memory");
  if (storage === "file") return new FileTokenStore();
  return storage === "memory" ? undefined : (storage as TokenStore);
}
