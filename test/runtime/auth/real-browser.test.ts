import { access } from "node:fs/promises";
import puppeteer, { type Browser } from "puppeteer-core";
import { afterAll, describe, expect, it } from "vitest";
import { ask, useParties } from "./support/setup.js";

const CANDIDATES = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const chromium = await firstThatExists(CANDIDATES.filter((path) => path !== undefined));
if (chromium === undefined)
  console.log("no chromium here (set CHROMIUM): the logins in a real browser are skipped");

const t = useParties();
let running: Promise<Browser> | undefined;
afterAll(async () => (await running)?.close());

/** A person with chromium: fills the login form, then accepts or refuses on the consent page; answers what the last page says. */
async function person(url: URL, consent: "accept" | "deny"): Promise<{ text: string }> {
  running ??= puppeteer.launch({ executablePath: chromium ?? "", args: ["--no-sandbox", "--disable-gpu"] });
  const context = await (await running).createBrowserContext();
  const page = await context.newPage();
  await page.goto(url.href);
  await page.type('input[name="login"]', "ada");
  await page.type('input[name="password"]', "x");
  await Promise.all([page.waitForNavigation(), page.click('button[type="submit"]')]);
  const next = consent === "accept" ? 'button[type="submit"]' : 'a[href$="/abort"]';
  await Promise.all([page.waitForNavigation(), page.click(next)]);
  const text = await page.$eval("body", (body) => body.innerText);
  await context.close();
  return { text };
}

describe.skipIf(chromium === undefined)("a login in a real browser", () => {
  it("goes through the login and consent pages and ends on ours", async () => {
    let seen: Awaited<ReturnType<typeof person>> | undefined;
    let visit: Promise<void> | undefined;
    const auth = t.login({
      openUrl: (url) => void (visit = person(url, "accept").then((last) => void (seen = last))),
    });
    expect(await ask(auth, t.server.url)).not.toBe(401);
    await visit;
    expect(seen?.text).toContain("Logged in");
    expect((await auth.status()).authorized).toBe(true);
  }, 60_000);

  it("ends in an error when the person refuses, and on a page that says so", async () => {
    let seen: Awaited<ReturnType<typeof person>> | undefined;
    let visit: Promise<void> | undefined;
    const auth = t.login({
      openUrl: (url) => void (visit = person(url, "deny").then((last) => void (seen = last))),
    });
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({ code: "AUTH_DENIED" });
    await visit;
    expect(seen?.text).toContain("access_denied");
  }, 60_000);

  it("runs no script from an answer", async () => {
    let executed: boolean | undefined;
    let html = "";
    const attack = `<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>`;
    const auth = t.login({
      async openUrl(url) {
        running ??= puppeteer.launch({
          executablePath: chromium ?? "",
          args: ["--no-sandbox", "--disable-gpu"],
        });
        const page = await (await running).newPage();
        const { searchParams } = url;
        const query = new URLSearchParams({
          error: attack,
          error_description: attack,
          state: searchParams.get("state") ?? "",
          iss: t.as.issuer,
        });
        await page.goto(`${searchParams.get("redirect_uri")}?${query}`);
        executed = await page.evaluate(() => "pwned" in globalThis);
        html = await page.$eval("body", (body) => body.innerText);
        await page.close();
      },
    });
    await expect(ask(auth, t.server.url)).rejects.toMatchObject({ code: "AUTH_DENIED" });
    expect(executed).toBe(false);
    expect(html).toContain("<script>");
  }, 60_000);
});

async function firstThatExists(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
