import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

const PLACES = [
  process.env["CHROME_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** A browser on this machine; CHROME_PATH names another one. */
export const BROWSER = PLACES.find((path) => path !== undefined && existsSync(path));

/** A page in a browser, and what it said and asked for. */
export interface Opened {
  readonly page: Page;
  readonly errors: readonly string[];
  /** Every URL that was asked for, the page itself not among them. */
  readonly requests: readonly string[];
}

export async function launch(): Promise<Browser> {
  return await puppeteer.launch({
    executablePath: BROWSER as string,
    args: ["--no-sandbox"],
    headless: true,
  });
}

/** Opens the text of a page from a file, as a user would. */
export async function open(browser: Browser, html: string, width: number, dark = false): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "fmcp-page-"));
  const file = join(folder, "page.html");
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const page = await browser.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => void (request.url() !== url && requests.push(request.url())));
  page.on("close", () => rmSync(folder, { recursive: true, force: true }));
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(url, { waitUntil: "load" });
  return { page, errors, requests };
}
