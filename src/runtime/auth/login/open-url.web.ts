import { AuthConfigError } from "../auth-errors.js";

/** @throws AuthConfigError always: a web page has to navigate by itself */
export function openInBrowser(_url: URL): Promise<void> {
  return Promise.reject(
    new AuthConfigError(
      "A login from here needs `openUrl` (open the page that it is given, such as in a popup) and `paste` (resolve to the address that the page was led back to).",
    ),
  );
}

/** A page can show pages; a worker needs `openUrl` or a device code. */
export function hasBrowser(): boolean {
  return typeof document !== "undefined";
}
