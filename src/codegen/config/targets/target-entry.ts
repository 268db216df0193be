import { relativePath } from "./relative-path.js";
import { existsSync } from "node:fs";
import type { JsonObject } from "../../../shared/json/json.js";
import { withoutUrlSecrets } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { ConfigNotFoundError } from "../usage-error.js";
import { bundleEntry } from "./bundle.js";
import { isProgramHere } from "./program-here.js";
import { registryEntry } from "./registry.js";
import type { Target } from "./target-word.js";
import { nameOfTarget } from "./target-name.js";

/** The context of a target. */
export interface TargetContext {
  /** The folder to which paths in the config are relative. */
  readonly folder: string;
  /** The working directory, to which what the user typed is relative. Programs start in it. */
  readonly cwd: string;
  /** Where `registry:` is looked up. Default: `MCP_REGISTRY_URL`, else the official registry. */
  readonly registryUrl?: string | undefined;
  /** The wanted package of a registry's entry: its kind or its name, or `remote`. Default: the first that can be used. */
  readonly wanted?: string | undefined;
  /** Makes a folder for bundles that are not kept. Default: they are kept, unpacked beside the file or in `cwd`. */
  readonly scratch?: (() => Promise<string>) | undefined;
  /** Variables of the machine. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Receives which of several packages of a registry was taken. */
  readonly tell?: ((message: string) => void) | undefined;
  /** Receives warnings about a server of a registry: that it is deprecated, or that its program is missing. */
  readonly note?: (message: string) => void;
}

/** Returns the config entry for a target. @throws {UsageError} if it does not exist or cannot be parsed */
export async function entryOfTarget(
  target: Exclude<Target, { kind: "client" }>,
  context: TargetContext,
): Promise<JsonObject> {
  const entry = await entryInCwd(target, context);
  const { folder, cwd } = context;
  return "command" in entry && folder !== cwd ? { ...entry, cwd: relativePath(folder, cwd) } : entry;
}

async function entryInCwd(
  target: Exclude<Target, { kind: "client" }>,
  context: TargetContext,
): Promise<JsonObject> {
  switch (target.kind) {
    case "url":
      return { url: target.url };
    case "package":
      return target.runner === "npx"
        ? { command: "npx", args: ["-y", target.spec] }
        : { command: "uvx", args: [target.spec] };
    case "command": {
      const [command = "", ...args] = target.words;
      return { command, ...(args.length > 0 && { args }) };
    }
    case "script":
      return scriptEntry(target.path, context.cwd);
    case "bundle":
      return await bundleEntry(target.path, context.cwd, await context.scratch?.());
    case "registry": {
      const { env = process.env, registryUrl = env["MCP_REGISTRY_URL"], note, wanted, cwd } = context;
      return await registryEntry(target.name, target.version, {
        ...{ registryUrl, wanted, tell: context.tell },
        ...(note !== undefined && { note }),
        isHere: (program) => isProgramHere(program, env),
        unpack: async (bundle) => {
          const { downloadBundle } = await import("./registry-bundle.js");
          const place = (await context.scratch?.()) ?? cwd;
          return await bundleEntry(await downloadBundle(bundle, nameOfTarget(target), place), cwd);
        },
      });
    }
  }
}

function scriptEntry(path: string, folder: string): JsonObject {
  if (!existsSync(path))
    throw new ConfigNotFoundError(
      `No such script: ${show(withoutUrlSecrets(path), 1_000)}.`,
      // a command line as one word, as `Client` takes it
      /\S\s/.test(path) ? "Check its path, or write a command after `--`." : "Check its path.",
    );
  const script = relativePath(folder, path);
  if (path.endsWith(".py"))
    return { command: process.platform === "win32" ? "python" : "python3", args: [script] };
  if (/\.[mc]?ts$/.test(path)) return { command: "npx", args: ["-y", "tsx", script] };
  return { command: "node", args: [script] };
}
