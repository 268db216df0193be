import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openerCommand, openInBrowser } from "../../../../src/runtime/auth/login/open-url.js";

const HOSTILE = new URL("https://x.example/a?b=$(id)&c=`id`;d|e&f=%22%26calc");

it.each<[NodeJS.Platform, readonly string[]]>([
  ["linux", ["xdg-open", HOSTILE.href]],
  ["darwin", ["open", HOSTILE.href]],
  ["win32", ["rundll32", "url.dll,FileProtocolHandler", HOSTILE.href]],
])("on %s, a URL is one argument of a program, never of a shell", (platform, want) => {
  expect(openerCommand(platform, HOSTILE)).toEqual(want);
});

it.each(["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vscode://x", "ms-msdt:/id"])(
  "%s is not opened",
  async (url) => {
    await expect(openInBrowser(new URL(url))).rejects.toMatchObject({ code: "AUTH_UNSAFE_URL" });
  },
);

it.skipIf(process.platform !== "linux")("starts the opener with exactly the URL", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fmcp-open-"));
  const said = join(folder, "said");
  await writeFile(
    join(folder, "xdg-open"),
    `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > ${said}.tmp && mv ${said}.tmp ${said}\n`,
  );
  await chmod(join(folder, "xdg-open"), 0o755);
  const { PATH, DISPLAY } = process.env;
  process.env["PATH"] = `${folder}:${PATH}`;
  process.env["DISPLAY"] = ":0";
  try {
    await openInBrowser(HOSTILE);
    await expect
      .poll(() => readFile(said, "utf8").catch(() => ""), { timeout: 10_000 })
      .toBe(`1\n${HOSTILE.href}\n`);
  } finally {
    process.env["PATH"] = PATH;
    if (DISPLAY === undefined) delete process.env["DISPLAY"];
    else process.env["DISPLAY"] = DISPLAY;
    await rm(folder, { recursive: true });
  }
});
