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
import type { Target } from "../oauth/target.js";
import type { Vault } from "../store/vault.js";

/** One way to get tokens. */
export interface Grant {
  /** A person takes part. */
  readonly interactive: boolean;
  /** What to ask for; more than that only where the server insists. */
  readonly scope: string | undefined;
  /** How its client shows who it is. */
  readonly authentication: ClientAuthentication;
  /** The client to refresh tokens with at `target`; `undefined`: it is not known there any more. */
  client(target: Target): Promise<OAuthClientInformationMixed | undefined>;
  /** Whether `target` provably knows the registration of this client no more. Absent: there is none that could be made anew. */
  forgotten?(target: Target, scope: string | undefined): Promise<boolean>;
  /** @throws FmcpError a cause of ../errors.js */
  obtain(ask: GrantAsk): Promise<Granted>;
}

/** What a grant is asked for. */
export interface GrantAsk {
  readonly target: Target;
  readonly scope: string | undefined;
  readonly dpop: DpopSession | undefined;
  readonly signal: AbortSignal;
}

/** What a grant gave. */
export interface Granted {
  readonly tokens: OAuthTokens;
  readonly client: OAuthClientInformationMixed;
}

/** Runs a login that a person takes part in, and that ends by itself after `limitMs`. */
export type DuringLogin = <T>(login: () => Promise<T>, limitMs: number) => Promise<T>;

/** What grants work with. */
export interface GrantContext {
  readonly serverUrl: string;
  /** Key of the server in the config, for errors. */
  readonly server: string | undefined;
  readonly vault: Vault;
  /** Guarded. */
  readonly fetch: FetchLike;
  readonly policy: AddressPolicy;
  readonly emit: (event: AuthEvent) => void;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly duringLogin: DuringLogin;
}
