import { basename } from "node:path";

/** Programs that fetch what they run, from a registry of packages or of images, and the words that have them do so; none: always. */
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

/** A program that only starts another one: `cmd /c npx …`, `env KEY=value npx …`. How each of its own arguments looks. */
const WRAPPERS: Readonly<Record<string, RegExp>> = { cmd: /^\//, env: /^-|=/ };

/** The name of a program that fetches what it runs (`npx`, `uvx`, `docker`, …); `undefined`: it is another kind. */
export function launcherOf(command: string, args: readonly string[] = []): string | undefined {
  return launcherIn(command, args)?.name;
}

/** What may install the server before it starts it, such as `npx` or `uv run`; `undefined`: nothing is installed. */
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

/** The launcher behind a command, and what it is told. */
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
