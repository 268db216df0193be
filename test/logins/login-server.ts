import type { JsonObject } from "../../src/shared/json/json.js";
import type { OAuthOptions } from "../../src/runtime/auth/index.js";

/** What is done with every server, in this order. */
export const STEPS = [
  "discovery",
  "registration",
  "login",
  "call",
  "refresh of 64 calls at once",
  "rotation",
  "two processes",
  "step-up",
  "revocation",
  "login again",
] as const;
export type Step = (typeof STEPS)[number];

/** An MCP server and the authorization server in front of it. */
export interface RunningServer {
  /** Of the MCP endpoint. */
  readonly url: string;
  /** A tool that needs no more than the first scopes. */
  readonly tool: readonly [name: string, args: JsonObject];
  readonly options?: Partial<OAuthOptions>;
  /** What a person does with the page. Resolves when the browser has come back. */
  agree(page: URL): Promise<void>;
  /** From now on, calls need a scope that was not asked for. */
  wantMore?(): void;
  stop(): Promise<void>;
}

/** One row of the table. */
export interface LoginServer {
  readonly name: string;
  /** Starts within a minute, with what `npm ci` installs. */
  readonly inCi: boolean;
  /** Steps that cannot be done, and which part of the standard the server lacks. */
  readonly lacks: Partial<Record<Step, string>>;
  /** @throws Error what is missing on this machine */
  start(): Promise<RunningServer>;
}
