import { basename, dirname } from "node:path";
import { argumentParts, looksLikeSecret } from "../../../shared/secrets/index.js";
import type { Target } from "./target-word.js";

/** Words of host names and files that say nothing about the server. */
const EMPTY_WORDS = /^(?:mcp|www|api|app|server|index|main|src|dist|build)$/i;

/** Names a server that was given without a name, after its host, package or file. */
export function nameOfTarget(target: Exclude<Target, { kind: "client" }>): string {
  switch (target.kind) {
    case "url":
      return ofUrl(new URL(target.url));
    case "script":
      return ofPath(target.path);
    case "bundle":
      return basename(target.path).replace(/\.(?:mcpb|dxt)$/i, "");
    case "package":
      return ofPackage(target.spec);
    case "registry":
      return ofPackage(target.name);
    case "command":
      return ofCommand(target.words);
  }
}

function ofUrl({ hostname, port }: URL): string {
  if (/^[\d.]+$|^\[/.test(hostname) || !hostname.includes("."))
    return port === "" ? "local" : `local-${port}`;
  const labels = hostname.split(".").slice(0, -1);
  return labels.find((label) => !EMPTY_WORDS.test(label)) ?? hostname;
}

function ofPath(path: string): string {
  const stem = basename(path).replace(/\.[^.]+$/, "");
  if (!EMPTY_WORDS.test(stem)) return stem;
  const folders = dirname(path)
    .split(/[\\/]/)
    .filter((name) => name !== "" && !EMPTY_WORDS.test(name));
  return folders.at(-1) ?? stem;
}

function ofPackage(spec: string): string {
  const last = spec.replace(/^.*\//, "").replace(/[@=<>[].*$/, "");
  const bare = last
    .replace(/^(?:mcp-)?server-/, "")
    .replace(/-mcp(?:-server)?$|-server$/, "")
    .replace(/^mcp-/, "");
  const [, scope] = /^@([^/]+)\//.exec(spec) ?? [];
  if (scope !== undefined && (bare === "" || EMPTY_WORDS.test(bare))) return scope;
  return bare === "" ? last : bare;
}

/** Words between a runner and the package, script or image that it runs. */
const SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  ...{ bun: ["run", "x"], pnpm: ["dlx", "exec"], yarn: ["dlx", "exec"], pipx: ["run"], deno: ["run"] },
  ...{ uv: ["run", "tool"], docker: ["run", "container"], podman: ["run", "container"] },
  ...{ npx: [], bunx: [], uvx: [], node: [], tsx: [] },
};

/** Flags of runners whose value is the next word. */
const VALUE_FLAG =
  /^(?:-[ceprvw]|--(?:call|directory|env|env-file|from|import|index-url|mount|name|network|package|platform|project|python|require|volume|with|workdir))$/;

/** Returns the package or script that a runner runs, else the program. No word that may be a secret names a server. */
function ofCommand([program = "server", ...args]: readonly string[]): string {
  const runner = basename(program).replace(/\.(?:exe|cmd)$/i, "");
  const between = /^python[\d.]*$/.test(runner) ? [] : SUBCOMMANDS[runner];
  if (between === undefined) return ofPath(program);
  const parts = argumentParts(args);
  const word = args.find(
    (arg, index) =>
      !arg.startsWith("-") &&
      !between.includes(arg) &&
      !VALUE_FLAG.test(args[index - 1] ?? "") &&
      !looksLikeSecret(arg) &&
      !(parts[index] ?? []).some(({ secret, guess }) => secret !== undefined && guess === undefined),
  );
  if (word === undefined) return ofPath(program);
  return /\.\w+$/.test(word) && !word.startsWith("@") ? ofPath(word) : ofPackage(word);
}
