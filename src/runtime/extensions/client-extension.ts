import type { JsonObject } from "../../shared/json/json.js";
import type { RawRequestOptions } from "../backend/call-options.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { checkAgainst, type OutputSchema } from "../results/output-schema.js";
import { show } from "../../shared/text/show.js";

/** The client's half of an extension of the protocol (SEP-2133). */
export interface ClientExtension {
  /** Such as `com.example/tickets`. The client declares it in its capabilities. */
  readonly id: string;
  /** Declared with it. Default: `{}`. */
  readonly settings?: JsonObject;
  /**
   * Results of `tools/call` that only this extension has. They exist since 2026-07-28, so an extension with claims is not
   * declared to servers of older revisions.
   */
  readonly claims?: readonly ResultClaim[];
  /** Notifications of the server that belong to the extension. */
  readonly notifications?: readonly NotificationBinding[];
}

/** What a claim receives about the call whose result it turns into an ordinary one. */
export interface ClaimContext {
  /** Key of the server in the config, or the label of its target. */
  readonly server: string;
  /** Name of the tool on the wire. */
  readonly tool: string;
  /** Aborted when the caller cancels the call, and when its deadline passes. */
  readonly signal: AbortSignal;
  /** Sends another request to the same server; resolves to the answer as received. */
  request(method: string, params?: JsonObject, options?: RawRequestOptions): Promise<unknown>;
}

/** A type of result (`resultType`) that an extension claims. {@link resultClaim} makes one that is typed by a schema. */
export interface ResultClaim {
  /** The value of `resultType` on the wire. */
  readonly resultType: string;
  /** Returns the ordinary result of `tools/call`, which is validated as if the server had sent it. */
  resolve(result: JsonObject, context: ClaimContext): unknown;
}

/** A notification that an extension receives. {@link notificationBinding} makes one that is typed by a schema. */
export interface NotificationBinding {
  /** Name on the wire; not one of the protocol itself, for which there are handlers. */
  readonly method: string;
  handle(params: JsonObject, context: { readonly server: string }): unknown;
}

/**
 * Makes a claim whose results are checked against a schema of zod or another Standard Schema library first.
 *
 * ```ts
 * resultClaim({ resultType: "ticket", schema: Ticket, resolve: ({ id }, { request }) => request("tickets/redeem", { id }) });
 * ```
 */
export function resultClaim<T>(claim: {
  readonly resultType: string;
  readonly schema: OutputSchema<T>;
  resolve(result: T, context: ClaimContext): unknown;
}): ResultClaim {
  const { resultType, schema } = claim;
  return {
    resultType,
    resolve: async (result, context) => {
      const subject = `result "${show(resultType)}" of tool "${show(context.tool)}"`;
      const { server, tool } = context;
      return claim.resolve(await checked(schema, result, subject, { server, subject: tool }), context);
    },
  };
}

/** Makes a binding that validates notifications against a schema first; invalid ones are reported and dropped. */
export function notificationBinding<T>(binding: {
  readonly method: string;
  readonly schema: OutputSchema<T>;
  handle(params: T, context: { readonly server: string }): unknown;
}): NotificationBinding {
  const { method, schema } = binding;
  return {
    method,
    handle: async (params, context) =>
      binding.handle(await checked(schema, params, `notification "${show(method)}"`, context), context),
  };
}

async function checked<T>(
  schema: OutputSchema<T>,
  value: JsonObject,
  subject: string,
  details: { readonly server: string; readonly subject?: string },
): Promise<T> {
  const verdict = await checkAgainst(schema, value);
  if ("value" in verdict) return verdict.value;
  const issues = verdict.issues.map(({ message, path }) =>
    path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`,
  );
  throw new ProtocolError(
    `The ${subject} does not fit the schema of the extension: ${show(issues.join("; "), 500)}`,
    value,
    details,
  );
}
