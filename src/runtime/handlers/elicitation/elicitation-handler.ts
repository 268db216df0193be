import type { Json, JsonObject } from "../../../shared/json/json.js";
import type { HandlerContext } from "../../connection/connection-handlers.js";

/** A server's request for data from the user by a form, or to open a page (MCP specification, "Elicitation"). */
export type ElicitationRequest = FormElicitation | UrlElicitation;

/** A server's request that the user fill in a form. */
export interface FormElicitation {
  readonly mode: "form";
  /** The server's message to the user. Foreign text. */
  readonly message: string;
  /** JSON Schema of the answer: an object of scalar properties. The answer is checked against it. */
  readonly schema: JsonObject;
}

/** A server's request that the user open a URL. */
export interface UrlElicitation {
  readonly mode: "url";
  readonly message: string;
  /** Page to open, on any host: show it to the user before you open it. */
  readonly url: string;
  /** Named again in `notifications/elicitation/complete`. */
  readonly elicitationId: string;
}

/** The user's decision, stated explicitly. */
export interface ElicitationDecision {
  readonly action: "accept" | "decline" | "cancel";
  /** The form's values; only with `accept`. */
  readonly content?: JsonObject;
}

/**
 * A decision, or just the form's values, which means acceptance. A scalar, list or `Date` is the value of the form's only property. If
 * a form has a property called `action`, `{ action: "decline" }` is its value: return the constant `decline` or `cancel` to
 * refuse.
 */
export type ElicitationAnswer = ElicitationDecision | Json | Date | Readonly<Record<string, Json | Date>>;

/** Answers a server's questions to the user. */
export type ElicitationHandler = (
  request: ElicitationRequest,
  context: HandlerContext,
) => ElicitationAnswer | Promise<ElicitationAnswer>;
