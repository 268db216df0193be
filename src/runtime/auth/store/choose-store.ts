import { AuthConfigError } from "../auth-errors.js";
import type { GrantSpec } from "../grants/grant-spec.js";
import { host } from "../../platform/host.js";
import { FileTokenStore } from "./file-store.js";
import { MemoryTokenStore } from "./memory-store.js";
import { decidingFunction, standsForSomebody } from "./token-owner.js";
import type { TokenStore } from "./token-store.js";

/** For whom a store is chosen. */
export interface StoreUser {
  /** Whom the tokens are for, if specified. */
  readonly subject: string | undefined;
  /** The client: tokens in memory belong to it alone. */
  readonly owner: object;
  /** Whether the person is the user of this machine, no matter what shows the page. */
  readonly localUser: boolean;
}

/** Tokens in memory, by the client that they belong to. */
const memories = new WeakMap<object, MemoryTokenStore>();

/** Memory stores that were passed in without a subject, and the one client that may use each. */
const firstOwners = new WeakMap<MemoryTokenStore, object>();

/**
 * Chooses the store for the tokens of a grant. A store that is not passed in belongs to one client; in a store that others use,
 * too, now or later, the tokens of different people must be distinguishable.
 *
 * @throws AuthConfigError they are not: there is no `subject`, and the store is shared and the grant is for a person, or a
 *   function decides whom the token is for
 */
export function tokenStoreFor(options: GrantSpec, user: StoreUser): TokenStore {
  const { storage = defaultStorage(options, user) } = options;
  const decides = decidingFunction(options);
  if (user.subject === undefined && decides !== undefined)
    throw new AuthConfigError(
      `"auth.${decides}" of this ${options.type} client is a function, which may return the credentials of a different user each time, and nothing says whose tokens they are. Set "subject": a string if the user is always the same, or, as an option of the client, a function that returns the user of each request.`,
    );
  if (storage === "memory") return memoryOf(user.owner);
  const store = storage === "file" ? new FileTokenStore() : storage;
  if (user.subject === undefined && standsForSomebody(options) && !isOfOnePerson(options, store, user))
    throw new AuthConfigError(
      `This ${options.type} client shares its token store with other users, and does not say whose tokens it stores. Set "subject" (such as the id of the user), or leave "storage" out for a store of this client alone.`,
    );
  return store;
}

function defaultStorage(options: GrantSpec, user: StoreUser): "file" | "memory" {
  const isKept = options.type === "oauth" && (user.subject !== undefined || isLocal(options, user));
  return isKept && host.platform !== "web" ? "file" : "memory";
}

/** Whether all tokens in `store` belong to this machine's user, or to this client. */
function isOfOnePerson(options: GrantSpec, store: TokenStore, user: StoreUser): boolean {
  if (store instanceof FileTokenStore) return isLocal(options, user);
  return store instanceof MemoryTokenStore && (isLocal(options, user) || isFirstOwner(store, user.owner));
}

/** Whether the person uses this machine's browser. If the program's own functions show the page, it may be any person. */
function isLocal(options: GrantSpec, user: StoreUser): boolean {
  if (user.localUser || options.type !== "oauth") return user.localUser;
  return [options.openUrl, options.paste, options.showCode].every((own) => own === undefined);
}

function isFirstOwner(store: MemoryTokenStore, owner: object): boolean {
  const first = firstOwners.get(store) ?? owner;
  firstOwners.set(store, first);
  return first === owner;
}

function memoryOf(owner: object): MemoryTokenStore {
  const known = memories.get(owner) ?? new MemoryTokenStore();
  memories.set(owner, known);
  return known;
}
