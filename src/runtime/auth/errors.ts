import { FmcpError, type FmcpErrorDetails } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { place } from "./place.js";

/** The `auth` of a client, a transport or a config entry makes no sense. */
export class AuthConfigError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_CONFIG", message, details);
  }
}

/** `auth` was given to a transport that has no place for credentials (stdio, in-memory). */
export class AuthUnsupportedError extends FmcpError {
  constructor(transport: string, details?: FmcpErrorDetails) {
    super(
      "AUTH_UNSUPPORTED",
      `The ${show(transport)} transport cannot carry credentials, so "auth" has no effect there. Remove it; for a local process pass secrets in "env".`,
      details,
    );
  }
}

/** A person has to log in, and this client may not ask one. */
export class AuthorizationRequiredError extends FmcpError {
  constructor(serverUrl: string, details?: FmcpErrorDetails) {
    const command =
      details?.server === undefined ? "fmcp-codegen login" : `fmcp-codegen login ${show(details.server)}`;
    super(
      "AUTH_REQUIRED",
      `${place(serverUrl)} wants a login, and this client may not open a browser. Run \`npx ${command}\` once, or use machine credentials.`,
      details,
    );
  }
}

/** The person, or the authorization server on their behalf, said no. */
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

/** No browser came back from the authorization page in time. */
export class CallbackTimeoutError extends FmcpError {
  constructor(timeoutMs: number, redirectUrl: string, details?: FmcpErrorDetails) {
    super(
      "AUTH_CALLBACK_TIMEOUT",
      `OAuth callback timed out after ${timeoutMs / 1000} seconds: the page was closed, or its browser cannot reach ${redirectUrl}. Log in again, or raise callback.timeoutMs; where the browser is on another machine, run \`fmcp-codegen login --no-browser\` and paste the address that it ended on. If the page did not know this client, run \`fmcp-codegen logout\` first.`,
      details,
    );
  }
}

/** What came back from the authorization page is not the answer to our question, or the place for it is taken. */
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

/** Fresh credentials were refused, too: asking again would change nothing. */
export class CredentialsRefusedError extends FmcpError {
  constructor(serverUrl: string, reason: string | undefined, details?: FmcpErrorDetails) {
    super(
      "AUTH_REFUSED",
      `${place(serverUrl)} answers 401 to these credentials${reason === undefined ? "" : ` (${show(reason)})`}. Check the token, its audience and its scopes.`,
      details,
    );
  }
}

/** The server wants scopes that the authorization server did not grant. */
export class ScopeRefusedError extends FmcpError {
  /** Space-separated, as in the server's challenge. */
  readonly requiredScope: string | undefined;

  constructor(serverUrl: string, requiredScope: string | undefined, details?: FmcpErrorDetails) {
    super(
      "AUTH_SCOPE",
      `${place(serverUrl)} answers 403 insufficient_scope${requiredScope === undefined ? "" : ` and wants "${show(requiredScope)}"`}. The authorization server does not grant it to this client.`,
      details,
    );
    this.requiredScope = requiredScope;
  }
}

/** An authorization server answered with an OAuth error, or not as OAuth says. */
export class AuthorizationServerError extends FmcpError {
  /** OAuth error code, such as `invalid_grant`; `undefined`: the answer was none of OAuth's. */
  readonly error: string | undefined;
  /** HTTP status of an answer that is an error; `undefined`: none came, or it cannot be read. */
  readonly status: number | undefined;
  /** The same request may succeed later: network failure, 5xx, `temporarily_unavailable`. */
  readonly transient: boolean;

  constructor(
    step: string,
    issuer: string,
    facts: {
      error?: string | undefined;
      description?: string | undefined;
      transient?: boolean;
      status?: number;
      /** What to do about it: a sentence. */
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

/** The static client id or secret of the config was refused; only its owner can change it. */
export class ClientRefusedError extends FmcpError {
  constructor(
    issuer: string,
    clientId: string,
    /** That the client was used with, if any. */
    redirectUrl: string | undefined,
    details?: FmcpErrorDetails,
  ) {
    super(
      "AUTH_CLIENT",
      `${show(issuer)} does not accept the client "${show(clientId)}". Check clientId and clientSecret${redirectUrl === undefined ? "" : `, and that the redirect URI ${redirectUrl} is registered for it: localhost and 127.0.0.1 are two, and ports may count (callback.host, callback.port, callback.path)`}.`,
      details,
    );
  }
}

/** The server's or the authorization server's metadata is missing, contradicts itself, or is too weak to be used. */
export class DiscoveryError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_DISCOVERY", message, details);
  }
}

/** Metadata of a server points where no client should go. */
export class UnsafeUrlError extends FmcpError {
  constructor(purpose: string, url: string, reason: string, details?: FmcpErrorDetails) {
    super("AUTH_UNSAFE_URL", `Refused ${purpose} ${place(url)}: ${reason}.`, details);
  }
}

/** Tokens could not be kept, read or locked safely. */
export class TokenStoreError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_STORE", message, details);
  }
}

/** Tokens could not be handed over from one machine to another. */
export class TokenTransferError extends FmcpError {
  constructor(message: string, details?: FmcpErrorDetails) {
    super("AUTH_TRANSFER", message, details);
  }
}

/** RFC 8707 §2. */
function resourceAdvice(error: string | undefined): string | undefined {
  return error === "invalid_target"
    ? 'It does not take the resource that is asked for: set "resource" in "auth" to one that it knows, or to false to send none.'
    : undefined;
}

function describe(error: string | undefined, description: string | undefined): string {
  const text = [error, description === error ? undefined : description].filter(
    (part) => part !== undefined && part !== "",
  );
  // The sentence around it has a full stop of its own.
  const shown = text.map((part) => show(part)).join(": ");
  return shown === "" ? "no reason given" : shown.replace(/\.$/, "");
}
