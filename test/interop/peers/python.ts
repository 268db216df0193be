import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Where `.ci/run` puts uv when the machine has none. */
const PATH = [process.env["PATH"], join(root, ".cache/uv-venv/bin")].join(delimiter);

function uv(args: readonly string[], timeout: number): boolean {
  return spawnSync("uv", args, { env: { ...process.env, PATH }, timeout, stdio: "ignore" }).status === 0;
}

/** Environment for uvx: this one, for its proxies and certificates, with uv on the path; undefined: this machine has none. */
export function uvEnvironment(): Record<string, string> | undefined {
  if (uv(["--version"], 10_000)) return { ...(process.env as Record<string, string>), PATH };
  console.log("skipped: servers by uvx, since there is no uv");
  return undefined;
}

/** A Python with the newest FastMCP, installed once into `.cache/python`; undefined: it cannot be had here. */
export function pythonWithFastmcp(): string | undefined {
  const folder = join(root, ".cache/python");
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const works = (): boolean =>
    existsSync(python) &&
    spawnSync(python, ["-c", "import fastmcp, fastmcp_tasks"], { timeout: 60_000 }).status === 0;
  if (works()) return python;
  const installed =
    uv(["venv", "--clear", folder], 60_000) &&
    uv(["pip", "install", "--python", python, "fastmcp[tasks]"], 180_000);
  if (installed && works()) return python;
  console.log("skipped: Python FastMCP, since it is not installed and uv cannot install it");
  return undefined;
}
