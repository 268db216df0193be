import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatHtml } from "../../../src/codegen/cli/diff/format/format-html.js";
import { compareServers, diffReport } from "../../../src/codegen/diff/index.js";
import { docsPage } from "../../../src/codegen/docs/docs-page.js";
import { render } from "../../../src/codegen/run/generate-from-model.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import { readRecording, RELEASES } from "../../releases/releases.js";
import { BROWSER, launch, open } from "./browser.js";
import { hostileServer } from "./hostile.js";

function docs(before: readonly ServerModel[], after: readonly ServerModel[]): string {
  const { plan, files } = render(after, {});
  const failures = [{ key: "<b>down</b>", message: "<script>window.hacked = 9</script>" }];
  return docsPage({
    plan,
    files,
    failures,
    changes: { against: "git:main", changes: compareServers(before, after) },
  });
}

function diff(before: readonly ServerModel[], after: readonly ServerModel[]): string {
  const servers = after.map(({ key, tools }) => ({
    key,
    status: "asked" as const,
    tools: tools.map(({ name }) => name),
  }));
  return formatHtml(diffReport("git:main", servers, compareServers(before, after), "breaking"));
}

const pairs = RELEASES.map(readRecording);
const [older, newer] = [pairs.map(([was]) => was), pairs.map(([, is]) => is)];
const hostile = hostileServer();
const changed: ServerModel = { ...hostileServer(" more"), tools: hostile.tools.slice(1) };

const PAGES: readonly (readonly [string, string])[] = [
  ["docs of six released servers", docs(older, newer)],
  ["docs of a hostile server", docs([hostile], [changed])],
  ["diff of six released servers", diff(older, newer)],
  ["diff of a hostile server", diff([hostile], [changed])],
];

describe.each(PAGES)("%s", (_name, page) => {
  it("names no other host, and has no handlers, inline styles or foreign elements", () => {
    expect(page).not.toMatch(/<(script|iframe|img|svg|link|style)\b[^>]*(src|https?:)/i);
    expect(page.match(/<script/g) ?? []).toHaveLength(page.includes("script-src") ? 1 : 0);
    expect(page.match(/<style/g)).toHaveLength(1);
  });
});

describe.skipIf(BROWSER === undefined)("in a browser (CHROME_PATH names one if none is found)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => await browser.close());

  it.each(PAGES)(
    "%s: logs nothing, loads nothing, fits a phone, runs nothing foreign",
    async (_name, html) => {
      for (const dark of [false, true]) {
        const { page, errors, requests } = await open(browser, html, 375, dark);
        await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(375);
        expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
        expect(
          await page.$$eval("iframe, img, svg, body link, body style, body meta", (all) => all.length),
        ).toBe(0);
        expect(errors).toEqual([]);
        expect(requests).toEqual([]);
        await page.close();
      }
    },
  );

  it("the search filters, and shows the number of hits", async () => {
    const { page } = await open(browser, PAGES[0]?.[1] ?? "", 1_000);
    await page.keyboard.press("/");
    await page.keyboard.type("browser_take_screenshot");
    const shown = await page.$$eval(".item:not([hidden]) > summary code", (all) =>
      all.map((one) => one.textContent),
    );
    expect(shown).toContain("browser_take_screenshot");
    expect(shown.length).toBeLessThan(10);
    expect(await page.$eval("#found", (found) => found.textContent)).toMatch(/^\d+ of \d+ found$/);
    await page.keyboard.press("Escape");
    expect(await page.$$eval(".item[hidden]", (all) => all.length)).toBe(0);
    await page.close();
  });

  it("everything that opens can be reached and opened by keyboard only", async () => {
    const { page } = await open(browser, docs([hostile], [hostile]), 1_000);
    const seen = new Set<string>();
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      seen.add(await page.evaluate(() => document.activeElement?.tagName ?? ""));
    }
    expect([...seen]).toEqual(expect.arrayContaining(["INPUT", "A", "SUMMARY"]));
    await page.focus(".item > summary");
    await page.keyboard.press("Enter");
    expect(await page.$eval(".item", (item) => (item as HTMLDetailsElement).open)).toBe(true);
    await page.close();
  });

  it("a type in a signature links to its declaration, which opens", async () => {
    const { page } = await open(browser, PAGES[0]?.[1] ?? "", 1_000);
    const target = await page.$eval("pre a", (link) => (link as HTMLAnchorElement).hash.slice(1));
    await page.$eval("pre a", (link) => (link as HTMLAnchorElement).click());
    await page.waitForFunction(() => document.querySelector(":target") !== null);
    expect(await page.evaluate((id) => document.getElementById(id)?.closest("details")?.open, target)).toBe(
      true,
    );
    await page.close();
  });
});
