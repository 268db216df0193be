import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { TASKS } from "./known-extensions.js";
import type { ClientExtension } from "./client-extension.js";

const LABEL = "[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
/** SEP-2133: a prefix as in a domain name, and a name. */
const IDENTIFIER = new RegExp(`^${LABEL}(?:\\.${LABEL})*/${NAME}$`);

/** Results that the protocol itself has, and those that this client resolves. */
const RESERVED_RESULTS = new Set(["complete", "input_required", "task"]);

/** Notifications that the protocol itself has, in any revision. */
const RESERVED_NOTIFICATIONS =
  /^notifications\/(?:cancelled|initialized|message|progress|(?:tools|prompts|resources|roots)\/list_changed|resources\/updated|elicitation\/complete|subscriptions\/.*|tasks(?:\/.*)?)$/;

/** Whether a notification belongs to the protocol itself, as opposed to an extension. */
export function isProtocolNotification(method: string): boolean {
  return RESERVED_NOTIFICATIONS.test(method);
}

/** @throws {ConfigurationError} for identifiers, types of results and notifications that are wrong, reserved or not unique */
export function checkExtensions(extensions: readonly ClientExtension[]): void {
  if (!Array.isArray(extensions))
    throw new ConfigurationError('options.extensions must be a list: [{ id: "com.example/name" }].');
  const ids = new Set<string>();
  const types = new Map<string, string>();
  const methods = new Map<string, string>();
  for (const { id, claims = [], notifications = [] } of extensions) {
    checkIdentifier(id);
    if (ids.has(id)) throw new ConfigurationError(`The extension "${show(id)}" is given twice. Remove one.`);
    ids.add(id);
    for (const { resultType } of claims) {
      if (RESERVED_RESULTS.has(resultType))
        throw wrong(id, `claims the result type "${show(resultType)}", which the client itself handles`);
      unique(types, resultType, id, "claims the result type");
    }
    for (const { method } of notifications) {
      if (isProtocolNotification(method))
        throw wrong(id, `binds "${show(method)}", a notification of the protocol. Use \`handlers\` for it`);
      unique(methods, method, id, "binds the notification");
    }
  }
}

function checkIdentifier(id: unknown): void {
  const named = typeof id === "string" ? `"${show(id)}"` : String(id);
  if (typeof id !== "string" || !IDENTIFIER.test(id))
    throw new ConfigurationError(
      `An extension has the identifier ${named}. It must be a domain name in reverse and a name, such as "com.example/tickets".`,
    );
  if (id === TASKS)
    throw new ConfigurationError(
      `The client itself implements "${TASKS}". Remove it from options.extensions.`,
    );
}

function unique(taken: Map<string, string>, name: string, id: string, does: string): void {
  const other = taken.get(name);
  if (other !== undefined) throw wrong(id, `${does} "${show(name)}", as "${show(other)}" does`);
  taken.set(name, id);
}

function wrong(id: string, what: string): ConfigurationError {
  return new ConfigurationError(`The extension "${show(id)}" ${what}.`);
}
