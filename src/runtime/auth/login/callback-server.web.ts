import type { CallbackOptions } from "../auth.js";
import { AuthConfigError } from "../auth-errors.js";
import type { CallbackServer } from "./callback.js";
import { callbackPage } from "./page-callback.js";

/** @throws AuthConfigError without `redirectUrl`: no server can listen for the answer here */
export function listenForCallback(options: CallbackOptions = {}): Promise<CallbackServer> {
  if (options.redirectUrl !== undefined) return Promise.resolve(callbackPage(options.redirectUrl));
  return Promise.reject(
    new AuthConfigError(
      "A login from here needs `callback.redirectUrl`, a page of your own that the authorization server leads back to, and `paste`, which resolves to the address of that page with its query.",
    ),
  );
}
