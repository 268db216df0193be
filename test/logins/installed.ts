import { execFile } from "node:child_process";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Where servers that are no dependency of ours are kept between runs. */
const CACHE =
  process.env["LOGINS_CACHE"] ?? fileURLToPath(new URL("../../.cache/logins-servers", import.meta.url));

/** Folder of a server, made once by `make`, which gets an empty folder. @throws Error what went wrong */
async function installed(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = `${CACHE}/${name}`;
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await make(unfinished);
  await rename(unfinished, folder);
  return folder;
}

/** A folder with npm packages. */
export function withPackages(name: string, packages: readonly string[]): Promise<string> {
  return installed(name, async (folder) => {
    await run("npm", ["init", "-y"], { cwd: folder });
    await run("npm", ["install", "--legacy-peer-deps", "--no-audit", "--no-fund", ...packages], {
      cwd: folder,
    });
  });
}

/** A Python with packages of PyPI; resolves to its executable. */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const folder = await installed(name, async (venv) => {
    // A virtual environment holds its own path: links keep those of its scripts, which nobody runs here.
    await run("uv", ["venv", "--quiet", "--clear", "--relocatable", venv]);
    await run("uv", ["pip", "install", "--quiet", "--python", `${venv}/bin/python`, ...packages]);
  });
  return `${folder}/bin/python`;
}

/** The server distribution of Keycloak, of Maven Central. Needs Java 17. */
export function keycloak(version: string): Promise<string> {
  return installed(`keycloak-${version}`, async (folder) => {
    const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:zip`;
    await run("mvn", ["-q", "-B", "dependency:get", `-Dartifact=${artifact}`, "-Dtransitive=false"]);
    const file = `keycloak-quarkus-dist/${version}/keycloak-quarkus-dist-${version}.zip`;
    await run("unzip", ["-q", `${homedir()}/.m2/repository/org/keycloak/${file}`, "-d", folder]);
  });
}

/** A module, its version, and what its own go.mod puts in place of others, which only counts in the main module. */
interface GoModule {
  readonly name: string;
  readonly path: string;
  readonly version: string;
  readonly replace: Readonly<Record<string, string>>;
}

/** A program of a Go module. Needs Go, and a C compiler for SQLite. Resolves to its executable. */
export async function goProgram({ name, path, version, replace }: GoModule): Promise<string> {
  const folder = await installed(`${name}-${version}`, async (cwd) => {
    const go = (...args: string[]): Promise<unknown> => run("go", args, { cwd, maxBuffer: 1e8 });
    await go("mod", "init", "logins");
    await go("get", "-tool", `${path}@${version}`);
    await go("mod", "edit", ...Object.entries(replace).map(([from, to]) => `-replace=${from}=${to}`));
    await go("mod", "tidy", "-e");
    await go("build", "-tags", "sqlite", "-o", name, path);
  });
  return `${folder}/${name}`;
}
