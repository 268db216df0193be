import { basename, dirname } from "node:path";
import type { Target } from "./target.js";

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
  return bare === "" ? last : bare;
}

/** Returns the package or script that a runner runs, else the program. */
function ofCommand([program = "server", ...args]: readonly string[]): string {
  const runner = basename(program).replace(/\.(?:exe|cmd)$/i, "");
  const word = args.find((arg) => !arg.startsWith("-") && !["run", "exec", "tool", "dlx", "x"].includes(arg));
  if (
    word === undefined ||
    !/^(?:npx|bunx?|pnpm|yarn|uvx?|pipx|node|deno|python[\d.]*|docker|podman|tsx)$/.test(runner)
  )
    return ofPath(program);
  return /\.\w+$/.test(word) && !word.startsWith("@") ? ofPath(word) : ofPackage(word);
}
