import { anySignal } from "../../async/any-signal.js";
import { show } from "../../../shared/text/show.js";
import { abortable } from "../../async/abortable.js";
import { askProgram } from "../../errors/ask-program.js";
import { CallbackError, CallbackTimeoutError } from "../auth-errors.js";
import type { CallbackAnswer } from "../login/callback-params.js";
import type { CallbackServer } from "../login/callback.js";
import { openInBrowser } from "../login/open-url.js";
import { place } from "../place.js";
import { readPasted } from "../login/paste.js";
import type { Target } from "../oauth/oauth-target.js";
import type { LoginContext } from "./login-context.js";

const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * Shows the page and waits for the callback, a pasted address, the timeout or the caller's abort.
 *
 * @throws CallbackTimeoutError, CallbackError
 */
export async function pageAnswer(
  { options, server, serverUrl, duringLogin }: LoginContext,
  url: URL,
  state: string,
  callback: CallbackServer,
  signal: AbortSignal,
): Promise<CallbackAnswer & { kind: "code" | "error" }> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options.callback ?? {};
  const patience = AbortSignal.timeout(timeoutMs);
  const end = new AbortController();
  const over = anySignal([patience, signal, end.signal]);
  const received = callback.answer(state);
  const { paste } = options;
  try {
    return await duringLogin(async () => {
      const asking = { server: server ?? place(serverUrl), signal: over };
      const { openUrl } = options;
      const opened =
        openUrl === undefined
          ? openInBrowser(url)
          : askProgram({ ...asking, option: "auth.openUrl" }, () => openUrl(url));
      await abortable(opened, over);
      const pasted =
        paste &&
        askProgram({ ...asking, option: "auth.paste" }, () => paste(url, over)).then((text) =>
          readPasted(text, callback.redirectUrl, state),
        );
      return abortable(Promise.race([received, ...(pasted ? [pasted] : [])]), over);
    }, timeoutMs);
  } catch (error) {
    if (patience.aborted && !signal.aborted)
      throw new CallbackTimeoutError(timeoutMs, callback.redirectUrl, { server });
    throw error;
  } finally {
    end.abort();
  }
}

/**
 * Checks that the answer came from the authorization server that was asked, before its code or error is used. The comparison is
 * exact, including a trailing slash (RFC 9207 §2.4).
 *
 * @throws CallbackError
 */
export function assertIssuer(iss: string | undefined, { metadata, issuer }: Target): void {
  if (metadata === undefined) return;
  const wanted = metadata.authorization_response_iss_parameter_supported;
  if (iss === undefined ? !wanted : iss === metadata.issuer) return;
  throw new CallbackError(
    `The answer to the login at ${show(issuer)} ${iss === undefined ? "does not say which server it comes from" : `comes from ${show(iss)}`}; it is not used (RFC 9207).`,
  );
}
