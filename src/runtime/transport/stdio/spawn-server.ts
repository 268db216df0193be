import type { ChildProcessByStdio } from "node:child_process";
import { stat } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { show } from "../../../shared/text/show.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { ConnectError } from "../../errors/connect-error.js";

/** What to run, checked and complete. */
export interface SpawnOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The complete environment of the child. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
  readonly label: string;
  /** Key of the server, for errors. */
  readonly server?: string | undefined;
}

export type SpawnedServer = ChildProcessByStdio<Writable, Readable, Readable> & { readonly pid: number };

/**
 * Starts a program without a shell, as leader of its own process group; calls `onPid` before anything else.
 *
 * @throws ConfigurationError the working directory does not exist
 * @throws ConnectError the program does not exist, or the system refuses to start it
 */
export async function spawnServer(
  options: SpawnOptions,
  onPid: (pid: number) => void,
): Promise<SpawnedServer> {
  const { command, args, env, cwd } = options;
  if (cwd !== undefined) await checkDirectory(cwd, options);
  const { default: spawn } = await import("cross-spawn");
  try {
    const child = spawn(command, [...args], {
      env,
      cwd,
      shell: false,
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
      // A separate group on POSIX; on Windows it would open a console window.
      detached: process.platform !== "win32",
    });
    if (child.pid !== undefined) onPid(child.pid);
    await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    // Later errors come from signals to a process that is gone.
    child.on("error", () => undefined);
    return child as unknown as SpawnedServer;
  } catch (cause) {
    throw spawnError(cause, options);
  }
}

async function checkDirectory(cwd: string, { label, server }: SpawnOptions): Promise<void> {
  const found = await stat(cwd).catch(() => undefined);
  if (found?.isDirectory()) return;
  const what = found === undefined ? "does not exist" : "is not a directory";
  throw new ConfigurationError(
    `The working directory of server "${show(server ?? label)}" ${what}: ${show(cwd)}. Correct \`cwd\`.`,
    { server },
  );
}

function spawnError(cause: unknown, { command, label, server }: SpawnOptions): ConnectError {
  const code = (cause as NodeJS.ErrnoException).code;
  const who = `server "${show(server ?? label)}"`;
  const details = { server, cause, permanent: code === "ENOENT" || code === "EACCES" };
  if (code === "ENOENT") {
    return new ConnectError(
      `Command "${show(command)}" of ${who} was not found. ${cureFor(command)}`,
      details,
    );
  }
  if (code === "EACCES") {
    return new ConnectError(
      `Command "${show(command)}" of ${who} may not be executed. Make it executable, or run it through its interpreter.`,
      details,
    );
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConnectError(
    `Command "${show(command)}" of ${who} could not be started: ${show(reason)}.`,
    details,
  );
}

/** Explains what to do about a missing program. */
function cureFor(command: string): string {
  const program = command.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
  if (process.platform !== "win32" && /^[A-Za-z]:[\\/]/.test(command))
    return "This is a Windows path: correct `command` for this system.";
  if (/^(?:docker|podman)$/.test(program))
    return "Install it and start it, or run this server in another way.";
  if (/^uvx?$/.test(program)) return "Install uv: https://docs.astral.sh/uv/";
  if (/\s/.test(command)) return "Put everything after the first word into `args`.";
  return "Install it, or correct `command` or PATH.";
}
