import type { AuthStatus } from "fmcp-runtime/auth";
import { show } from "../../../shared/text/show.js";
import type { ServerAuthStatus } from "./status.js";

/**
 * Describes stored credentials in one line: `logged in at https://as.example (read), valid for 59 min, renewed by
 * itself`.
 */
export function describeStatus(status: AuthStatus, now: number): string {
  if (status.kind === "bearer") return "a token in the config";
  if (status.kind === "custom") return "credentials of the program";
  const machine = status.kind !== "oauth";
  if (status.issuer === undefined) return machine ? `${status.kind}, requested when needed` : "not logged in";
  const scope = status.scope === undefined ? "" : ` (${show(status.scope)})`;
  const at = `at ${show(status.issuer)}${scope}`;
  if (!status.authorized) return `logged in ${at} until ${ago(status.expiresAt, now)}; log in again`;
  const life = status.expiresAt === undefined ? "" : `, valid for ${span(status.expiresAt - now)}`;
  const renewed = status.refreshable === true || machine ? ", renewed automatically" : "";
  return `${machine ? status.kind : "logged in"} ${at}${life}${renewed}`;
}

/** Returns how a line of `auth status` starts: `weather`, or `weather (ada)`. */
export function statusName({ server, subject }: ServerAuthStatus): string {
  return show(server) + (subject === undefined ? "" : ` (${show(subject)})`);
}

/** Returns the line of one server and subject in `auth status`. */
export function statusLine(of: ServerAuthStatus, width: number, now: number): string {
  const { status, error, configured, listed } = of;
  const name = statusName(of).padEnd(width);
  if (error !== undefined) return `${name}  ${show(error.message, 1_000)}`;
  if (status === undefined) return `${name}  no auth`;
  const unused = configured === false ? '; not used, the config has no "auth"' : "";
  const more = listed === false ? "; the token store has no list(): other subjects only with --subject" : "";
  return `${name}  ${describeStatus(status, now)}${unused}${more}`;
}

function ago(expiresAt: number | undefined, now: number): string {
  return expiresAt === undefined ? "some time ago" : `${span(now - expiresAt)} ago`;
}

function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
