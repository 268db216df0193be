import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A kind of server: how it starts over stdio, and over HTTP on a port, where it can. */
export interface Kind {
  readonly name: string;
  readonly stdio: readonly string[];
  /** With `PORT` for the port; absent: it speaks stdio only. */
  readonly http?: readonly string[];
}

/** Every kind that can be had on this machine; the others are named with a line each. `root`: the repository, with a slash at its end. */
export function kinds(root: string): readonly Kind[] {
  const peers = join(root, "test/interop/peers");
  const cache = join(root, ".cache/peers");
  mkdirSync(cache, { recursive: true });
  const python = (name: string, framework: "fastmcp" | "mcp", requirement: string): Kind | undefined => {
    const program = pythonWith(root, name, requirement);
    if (program === undefined) return skipped(name, "uv cannot install it");
    const script = [program, join(peers, "python_peer.py"), framework];
    return { name, stdio: [...script, "stdio"], http: [...script, "PORT"] };
  };
  const go = (name: string): Kind | undefined => {
    const program = join(cache, name);
    const built = existsSync(program) || run("go", ["build", "-o", program, "."], join(peers, name));
    return built ? { name, stdio: [program], http: [program, "PORT"] } : skipped(name, "go cannot build it");
  };
  const rmcp = (): Kind | undefined => {
    const target = join(cache, "rmcp-target");
    const program = join(target, "debug/peer");
    const built =
      existsSync(program) || run("cargo", ["build", "--quiet", "--target-dir", target], join(peers, "rmcp"));
    return built ? { name: "rmcp", stdio: [program] } : skipped("rmcp", "cargo cannot build it");
  };
  const node = (name: string, script: string, ...args: readonly string[]): Kind => {
    const program = [process.execPath, join(peers, script), ...args];
    return { name, stdio: [...program, "stdio"], http: [...program, "http", "PORT"] };
  };
  const all = [
    python("fastmcp-2.14", "fastmcp", "fastmcp==2.14.7"),
    python("fastmcp-3.4", "fastmcp", "fastmcp==3.4.11"),
    python("fastmcp-4.2", "fastmcp", "fastmcp==4.2.3"),
    python("python-sdk-1", "mcp", "mcp==1.30.0"),
    python("python-sdk-2", "mcp", "mcp==2.3.0"),
    node("ts-sdk-1", "sdk-v1.mjs", "1.32"),
    node("ts-sdk-2", "sdk-v2.mjs"),
    go("go-sdk"),
    go("mcp-go"),
    rmcp(),
  ];
  return all.filter((kind) => kind !== undefined);
}

/** A Python that has a package, installed on first use; undefined where that is not possible. */
export function pythonWith(root: string, name: string, requirement: string): string | undefined {
  const folder = join(root, ".cache/peers", name);
  const program = join(folder, "bin/python");
  return existsSync(program) || installPython(root, folder, requirement) ? program : undefined;
}

function installPython(root: string, folder: string, requirement: string): boolean {
  const path = [process.env["PATH"], join(root, ".cache/uv-venv/bin")].join(delimiter);
  return (
    run("uv", ["venv", "--quiet", "--clear", folder], root, path) &&
    run("uv", ["pip", "install", "--quiet", "--python", join(folder, "bin/python"), requirement], root, path)
  );
}

function run(command: string, args: readonly string[], cwd: string, path = process.env["PATH"]): boolean {
  const options = { cwd, timeout: 600_000, stdio: "ignore", env: { ...process.env, PATH: path } } as const;
  return spawnSync(command, args, options).status === 0;
}

function skipped(name: string, why: string): undefined {
  console.log(`skipped: ${name}, since ${why}`);
}
