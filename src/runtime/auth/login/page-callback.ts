import type { CallbackServer } from "./callback.js";

/** A redirect that a page of the user's own handles: its answer comes by `paste`. */
export function callbackPage(redirectUrl: string): CallbackServer {
  return { redirectUrl, answer: () => new Promise(() => {}), close: () => Promise.resolve() };
}
