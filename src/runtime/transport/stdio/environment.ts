import { show } from "../../../shared/text/show.js";
import { ConfigurationError } from "../../errors/configuration-error.js";

/** Variables that a child inherits, as in the MCP SDK. Nothing else of the parent, so that a server cannot read other secrets. */
const INHERITED_POSIX = ["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];
const INHERITED_WINDOWS = [
  ...[
    "APPDATA",
    "COMSPEC",
    "HOMEDRIVE",
    "HOMEPATH",
    "LOCALAPPDATA",
    "PATH",
    "PATHEXT",
    "PROCESSOR_ARCHITECTURE",
  ],
  ...[
    "PROGRAMDATA",
    "PROGRAMFILES",
    "PROGRAMFILES(X86)",
    "PROGRAMW6432",
    "SYSTEMDRIVE",
    "SYSTEMROOT",
    "TEMP",
  ],
  ...["USERNAME", "USERPROFILE", "WINDIR"],
];

/** Variables that load code into the child: whoever sets them can run anything. */
const LOADS_CODE = /^(LD_|DYLD_)|^NODE_OPTIONS$/i;

/** Which variables a server process gets. */
export interface EnvironmentOptions {
  /** Variables to inherit in addition to the safe ones: all (`true`), or those named. Default none. */
  readonly inheritEnv?: boolean | readonly string[];
  /**
   * Whether a program that downloads what it runs (`npx`, `uvx`, `docker`, …) gets this machine's network variables: proxies,
   * certificates, registries (`HTTPS_PROXY`, `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE`, `npm_config_*`, `UV_*`, `PIP_*`, …), which
   * may contain credentials of a proxy or a registry. Other programs never get them. Default true.
   */
  readonly launcherEnv?: boolean;
  /** Names of variables that load code (`LD_*`, `DYLD_*`, `NODE_OPTIONS`) which `env` may set nevertheless. */
  readonly allowEnv?: readonly string[];
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Builds the environment of a child: the safe variables of `parent`, `network`, those that `options` add, and finally
 * `declared`.
 */
export function childEnvironment(
  declared: Readonly<Record<string, string>>,
  options: EnvironmentOptions,
  parent: Variables,
  platform: NodeJS.Platform,
  network: readonly string[] = [],
): Record<string, string> {
  const safe = platform === "win32" ? INHERITED_WINDOWS : INHERITED_POSIX;
  const { inheritEnv = false } = options;
  const names =
    inheritEnv === true
      ? Object.keys(parent)
      : [...safe, ...network, ...(inheritEnv === false ? [] : inheritEnv)];
  const env: Record<string, string> = {};
  for (const name of names) {
    const value = parent[name];
    // A value that starts with "()" is a shell function (Shellshock).
    if (value !== undefined && !value.startsWith("()")) env[name] = value;
  }
  return { ...env, ...declared };
}

/** Throws if `declared` has a variable that loads code and is not allowed, or an invalid name or value. */
export function checkEnvironment(
  declared: Readonly<Record<string, string>>,
  options: EnvironmentOptions,
  label: string,
): void {
  for (const [name, value] of Object.entries(declared)) {
    if (LOADS_CODE.test(name) && !(options.allowEnv ?? []).includes(name)) {
      throw new ConfigurationError(
        `Server "${show(label)}" sets the variable ${show(name)}, which loads code into the process. Remove it, or allow it with \`allowEnv: ["${show(name)}"]\`.`,
      );
    }
    if (name === "" || /[=\0]/.test(name) || value.includes("\0")) {
      throw new ConfigurationError(
        `Server "${show(label)}" sets the variable "${show(name)}", which cannot be passed to a process. Correct its name or value.`,
      );
    }
  }
}
