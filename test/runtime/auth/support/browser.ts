/** What the person does on the consent page. */
export type Consent = "accept" | "deny";

export interface Browser {
  /** Give it to `openUrl`. Resolves when the last page has been loaded. */
  open(url: URL): Promise<void>;
  /** How many authorization pages it was sent to. */
  readonly opened: readonly URL[];
  /** Where it ended, and what it saw there. */
  readonly last: { readonly url: string; readonly status: number; readonly text: string } | undefined;
}

/** A browser without a screen: cookies, redirects, and the forms of the authorization server's login and consent pages. `reaches`: false for hosts that it has no way to. */
export function browser(consent: Consent = "accept", reaches: (url: URL) => boolean = () => true): Browser {
  const opened: URL[] = [];
  let last: Browser["last"];
  return {
    opened,
    get last() {
      return last;
    },
    async open(url) {
      opened.push(url);
      const cookies = new Map<string, string>();
      let next: { url: string; form?: URLSearchParams } | undefined = { url: url.href };
      for (let hops = 0; next !== undefined && hops < 20; hops++) {
        if (!reaches(new URL(next.url))) {
          last = { url: next.url, status: 0, text: "" };
          return;
        }
        const response: Response = await fetch(next.url, {
          redirect: "manual",
          headers: {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
            accept: "text/html",
          },
          ...(next.form && { method: "POST", body: next.form }),
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
          cookies.set(name, value);
        }
        const text = await response.text();
        last = { url: next.url, status: response.status, text };
        next = following(next.url, response, text, consent);
      }
    },
  };
}

function following(
  at: string,
  response: Response,
  html: string,
  consent: Consent,
): { url: string; form?: URLSearchParams } | undefined {
  const location = response.headers.get("location");
  if (location !== null) return { url: new URL(location, at).href };
  const prompt = /name="prompt" value="(login|consent)"/.exec(html)?.[1];
  if (prompt === undefined) return undefined;
  const abort = /href="([^"]+\/abort)"/.exec(html)?.[1];
  if (prompt === "consent" && consent === "deny" && abort !== undefined)
    return { url: new URL(abort, at).href };
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? "";
  return {
    url: new URL(action, at).href,
    form: new URLSearchParams({ prompt, ...(prompt === "login" && { login: "ada", password: "x" }) }),
  };
}
