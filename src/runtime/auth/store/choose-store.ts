import { AuthConfigError } from "../errors.js";
import type { GrantSpec } from "../grants/grant-spec.js";
import { host } from "../../platform/host.js";
import { FileTokenStore } from "./file-store.js";
import { MemoryTokenStore } from "./memory-store.js";
import { knownPeople } from "./people.js";
import type { TokenOwner } from "./token-owner.js";
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

/**
 * Where the tokens of a grant live. What is not passed in belongs to one client; in a store that others use, too, the tokens of
 * different people have to be told apart.
 *
 * @throws AuthConfigError they cannot be: a person, or a function that stands for one, and no `subject`
 */
export function tokenStoreFor(options: GrantSpec, of: TokenOwner, user: StoreUser): TokenStore {
  const { storage = defaultStorage(options, user) } = options;
  if (storage === "memory") return memoryOf(user.owner);
  const store = storage === "file" ? new FileTokenStore() : storage;
  if (user.subject === undefined && !knowsWhose(options, store, of, user))
    throw new AuthConfigError(
      `This ${options.type} client keeps tokens where those of other people may be, and does not say whose they are. Give "subject" (such as the id of the user), or leave "storage" out for a store of this client alone.`,
    );
  return store;
}

function defaultStorage(options: GrantSpec, user: StoreUser): "file" | "memory" {
  const isKept = options.type === "oauth" && (user.subject !== undefined || isLocal(options, user));
  return isKept && host.platform !== "web" ? "file" : "memory";
}

/** Whether the tokens of this grant cannot be those of somebody else. */
function knowsWhose(options: GrantSpec, store: TokenStore, of: TokenOwner, user: StoreUser): boolean {
  const person = personOf(options);
  if (person === undefined) return true;
  if (!(store instanceof FileTokenStore || store instanceof MemoryTokenStore)) return false;
  // The browser of this machine, and its files: one person, who comes back.
  if (options.type === "oauth" && isLocal(options, user)) return true;
  const place = store instanceof FileTokenStore ? store.folder : store;
  return knownPeople.isFirst(place, of, person);
}

/** The functions that stand for a person; `undefined`: the options alone tell whose the tokens are. */
function personOf(options: GrantSpec): readonly unknown[] | undefined {
  switch (options.type) {
    case "client_credentials":
      return undefined;
    case "private_key_jwt":
    case "jwt_bearer":
      return typeof options.assertion === "function" ? [options.assertion] : undefined;
    case "cross_app":
      return typeof options.idp.idToken === "function" ? [options.idp.idToken] : undefined;
    case "oauth":
      return [options.openUrl, options.paste, options.showCode];
    default:
      return [];
  }
}

/** The person in front of this machine's browser. With a page shown by the program's own functions it may be anybody. */
function isLocal(options: GrantSpec, user: StoreUser): boolean {
  if (user.localUser || options.type !== "oauth") return user.localUser;
  return [options.openUrl, options.paste, options.showCode].every((own) => own === undefined);
}

function memoryOf(owner: object): MemoryTokenStore {
  const known = memories.get(owner) ?? new MemoryTokenStore();
  memories.set(owner, known);
  return known;
}
