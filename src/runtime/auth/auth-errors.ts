import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { place } from "./place.js";

/** The `auth` of a client, a transport or a config entry is invalid. */
export class AuthConfigError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_CONFIG", message, details);
  }
}

/** `auth` was given to a transport that does not use credentials (stdio, in-memory). */
export class AuthUnsupportedError extends FmcpError {
  constructor(transport: string, details?: FmcpErrorDetails) {
    super(
      "AUTH_UNSUPPORTED",
      `The ${show(transport)} transport cannot carry credentials, so "auth" has no effect there. Remove it; for a local process pass secrets in "env".`,
      details,
    );
  }
}

/** A person must log in, and this client may not ask for a login. */
export class AuthorizationRequiredError extends FmcpError {
  constructor(serverUrl: string, details?: FmcpErrorDetails) {
    const command =
      details?.server === undefined ? "fmcp-codegen login" : `fmcp-codegen login ${show(details.server)}`;
    super(
      "AUTH_REQUIRED",
      `${place(serverUrl)} requires a login, and this client is not allowed to open a browser. Run \`npx ${command}\` once, or use machine credentials.`,
      details,
    );
  }
}

/** The person, or the authorization server on their behalf, denied access. */
export class AuthorizationDeniedError extends FmcpError {
  /** OAuth error code, such as `access_denied`. */
  readonly error: string;

  constructor(issuer: string, error: string, description: string | undefined, details?: FmcpErrorDetails) {
    super(
      "AUTH_DENIED",
      `${show(issuer)} did not authorize this client: ${describe(error, description)}. ${resourceAdvice(error) ?? "Log in again, or ask for fewer scopes."}`,
      details,
    );
    this.error = error;
  }
}

/** The browser was not redirected back from the authorization page in time. */
export class CallbackTimeoutError extends FmcpError {
  constructor(timeoutMs: number, redirectUrl: string, details?: FmcpErrorDetails) {
    super(
      "AUTH_CALLBACK_TIMEOUT",
      `OAuth callback timed out after ${timeoutMs / 1000} seconds: the page was closed, or its browser cannot reach ${redirectUrl}. Log in again, or raise callback.timeoutMs; where the browser is on another machine, run \`fmcp-codegen login --no-browser\` and paste the address that it ended on. If the page did not know this client, run \`fmcp-codegen logout\` first.`,
      details,
    );
  }
}

/** The redirect is not the answer to this login, or the port of the callback is in use. */
export class CallbackError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_CALLBACK", message, details);
  }
}

/** The code of a device authorization (RFC 8628) was not entered in time. */
export class DeviceCodeExpiredError extends FmcpError {
  constructor(verificationUri: string, lifeSeconds: number, details?: FmcpErrorDetails) {
    super(
      "AUTH_DEVICE_EXPIRED",
      `The code was not entered at ${place(verificationUri)} within ${lifeSeconds} seconds. Log in again for a new one.`,
      details,
    );
  }
}

/** New credentials were refused as well, so another attempt would not help. */
export class CredentialsRefusedError extends FmcpError {
  constructor(serverUrl: string, reason: string | undefined, details?: FmcpErrorDetails) {
    super(
      "AUTH_REFUSED",
      `${place(serverUrl)} rejected these credentials with HTTP 401${reason === undefined ? "" : ` (${show(reason)})`}. Check the token, its audience and its scopes.`,
      details,
    );
  }
}

/** The server requires scopes that the authorization server did not grant. */
export class ScopeRefusedError extends FmcpError {
  /** Space-separated, as in the server's challenge. */
  readonly requiredScope: string | undefined;

  constructor(serverUrl: string, requiredScope: string | undefined, details?: FmcpErrorDetails) {
    super(
      "AUTH_SCOPE",
      `${place(serverUrl)} returned HTTP 403 insufficient_scope${requiredScope === undefined ? "" : ` and requires "${show(requiredScope)}"`}. The authorization server does not grant it to this client.`,
      details,
    );
    this.requiredScope = requiredScope;
  }
}

/** An authorization server answered with an OAuth error, or with something that OAuth does not define. */
export class AuthorizationServerError extends FmcpError {
  /** OAuth error code, such as `invalid_grant`; `undefined`: the answer was not an OAuth error. */
  readonly error: string | undefined;
  /** HTTP status of the error response; `undefined`: there was no response, or it could not be read. */
  readonly status: number | undefined;
  /** Whether the same request may succeed later: network failure, 5xx, `temporarily_unavailable`. */
  readonly transient: boolean;

  constructor(
    step: string,
    issuer: string,
    facts: {
      error?: string | undefined;
      description?: string | undefined;
      transient?: boolean;
      status?: number;
      /** What the reader can do about it: a sentence. */
      advice?: string | undefined;
    },
    details?: FmcpErrorDetails,
  ) {
    const advice = facts.advice ?? resourceAdvice(facts.error);
    super(
      "AUTH_SERVER",
      `${show(issuer)} failed at ${step}: ${describe(facts.error, facts.description)}.${advice === undefined ? "" : ` ${advice}`}`,
      details,
    );
    this.error = facts.error;
    this.status = facts.status;
    this.transient = facts.transient ?? false;
  }
}

/** The client id or secret of the config was refused; only its owner can change it. */
export class ClientRefusedError extends FmcpError {
  constructor(
    issuer: string,
    clientId: string,
    /** The redirect URL that the client was used with, if any. */
    redirectUrl: string | undefined,
    details?: FmcpErrorDetails,
  ) {
    super(
      "AUTH_CLIENT",
      `${show(issuer)} does not accept the client "${show(clientId)}". Check clientId and clientSecret${redirectUrl === undefined ? "" : `, and that the redirect URI ${redirectUrl} is registered for it: localhost and 127.0.0.1 are different, and the port may matter (callback.host, callback.port, callback.path)`}.`,
      details,
    );
  }
}

/** The metadata of the server or of its authorization server is missing, contradictory, or too weak to use. */
export class DiscoveryError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_DISCOVERY", message, details);
  }
}

/** The metadata of a server points to an address that clients must not contact. */
export class UnsafeUrlError extends FmcpError {
  constructor(purpose: string, url: string, reason: string, details?: FmcpErrorDetails) {
    super("AUTH_UNSAFE_URL", `Refused ${purpose} ${place(url)}: ${reason}.`, details);
  }
}

/** Tokens could not be stored, read or locked safely. */
export class TokenStoreError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_STORE", message, details);
  }
}

/** Tokens could not be transferred from one machine to another. */
export class TokenTransferError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_TRANSFER", message, details);
  }
}

/** RFC 8707 §2. */
function resourceAdvice(error: string | undefined): string | undefined {
  return error === "invalid_target"
    ? 'It does not accept the requested resource: set "resource" in "auth" to one that it accepts, or to false to send none.'
    : undefined;
}

function describe(error: string | undefined, description: string | undefined): string {
  const text = [error, description === error ? undefined : description].filter(
    (part) => part !== undefined && part !== "",
  );
  // The surrounding sentence ends with its own full stop.
  const shown = text.map((part) => show(part)).join(": ");
  return shown === "" ? "no reason given" : shown.replace(/\.$/, "");
}
