import puppeteer, { type Browser, type Page } from "puppeteer-core";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const MAX_PAGES = 10;
const PAGE_LIMIT_MS = 30_000;
/** What the button that goes on may be called. */
const ONWARD = /accept|allow|agree|approve|yes|continue|sign in|log in|login|submit/i;
const BACK = /cancel|deny|decline|reject|no$/i;

let running: Promise<Browser> | undefined;

/** A person with chromium, who types a name and a password where they are asked for and agrees to everything, until the browser is back. */
export function person(name: string, password: string): (url: URL) => Promise<void> {
  return async (url) => {
    running ??= puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
    const context = await (await running).createBrowserContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(PAGE_LIMIT_MS);
      await page.goto(url.href);
      for (let seen = 0; !isCallback(page) && seen < MAX_PAGES; seen++) await answer(page, name, password);
      if (!isCallback(page)) throw new Error(`lost on ${page.url()}: ${await textOf(page)}`);
    } finally {
      await context.close();
    }
  };
}

/** Closes the browser of all persons. */
export async function goHome(): Promise<void> {
  await (await running)?.close();
}

function isCallback(page: Page): boolean {
  return new URL(page.url()).pathname === "/callback";
}

async function answer(page: Page, name: string, password: string): Promise<void> {
  const before = page.url();
  for (const field of await page.$$("input")) {
    const { type, value, visible } = await field.evaluate((input) => ({
      type: input.type,
      value: input.value,
      visible: input.offsetParent !== null,
    }));
    if (!visible || value !== "") continue;
    if (type === "password") await field.type(password);
    else if (type === "text" || type === "email") await field.type(name);
  }
  const buttons = await page.$$("button, input[type=submit]");
  const labels = await Promise.all(
    buttons.map((button) =>
      button.evaluate((one) => `${one.textContent ?? ""} ${one.getAttribute("value") ?? ""}`.trim()),
    ),
  );
  const onward = labels.findIndex((label) => ONWARD.test(label) && !BACK.test(label));
  const button = buttons[onward] ?? buttons[0];
  if (button === undefined) throw new Error(`nothing to press on ${before}: ${await textOf(page)}`);
  await Promise.all([page.waitForNavigation(), button.click()]);
}

function textOf(page: Page): Promise<string> {
  return page.$eval("body", (body) => body.innerText.slice(0, 500));
}
