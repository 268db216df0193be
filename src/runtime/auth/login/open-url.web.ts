import { AuthConfigError } from "../errors.js";

/** @throws AuthConfigError always: how a page leads to another is the page's own affair */
export function openInBrowser(_url: URL): Promise<void> {
  return Promise.reject(
    new AuthConfigError(
      "A login from here needs `openUrl` (open the page that it is given, such as in a popup) and `paste` (resolve to the address that the page was led back to).",
    ),
  );
}

/** A page shows pages; a worker has `openUrl`, or a device code. */
export function hasBrowser(): boolean {
  return typeof document !== "undefined";
}
