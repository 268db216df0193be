import type {
  DpopSession,
  FetchLike,
  OAuthClientInformationMixed,
  OAuthTokens,
} from "@modelcontextprotocol/client";
import type { Clock } from "../../async/clock.js";
import type { AuthEvent } from "../http-auth.js";
import type { AddressPolicy } from "../net/address-policy.js";
import type { ClientAuthentication } from "../oauth/client-auth.js";
import type { Target } from "../oauth/oauth-target.js";
import type { Vault } from "../store/vault.js";

/** One way to get tokens. */
export interface Grant {
  /** Whether a person takes part. */
  readonly interactive: boolean;
  /** Scopes to request; others are requested only if the server insists. */
  readonly scope: string | undefined;
  /** How its client authenticates. */
  readonly authentication: ClientAuthentication;
  /** Returns the client to refresh tokens with at `target`; `undefined` if the server no longer knows it. */
  client(target: Target): Promise<OAuthClientInformationMixed | undefined>;
  /**
   * Whether `target` has provably forgotten this client's registration. Absent: there is no registration that could be renewed.
   */
  forgotten?(target: Target, scope: string | undefined): Promise<boolean>;
  /** @throws FmcpError one of the errors in ../errors.js */
  obtain(ask: GrantAsk): Promise<Granted>;
}

/** What to request from a grant. */
export interface GrantAsk {
  readonly target: Target;
  readonly scope: string | undefined;
  readonly dpop: DpopSession | undefined;
  readonly signal: AbortSignal;
}

/** What a grant returned. */
export interface Granted {
  readonly tokens: OAuthTokens;
  readonly client: OAuthClientInformationMixed;
}

/** Runs a login that a person takes part in and that ends by itself after `limitMs`. */
export type DuringLogin = <T>(login: () => Promise<T>, limitMs: number) => Promise<T>;

/** What grants need. */
export interface GrantContext {
  readonly serverUrl: string;
  /** Key of the server in the config, for errors. */
  readonly server: string | undefined;
  readonly vault: Vault;
  /** The guarded one. */
  readonly fetch: FetchLike;
  readonly policy: AddressPolicy;
  readonly emit: (event: AuthEvent) => void;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly duringLogin: DuringLogin;
}
