import { basename } from "node:path";

/** Programs that download what they run, from a registry of packages or images, and the subcommands that do so; empty: always. */
const LAUNCHERS: Readonly<Record<string, readonly string[]>> = {
  npx: [],
  pnpx: [],
  bunx: [],
  uvx: [],
  dnx: [],
  npm: ["exec", "x"],
  pnpm: ["dlx"],
  yarn: ["dlx"],
  bun: ["x"],
  deno: ["run"],
  uv: ["run", "x"],
  pipx: ["run"],
  docker: ["run"],
  podman: ["run"],
  go: ["run"],
  cargo: ["run"],
};

/** Programs that only start another one: `cmd /c npx …`, `env KEY=value npx …`. The pattern matches their own arguments. */
const WRAPPERS: Readonly<Record<string, RegExp>> = { cmd: /^\//, env: /^-|=/ };

/** Returns the name of a program that downloads what it runs (`npx`, `uvx`, `docker`, …); `undefined` for other programs. */
export function launcherOf(command: string, args: readonly string[] = []): string | undefined {
  return launcherIn(command, args)?.name;
}

/** Returns the program that may install the server before starting it, such as `npx` or `uv run`; `undefined` if there is none. */
export function installerOf(command: string, args: readonly string[] = []): string | undefined {
  const launcher = launcherIn(command, args);
  if (launcher === undefined) return undefined;
  const words = LAUNCHERS[launcher.name] ?? [];
  const word = launcher.args.find((arg) => words.includes(arg));
  if (words.length === 0) return launcher.name;
  return word && `${launcher.name} ${word}`;
}

interface Launcher {
  readonly name: string;
  readonly args: readonly string[];
}

/** Returns the launcher behind a command, and its arguments. */
export function launcherIn(command: string, args: readonly string[]): Launcher | undefined {
  const name = basename(command.replaceAll("\\", "/"))
    .toLowerCase()
    .replace(/\.(exe|cmd|bat|ps1)$/, "");
  if (Object.hasOwn(LAUNCHERS, name)) return { name, args };
  const own = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  const at = own === undefined ? -1 : args.findIndex((arg) => !own.test(arg));
  const inner = args[at];
  return inner === undefined ? undefined : launcherIn(inner, args.slice(at + 1));
}
