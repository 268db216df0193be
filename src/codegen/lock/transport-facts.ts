import type { ServerEntry } from "../../shared/config/index.js";
import type { PackageFacts, TransportFacts } from "./lock-file.js";
import { sha256 } from "./sha256.js";

/** Returns what the lock stores of a config entry: enough to notice a different server, nothing that could be secret. */
export function transportFacts(entry: ServerEntry): TransportFacts {
  if (entry.kind === "stdio") {
    const found = packageOf(entry.command, entry.args);
    return {
      kind: "stdio",
      commandSha256: sha256(JSON.stringify([entry.command, ...entry.args])),
      ...(found !== undefined && { package: found }),
    };
  }
  const origin = originOf(entry.url);
  return { kind: entry.kind, ...(origin !== undefined && { origin }) };
}

/** Returns scheme, host and port; `undefined` if the host is a variable. */
function originOf(url: string): string | undefined {
  try {
    const { protocol, host } = new URL(url);
    return host === "" || /[${}%]/.test(host) ? undefined : `${protocol}//${host}`;
  } catch {
    return undefined;
  }
}

const NPM_RUNNERS: ReadonlySet<string> = new Set(["npx", "bunx", "pnpx"]);
const PYPI_RUNNERS: ReadonlySet<string> = new Set(["uvx", "pipx"]);
const NPM_SPEC = /^(@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*(?:@([\w.^~*+-]+))?$/;
const PYPI_SPEC = /^([A-Za-z0-9][\w.-]*)(?:\[[\w,.-]*\])?(?:(?:==|@)([\w.!+*-]+))?$/;

/** Returns the package in `npx -y @scope/name@1.2.3 …` or `uvx name==1.2.3 …`. */
function packageOf(command: string, args: readonly string[]): PackageFacts | undefined {
  const runner = command.replace(/^.*[\\/]/, "").replace(/\.(cmd|exe|ps1)$/i, "");
  const words = args.filter((arg) => !arg.startsWith("-") && !(runner === "pipx" && arg === "run"));
  const [spec = ""] = words;
  if (NPM_RUNNERS.has(runner) && NPM_SPEC.test(spec)) {
    const at = spec.indexOf("@", 1);
    return {
      registry: "npm",
      ...(at < 0 ? { name: spec } : { name: spec.slice(0, at), version: spec.slice(at + 1) }),
    };
  }
  const python = PYPI_RUNNERS.has(runner) ? PYPI_SPEC.exec(spec) : null;
  if (python === null) return undefined;
  return {
    registry: "pypi",
    name: python[1] as string,
    ...(python[2] !== undefined && { version: python[2] }),
  };
}
