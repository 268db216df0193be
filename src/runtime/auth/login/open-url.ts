import { spawn } from "node:child_process";
import { show } from "../../../shared/text/show.js";
import { UnsafeUrlError } from "../auth-errors.js";

/** Returns the program and arguments that open a URL on a platform. Never uses a shell, whose syntax a URL could contain. */
export function openerCommand(platform: NodeJS.Platform, url: URL): readonly [string, ...string[]] {
  if (platform === "darwin") return ["open", url.href];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url.href];
  return ["xdg-open", url.href];
}

/** Opens `url` in the user's browser; if there is none, prints the URL on stderr. */
export async function openInBrowser(url: URL): Promise<void> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new UnsafeUrlError("to open", url.href, "only http: and https: pages are opened");
  const opened = await start(openerCommand(process.platform, url));
  process.stderr.write(
    opened
      ? `Waiting for the login at ${show(url.origin)}. If no browser opened, visit:\n${url.href}\n`
      : `To log in, visit:\n${url.href}\n`,
  );
}

/** Whether this machine can show a page: Linux without a display cannot. */
export function hasBrowser(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  return platform !== "linux" || Boolean(env["DISPLAY"]) || Boolean(env["WAYLAND_DISPLAY"]);
}

function start([command, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  if (!hasBrowser()) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "ignore", detached: true, shell: false, windowsHide: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
