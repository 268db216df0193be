import type { CallbackServer } from "./callback.js";

/** A redirect to a page of the user's own, whose answer comes through `paste`. */
export function callbackPage(redirectUrl: string): CallbackServer {
  return { redirectUrl, answer: () => new Promise(() => {}), close: () => Promise.resolve() };
}
