import { AuthConfigError } from "../errors.js";
import type { GrantSpec } from "../grants/grant-spec.js";
import { host } from "../../platform/host.js";
import { FileTokenStore } from "./file-store.js";
import { MemoryTokenStore } from "./memory-store.js";
import { standsForSomebody } from "./token-owner.js";
import type { TokenStore } from "./token-store.js";

/** Who asks for a store. */
export interface StoreUser {
  /** Whom the tokens are for, where that was said. */
  readonly subject: string | undefined;
  /** The client: what is kept in memory is its own. */
  readonly owner: object;
  /** The person is the user of this machine, whoever shows the page. */
  readonly localUser: boolean;
}

/** Tokens in memory, by the client that they belong to. */
const memories = new WeakMap<object, MemoryTokenStore>();

/** Stores in memory that were passed in without a subject, and the one client that may use each. */
const firstOwners = new WeakMap<MemoryTokenStore, object>();

/**
 * Where the tokens of a grant live. What is not passed in belongs to one client; in a store that others use, too, in this process or
 * after it, the tokens of different people have to be told apart.
 *
 * @throws AuthConfigError they cannot be: a person, or a function that stands for one, and no `subject`
 */
export function tokenStoreFor(options: GrantSpec, user: StoreUser): TokenStore {
  const { storage = defaultStorage(options, user) } = options;
  if (storage === "memory") return memoryOf(user.owner);
  const store = storage === "file" ? new FileTokenStore() : storage;
  if (user.subject === undefined && standsForSomebody(options) && !isOfOnePerson(options, store, user))
    throw new AuthConfigError(
      `This ${options.type} client keeps tokens where those of other people may be, and does not say whose they are. Give "subject" (such as the id of the user), or leave "storage" out for a store of this client alone.`,
    );
  return store;
}

function defaultStorage(options: GrantSpec, user: StoreUser): "file" | "memory" {
  const isKept = options.type === "oauth" && (user.subject !== undefined || isLocal(options, user));
  return isKept && host.platform !== "web" ? "file" : "memory";
}

/** Whether all tokens in `store` are of the one person who uses this machine, or of this client. */
function isOfOnePerson(options: GrantSpec, store: TokenStore, user: StoreUser): boolean {
  if (store instanceof FileTokenStore) return isLocal(options, user);
  return store instanceof MemoryTokenStore && (isLocal(options, user) || isFirstOwner(store, user.owner));
}

/** The person in front of this machine's browser. With a page shown by the program's own functions it may be anybody. */
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
