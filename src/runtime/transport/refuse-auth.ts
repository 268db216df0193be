import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { OpenContext } from "./transport-source.js";

/** Rejects `auth` for transports without credentials, instead of ignoring it. */
export function refuseAuth(context: OpenContext, label: string): void {
  if (context.authorize === undefined && context.authProvider === undefined) return;
  const { server } = context;
  throw new ConfigurationError(
    `This transport does not support auth (${show(server ?? label)}). Remove \`auth\`; give secrets to a program in \`env\`.`,
    { server },
  );
}
