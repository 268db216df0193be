import { describe, expect, it } from "vitest";
import { ask, useParties } from "./support/setup.js";

const t = useParties();

/** A login whose page shows what was asked, so that a test can play the browser's part at the callback. */
function loginThat(visit: (callback: string, state: string, url: URL) => Promise<void>): Promise<number> {
  return ask(
    t.login({
      openUrl: (url) =>
        visit(url.searchParams.get("redirect_uri") ?? "", url.searchParams.get("state") ?? "", url),
    }),
    t.server.url,
  );
}

describe("the callback", () => {
  it.each([
    ["another state", "?code=c&state=someone-elses", "another login"],
    ["no state", "?code=c", "missing"],
    ["two states", "?code=c&state=STATE&state=x", "twice"],
    ["no code", "?state=STATE", "missing"],
    ["an error with another state", "?error=access_denied&state=x", "another login"],
  ])("answers %s with 400, and still waits for the answer", async (_, query, text) => {
    let page: Response | undefined;
    const status = await loginThat(async (callback, state, url) => {
      page = await fetch(callback + query.replace("STATE", state));
      await t.person.open(url);
    });
    expect(status).not.toBe(401);
    expect(page?.status).toBe(400);
    expect(await page?.text()).toContain(text);
  });

  it("takes the first answer only: a replay finds nothing", async () => {
    let replay: string | undefined;
    await loginThat(async (_callback, _state, url) => {
      await t.person.open(url);
      replay = t.person.last?.url;
    });
    const again = await fetch(replay ?? "").then(
      (response) => response.status,
      () => "nobody listens",
    );
    expect([410, "nobody listens"]).toContain(again);
  });

  it("shows its parameters as text, never as a page", async () => {
    let page: Response | undefined;
    const attack = `<script>alert(1)</script>"'&<img src=x onerror=alert(1)>`;
    const login = loginThat(async (callback, state) => {
      page = await fetch(
        `${callback}?${new URLSearchParams({ error: attack, error_description: attack, state, iss: t.as.issuer })}`,
      );
    });
    await expect(login).rejects.toMatchObject({ code: "AUTH_DENIED" });
    const html = (await page?.text()) ?? "";
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("&lt;script&gt;");
    expect(page?.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page?.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    [
      "a POST",
      (callback: string, state: string) => fetch(`${callback}?code=c&state=${state}`, { method: "POST" }),
    ],
    ["another path", (callback: string, state: string) => fetch(`${callback}/x?code=c&state=${state}`)],
  ])("knows nothing of %s", async (_, send) => {
    let status = 0;
    await loginThat(async (callback, state, url) => {
      status = (await send(callback, state)).status;
      await t.person.open(url);
    });
    expect(status).toBe(404);
  });

  it.each([
    ["a code of another issuer", { code: "stolen", iss: "https://evil.example" }],
    ["a code without the issuer that the server always sends", { code: "stolen" }],
    ["an error of another issuer", { error: "<b>buy here</b>", iss: "https://evil.example" }],
  ])("%s is not used (mix-up, RFC 9207)", async (_, answer) => {
    const before = { ...t.as.counts };
    const login = loginThat(async (callback, state) => {
      await fetch(`${callback}?${new URLSearchParams({ ...answer, state } as Record<string, string>)}`);
    });
    await expect(login).rejects.toMatchObject({
      code: "AUTH_CALLBACK",
      message: expect.not.stringContaining("buy here") as string,
    });
    expect(t.as.counts.refusals).toBe(before.refusals);
  });

  it("reports a port that is in use", async () => {
    const port = Number(new URL(t.server.url).port);
    await expect(ask(t.login({ callback: { port } }), t.server.url)).rejects.toMatchObject({
      code: "AUTH_CALLBACK",
      message: `The callback port ${port} is in use by another program. Stop that program, or choose another callback.port; for a client registered by hand, register the redirect URI with that port, too.`,
    });
  });

  it("listens only on loopback", async () => {
    await expect(ask(t.login({ callback: { host: "0.0.0.0" } }), t.server.url)).rejects.toMatchObject({
      code: "AUTH_CONFIG",
    });
  });
});
