import type { OAuthClientInformationMixed } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../../shared/json/json.js";

/** Tokens as stored: expiry is an absolute time, so that it is still right after a restart. */
export interface TokenRecord {
  /** The authorization server that issued them. */
  readonly issuer: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** `Bearer` or `DPoP`, as the server answered. */
  readonly tokenType: string;
  readonly refreshToken?: string;
  /** Granted scopes; the requested ones if the answer names none (RFC 6749 §5.1). */
  readonly scope?: string;
  /** All scopes requested so far. */
  readonly requestedScope?: string;
  /** Milliseconds since 1970; absent if the server did not say. */
  readonly expiresAt?: number;
  /** Milliseconds since 1970. */
  readonly obtainedAt: number;
}

/** A registration with an authorization server (RFC 7591). */
export interface ClientRecord {
  readonly issuer: string;
  readonly redirectUrl: string;
  readonly information: OAuthClientInformationMixed;
}

/**
 * What is stored by an MCP server's URL. Read first, so that stored tokens need no discovery. Contains the `subject` of its
 * owner.
 */
export interface BindingRecord {
  readonly serverUrl: string;
  readonly authorizationServerUrl: string;
  readonly issuer: string;
  /** Resource indicator (RFC 8707), as sent. */
  readonly resource?: string;
  readonly clientId: string;
  /** The target of a redirect from `serverUrl`, if the tokens are for that: they are sent only there. */
  readonly endpoint?: string;
}

/** Validates what a store returns: an incomplete record counts as none. */
export function asTokenRecord(value: unknown): TokenRecord | undefined {
  return isRecord(
    value,
    ["issuer", "clientId", "accessToken", "tokenType"],
    ["refreshToken", "scope", "requestedScope"],
  ) &&
    isTime(value["obtainedAt"]) &&
    isTime(value["expiresAt"], true)
    ? (value as unknown as TokenRecord)
    : undefined;
}

export function asClientRecord(value: unknown): ClientRecord | undefined {
  return isRecord(value, ["issuer", "redirectUrl"], []) &&
    isRecord(value["information"], ["client_id"], ["client_secret"])
    ? (value as unknown as ClientRecord)
    : undefined;
}

export function asBindingRecord(value: unknown): BindingRecord | undefined {
  return isRecord(
    value,
    ["serverUrl", "authorizationServerUrl", "issuer", "clientId"],
    ["resource", "endpoint"],
  ) && isOnOrigin(value["endpoint"], value["serverUrl"] as string)
    ? bindingOf(value as unknown as BindingRecord & { readonly subject?: unknown })
    : undefined;
}

/** The owner determines the subject: that of a transferred record is not used. */
function bindingOf({
  subject: _,
  ...binding
}: BindingRecord & { readonly subject?: unknown }): BindingRecord {
  return binding;
}

function isOnOrigin(endpoint: unknown, serverUrl: string): boolean {
  if (endpoint === undefined) return true;
  const both = [String(endpoint), serverUrl];
  if (!both.every((url) => URL.canParse(url))) return false;
  const [origin, serverOrigin] = both.map((url) => new URL(url).origin);
  return origin === serverOrigin;
}

function isRecord(
  value: unknown,
  required: readonly string[],
  optional: readonly string[],
): value is Record<string, unknown> {
  return (
    isJsonObject(value) &&
    required.every((key) => typeof value[key] === "string") &&
    optional.every((key) => value[key] === undefined || typeof value[key] === "string")
  );
}

function isTime(value: unknown, optional = false): boolean {
  return (optional && value === undefined) || (typeof value === "number" && Number.isFinite(value));
}
