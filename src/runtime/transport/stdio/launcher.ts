import { basename } from "node:path";

/** Programs that fetch what they run: from a registry of packages or of images. */
const LAUNCHERS = new Set([
  ...["npx", "npm", "pnpm", "pnpx", "yarn", "bun", "bunx", "deno"],
  ...["uv", "uvx", "pipx", "docker", "podman", "go", "dnx"],
]);

/** The name of a program that fetches what it runs (`npx`, `uvx`, `docker`, …); `undefined`: it is another kind. */
export function launcherOf(command: string): string | undefined {
  const name = basename(command.replaceAll("\\", "/"))
    .toLowerCase()
    .replace(/\.(exe|cmd|bat|ps1)$/, "");
  return LAUNCHERS.has(name) ? name : undefined;
}
