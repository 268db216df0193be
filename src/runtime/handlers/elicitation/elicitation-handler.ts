import type { Json, JsonObject } from "../../../shared/json/json.js";
import type { HandlerContext } from "../../connection/handlers.js";

/** A server asks the user for data by a form, or to open a page (MCP specification, "Elicitation"). */
export type ElicitationRequest = FormElicitation | UrlElicitation;

/** A server asks the user to fill in a form. */
export interface FormElicitation {
  readonly mode: "form";
  /** What the server says to the user. Foreign text. */
  readonly message: string;
  /** JSON Schema of the answer: an object of scalar properties. The answer is held to it. */
  readonly schema: JsonObject;
}

/** A server asks the user to open a URL. */
export interface UrlElicitation {
  readonly mode: "url";
  readonly message: string;
  /** Page to open, of any host: show it to the user before you open it. */
  readonly url: string;
  /** Named again by `notifications/elicitation/complete`. */
  readonly elicitationId: string;
}

/** The user's decision in so many words. */
export interface ElicitationDecision {
  readonly action: "accept" | "decline" | "cancel";
  /** The form's values; only with `accept`. */
  readonly content?: JsonObject;
}

/**
 * A decision, or just the form's values, which accepts. A scalar or list is the value of a form's only property. Where a form has a
 * property called `action`, `{ action: "decline" }` is its value: return the constant `decline` or `cancel` to refuse.
 */
export type ElicitationAnswer = ElicitationDecision | Json;

/** Answers what a server asks the user. */
export type ElicitationHandler = (
  request: ElicitationRequest,
  context: HandlerContext,
) => ElicitationAnswer | Promise<ElicitationAnswer>;
