import type { OAuthOptions } from "../auth.js";
import { AuthorizationRequiredError, DiscoveryError } from "../auth-errors.js";
import { hasBrowser } from "../login/open-url.js";
import { authenticationBySecret } from "../oauth/client-auth.js";
import { givenClient } from "../oauth/registration.js";
import type { Target } from "../oauth/oauth-target.js";
import { scopeText } from "../scope.js";
import { show } from "../../../shared/text/show.js";
import { host } from "../../platform/host.js";
import { browserLogin } from "./browser-login.js";
import { isForgotten } from "./authorization-page.js";
import { deviceLogin } from "./device-login.js";
import type { Grant, GrantContext } from "./grant.js";
import type { LoginContext } from "./login-context.js";
import { StaleClient } from "./stale-client.js";

/** Gets tokens for a person, who logs in on a page in this machine's browser or on another device. */
export function personGrant(options: OAuthOptions, context: GrantContext): Grant {
  const authentication = authenticationBySecret(options.tokenEndpointAuthMethod);
  const login: LoginContext = { ...context, options, authentication };
  const { vault, serverUrl, server } = context;
  return {
    interactive: true,
    scope: scopeText(options.scopes),
    authentication,
    async client(target) {
      return (
        givenClient(options, target.metadata)?.information ?? (await vault.client(target.issuer))?.information
      );
    },
    forgotten: (target, scope) => isForgotten(login, target, scope),
    async obtain(ask) {
      if (!mayAsk(options)) throw new AuthorizationRequiredError(serverUrl, { server });
      const { target } = ask;
      const attempt = (): ReturnType<Grant["obtain"]> =>
        byDevice(options, target) ? deviceLogin(login, ask) : browserLogin(login, ask);
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof StaleClient)) throw error;
        await vault.dropClient(target.issuer);
        context.emit({ type: "reregistered", serverUrl, issuer: target.issuer });
        return attempt().catch((again: unknown) =>
          Promise.reject(again instanceof StaleClient ? again.cause : again),
        );
      }
    },
  };
}

function mayAsk({ interactive, openUrl, paste, showCode }: OAuthOptions): boolean {
  const asked = openUrl !== undefined || paste !== undefined || showCode !== undefined;
  return interactive ?? (asked || !host.env["CI"]);
}

/** Whether to use a device code by default: this machine cannot show a page, and the server supports it. */
function byDevice(options: OAuthOptions, { metadata, issuer }: Target): boolean {
  const offered = metadata?.device_authorization_endpoint !== undefined;
  if (options.flow === "device" && !offered)
    throw new DiscoveryError(
      `${show(issuer)} offers no device authorization (RFC 8628). Log in with a browser: leave out \`flow: "device"\`.`,
    );
  if (options.flow !== undefined) return options.flow === "device";
  return offered && options.openUrl === undefined && !hasBrowser();
}
