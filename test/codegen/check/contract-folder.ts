import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { check, loadContract } from "../../../src/codegen/check/index.js";
import { generate } from "../../../src/codegen/run/generate.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import { lockedServer, readLock, serializeLock, sha256 } from "../../../src/codegen/lock/index.js";
import { folderWith } from "../config/temporary-folder.js";

export const weather = JSON.parse(
  await readFile(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;
export const tides: ServerModel = { ...weather, key: "tides" };
export const reworded = (model: ServerModel): ServerModel => ({ ...model, instructions: "Other words." });

export const LOCK = "mcp/mcp.lock.json";
export const CLIENT = "mcp/weather/client.ts";
export const PRETTIER = { ".prettierrc": '{ "printWidth": 60 }' };
export const COMMENT = "// mine\n";

/** How a folder differs from the plain one: its servers, files that lie around, options of the run. */
export interface More {
  readonly models?: readonly ServerModel[];
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Partial<Parameters<typeof generate>[0]>;
}

/** Writes the clients of these models into `folder`/mcp. */
export async function generateInto(
  folder: string,
  { models = [weather, tides], options }: More = {},
): Promise<void> {
  const remembered = Object.fromEntries(
    models.map((model) => [model.key, lockedServer(model, { kind: "http", origin: "https://example.com" })]),
  );
  const keys = Object.keys(remembered);
  const templates = existsSync(join(folder, "templates")) ? { templates: join(folder, "templates") } : {};
  await generate({
    entries: [],
    others: keys,
    remembered,
    offline: true,
    out: join(folder, "mcp"),
    ...templates,
    ...options,
  });
}

export async function generated(more: More = {}): Promise<string> {
  const folder = await folderWith(more.files ?? {});
  await generateInto(folder, more);
  return folder;
}

/** Whether the folder is fresh, as told with the seals of the lock believed, and without. */
export type Verdicts = readonly [sealed: boolean, full: boolean];

export async function verdicts(folder: string): Promise<Verdicts> {
  const contract = await loadContract({ out: "mcp" }, folder);
  return [(await check(contract)).fresh, (await check(contract, { full: true })).fresh];
}

export type Tamper = (folder: string) => Promise<unknown>;

export const edit =
  (path: string, change: (text: string) => string): Tamper =>
  async (folder) => {
    const text = await readFile(join(folder, path), "utf8");
    const changed = change(text);
    expect(changed).not.toBe(text);
    await writeFile(join(folder, path), changed);
  };

export type Path = readonly (string | number)[];

/** Puts a value, or what a function makes of the present one, into a lock; `undefined` takes it out. */
export function put(lock: unknown, path: Path, value: unknown): void {
  const parent = path.slice(0, -1).reduce((node, step) => (node as never)[step], lock) as Record<
    string,
    unknown
  >;
  const last = String(path.at(-1));
  const next: unknown = typeof value === "function" ? value(parent[last]) : value;
  if (next === undefined) delete parent[last];
  else parent[last] = next;
}

/** Changes values of the lock, and writes it in the form that we would. */
export const editLock = (...changes: readonly (readonly [path: Path, value: unknown])[]): Tamper =>
  edit(LOCK, (text) => {
    const lock = readLock(text, LOCK);
    for (const [path, value] of changes) put(lock, path, value);
    return serializeLock(lock);
  });

/** Edits a file, and has the lock say that it was written so. */
export const editBoth: Tamper = async (folder) => {
  await edit(CLIENT, (text) => text + COMMENT)(folder);
  const text = await readFile(join(folder, CLIENT), "utf8");
  await editLock([["files", "weather/client.ts", "sha256"], sha256(text)])(folder);
};

/** What `git merge` makes of two branches where nothing stands against one another: all of ours, and of theirs one server. */
export const merged =
  (theirs: More, key: string, ours: More, before?: Tamper): Tamper =>
  async (folder) => {
    await generateInto(folder, theirs);
    const lock = readLock(await readFile(join(folder, LOCK), "utf8"), LOCK);
    const paths = Object.keys(lock.files).filter((path) => path.startsWith(`${key}/`));
    expect(paths).toHaveLength(6);
    const texts = await Promise.all(paths.map((path) => readFile(join(folder, "mcp", path), "utf8")));
    await before?.(folder);
    await generateInto(folder, ours);
    await mkdir(join(folder, "mcp", key), { recursive: true });
    for (const [i, path] of paths.entries()) await writeFile(join(folder, "mcp", path), texts[i] as string);
    await editLock(
      [["servers", key], lock.servers[key]],
      ...paths.map((path) => [["files", path], lock.files[path]] as const),
    )(folder);
  };
