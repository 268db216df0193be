import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { readConfigText } from "../../../shared/config/index.js";
import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import { withWrittenDefaults } from "../inputs.js";
import { ConfigInvalidError, ConfigUnreadableError } from "../usage-error.js";
import { relativePath } from "./relative-path.js";

/** The largest unpacked size of a bundle, in bytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Unpacks an MCP bundle (`.mcpb`, `.dxt`) into a folder of the same name beside it, unless that exists, and returns the
 * entry that its manifest describes, with the defaults of what it asks its user for.
 *
 * @param folder the folder of the config; paths are relative to it
 * @param place the folder to unpack into, instead of that beside the bundle
 * @throws {ConfigUnreadableError | ConfigInvalidError}
 */
export async function bundleEntry(path: string, folder: string, place?: string): Promise<JsonObject> {
  const beside = path.replace(/\.(?:mcpb|dxt)$/i, "");
  const target = place === undefined || existsSync(beside) ? beside : join(place, basename(beside));
  const files = await unpack(path);
  const manifest = files["manifest.json"];
  if (manifest === undefined)
    throw new ConfigUnreadableError(
      `${show(path, 1_000)} has no manifest.json.`,
      "Give the bundle as it was published.",
    );
  const config = await readConfigText(new TextDecoder().decode(manifest), {
    path: join(target, "manifest.json"),
    platform: process.platform,
  });
  const [server] = config.servers;
  if (server === undefined)
    throw new ConfigInvalidError(path, [...config.faults, ...(config.warnings ?? [])]);
  if (!existsSync(target)) await write(files, target);
  const written = withWrittenDefaults(server.raw, server.inputs);
  return withFolder(written, relativePath(folder, target)) as JsonObject;
}

async function unpack(path: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const { unzipSync } = await import("fflate");
  let bytes = 0;
  try {
    return unzipSync(new Uint8Array(await readFile(path)), {
      filter({ originalSize }) {
        bytes += originalSize;
        if (bytes > MAX_BYTES) throw new RangeError(`it unpacks to more than ${MAX_BYTES} bytes`);
        return true;
      },
    });
  } catch (cause) {
    const why = show(reason(cause));
    throw new ConfigUnreadableError(
      `${show(path, 1_000)} cannot be unpacked: ${why}.`,
      "Check the file.",
      cause,
    );
  }
}

/** Writes a bundle completely or not at all, since an existing folder is taken for the whole bundle. */
async function write(files: Readonly<Record<string, Uint8Array>>, target: string): Promise<void> {
  const outside = Object.keys(files).find(
    (name) => !resolve(target, name).startsWith(target + sep) || name.includes("\\"),
  );
  if (outside !== undefined)
    throw new ConfigUnreadableError(
      `The bundle holds a file outside it: ${show(outside)}.`,
      "Do not use it.",
    );
  const staging = await mkdtemp(`${target}-`);
  try {
    await writeInto(staging, files);
    await chmod(staging, 0o755);
    await rename(staging, target);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    throw new ConfigUnreadableError(
      `The bundle cannot be unpacked into ${show(target, 1_000)}: ${show(reason(cause))}.`,
      "Check the folder.",
      cause,
    );
  }
}

async function writeInto(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = resolve(folder, name);
    if (name.endsWith("/")) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    // Permissions in the zip are not read: programs of a bundle have no extension, or are in bin/.
    if (/(?:^|\/)bin\/|(?:^|\/)[^./]+$/.test(name)) await chmod(path, 0o755);
  }
}

/** Replaces `${__dirname}`: it means the folder of the bundle, where the config is not. */
function withFolder(value: Json, folder: string): Json {
  if (typeof value === "string") return value.replaceAll("${__dirname}", folder);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withFolder(item, folder));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFolder(item, folder)]));
}
