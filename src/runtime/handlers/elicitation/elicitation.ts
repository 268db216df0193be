import type { ElicitRequest, ElicitResult } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../../shared/json/json.js";
import type { ElicitationHandler as InnerElicitation } from "../../connection/connection-handlers.js";
import { decideForm, decideUrl } from "./decide.js";
import { withoutDates } from "./form-dates.js";
import type { ElicitationHandler } from "./elicitation-handler.js";

/** An elicitation handler with the modes that it supports. */
export interface ElicitationOptions {
  readonly handler: ElicitationHandler;
  /** Default: both. */
  readonly modes?: readonly ("form" | "url")[];
}

/**
 * Converts the user's handler for a connection: completes answers and checks them against the server's schema before they are
 * sent.
 */
export function toElicitation(option: ElicitationHandler | ElicitationOptions): InnerElicitation {
  const { handler, modes = ["form", "url"] } = typeof option === "function" ? { handler: option } : option;
  return {
    capabilities: { ...(modes.includes("form") && { form: {} }), ...(modes.includes("url") && { url: {} }) },
    handle: async (params, context): Promise<ElicitResult> => {
      if (isUrl(params)) {
        const { message, url, elicitationId } = params;
        return decideUrl(
          await handler({ mode: "url", message, url, elicitationId }, context),
        ) as ElicitResult;
      }
      const schema = params.requestedSchema as unknown as JsonObject;
      const answer = await handler({ mode: "form", message: params.message, schema }, context);
      const decision = decideForm(answer, schema);
      if (decision.action !== "accept") return decision as ElicitResult;
      const content = withoutDates(decision.content ?? {}, schema);
      // brings the evaluator of schemas, which most clients never need
      const { checkContent } = await import("./check-content.js");
      checkContent(content, schema);
      return { action: "accept", content } as ElicitResult;
    },
  };
}

/** Older servers omit `mode` for forms. */
function isUrl(params: ElicitRequest["params"]): params is Extract<ElicitRequest["params"], { mode: "url" }> {
  return params.mode === "url";
}
