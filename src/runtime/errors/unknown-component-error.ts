import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";

/** The kind of thing that a name or URI refers to. */
export const componentNouns = {
  tools: "tool",
  resources: "resource",
  resourceTemplates: "resource template",
  prompts: "prompt",
} as const;

/** No server offers the tool, prompt or resource, or its config hides it. Nothing was sent. */
export class UnknownComponentError extends FmcpError {
  constructor(kind: keyof typeof componentNouns, id: string, why: string, server?: string, cause?: unknown) {
    super("UNKNOWN_COMPONENT", `Unknown ${componentNouns[kind]}: "${show(id)}". ${why}`, {
      server,
      subject: id,
      cause,
    });
  }
}
