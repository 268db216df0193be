import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseEnv } from "node:util";
import type { Transport } from "@modelcontextprotocol/client";
import { argumentSecrets, plainValues } from "../../../shared/secrets/index.js";
import { show } from "../../../shared/text/show.js";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { checkMessageLimit } from "../check-message-limit.js";
import { DEFAULT_MAX_MESSAGE_BYTES } from "../message-too-large-error.js";
import { identityOf } from "../identity.js";
import { refuseAuth } from "../refuse-auth.js";
import type { OpenContext, ServerWords, TransportEnd, TransportSource } from "../transport-source.js";
import type { LogStream } from "./log-stream.js";
import { checkEnvironment, childEnvironment, type EnvironmentOptions } from "./environment.js";
import { installerOf, launcherOf } from "./launcher.js";
import { networkVariables } from "./network-environment.js";
import { halfInstalled, npxFolder } from "./npx-folder.js";
import { ProcessKeeper } from "./process-keeper.js";
import { ServerProcess } from "./server-process.js";
import { openLog } from "./stderr-log.js";
import { StdioTransport } from "./stdio-transport.js";
import { NamedSource } from "../named-source.js";

/** A server that is a program. */
export interface StdioOptions extends EnvironmentOptions {
  /** Program to run: a path, or a name in PATH. Never interpreted by a shell. */
  readonly command: string;
  readonly args?: readonly string[];
  /** Variables in addition to the safe ones that every child gets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Path of a `.env` file; `env` takes precedence. */
  readonly envFile?: string;
  readonly cwd?: string;
  /** Whether the process outlives a connection and serves the next one. Default true. */
  readonly keepAlive?: boolean;
  /** Idle time in milliseconds after which a kept process is ended; 0: never. Default 300,000. */
  readonly idleTimeoutMs?: number;
  /** File to append the standard error to, or a stream; line by line, without secrets of this config. */
  readonly logFile?: string | LogStream;
  /**
   * Without `logFile`: where the standard error goes, without secrets of this config. Default `inherit`: to that of this
   * program.
   */
  readonly stderr?: "inherit" | "ignore";
  /** Largest message that the server may send, in bytes; a larger one fails the call that it answers. Default 32 MiB. */
  readonly maxMessageBytes?: number;
  /** How long each step of ending the process may take (end of stdin, SIGTERM), in milliseconds. Default 2,000. */
  readonly graceMs?: number;
}

/** Time for an interrupted installation to clean up: a partial one would break the next. */
const INSTALL_GRACE_MS = 10_000;

const DEFAULTS = { idleTimeoutMs: 300_000, graceMs: 2_000 } as const;

/** Ends kept processes whose source is no longer referenced. */
const abandoned = new FinalizationRegistry<ProcessKeeper>((keeper) => void keeper.dispose());

/** A server program, with messages over its standard input and output (MCP, transports, stdio). */
export class StdioSource extends NamedSource implements TransportSource {
  readonly kind = "stdio";
  readonly label: string;
  readonly supportsAuth = false;
  readonly #options: StdioOptions;
  readonly #keeper: ProcessKeeper;
  readonly #context: { current: OpenContext } = { current: {} };

  /** @throws ConfigurationError for a variable that loads code, or an invalid one */
  constructor(options: StdioOptions) {
    super();
    this.label = basename(options.command);
    checkEnvironment(options.env ?? {}, options, this.label);
    checkMessageLimit(options.maxMessageBytes);
    this.#options = options;
    this.#keeper = keeperOf(options, this.label, this.#context);
    abandoned.register(this, this.#keeper);
  }

  get installer(): string | undefined {
    return installerOf(this.#options.command, this.#options.args);
  }

  /** Names of this machine's network variables that the program does not get. */
  get withheld(): readonly string[] {
    const { command, args, env, launcherEnv = true, inheritEnv } = this.#options;
    const isLauncher = launcherOf(command, args) !== undefined;
    if (inheritEnv === true || (isLauncher && launcherEnv)) return [];
    const given = [...Object.keys(env ?? {}), ...(inheritEnv || [])].map((name) => name.toUpperCase());
    return networkVariables(process.env).filter((name) => !given.includes(name.toUpperCase()));
  }

  get secrets(): readonly string[] {
    const { env = {}, args = [] } = this.#options;
    return [...Object.values(env), ...argumentSecrets(args)];
  }

  get plainValues(): readonly string[] {
    return plainValues(this.#options.env ?? {}, this.#options.args);
  }

  get identity(): string {
    const { command, args = [], cwd = "", env = {}, envFile = "" } = this.#options;
    const variables = Object.entries(env).flat();
    return identityOf(this.kind, command, cwd, envFile, String(args.length), ...args, ...variables);
  }

  async open(context: OpenContext): Promise<Transport> {
    refuseAuth(context, this.label);
    this.#context.current = context;
    return new StdioTransport(() => this.#keeper.lease(context.output));
  }

  diagnose(transport: Transport): TransportEnd | undefined {
    return transport instanceof StdioTransport ? transport.end : undefined;
  }

  words(): ServerWords {
    return this.#keeper.words;
  }

  dispose(): Promise<void> {
    return this.#keeper.dispose();
  }
}

/** Has no reference to the source, so that the source can be collected. */
function keeperOf(
  options: StdioOptions,
  label: string,
  context: { readonly current: OpenContext },
): ProcessKeeper {
  const { command, args = [], cwd, graceMs = DEFAULTS.graceMs } = options;
  const emit = (event: Parameters<NonNullable<OpenContext["onEvent"]>>[0]): void =>
    context.current.onEvent?.(event);
  return new ProcessKeeper({
    keepAlive: options.keepAlive ?? true,
    idleTimeoutMs: options.idleTimeoutMs ?? DEFAULTS.idleTimeoutMs,
    start: async (output) => {
      const { server } = context.current;
      const fetches = launcherOf(command, args) !== undefined && options.launcherEnv !== false;
      const network = fetches ? networkVariables(process.env) : [];
      const declared = await declaredEnvironment(options, server ?? label);
      context.current.onSecrets?.(Object.values(declared), plainValues(declared, args));
      const env = childEnvironment(declared, options, process.env, process.platform, network);
      const secrets = [...Object.values(declared), ...argumentSecrets(args)];
      const { logFile, stderr = "inherit" } = options;
      const log = await openLog(logFile, stderr, server ?? label, secrets, output);
      const started = await ServerProcess.start({
        ...{ command, args, cwd, label: server ?? label, server },
        env,
        maxMessageBytes: options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
        stopSteps: { stdinMs: graceMs, termMs: graceMs },
        secrets,
        ...(installerOf(command, args) !== undefined && { installGraceMs: INSTALL_GRACE_MS }),
        cureOf: () => halfInstalled(npxFolder(command, args, env)),
        onNoise: (text) => emit({ type: "noise", label, text }),
        onExit: (end) => emit({ type: "exit", label, end }),
      });
      log(started.stderr);
      return started;
    },
  });
}

async function declaredEnvironment(
  options: StdioOptions,
  label: string,
): Promise<Readonly<Record<string, string>>> {
  if (options.envFile === undefined) return options.env ?? {};
  const text = await readFile(options.envFile, "utf8").catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(
      `The env file of server "${show(label)}" cannot be read: ${show(reason)}. Correct \`envFile\`.`,
      { cause },
    );
  });
  const fromFile = parseEnv(text) as Record<string, string>;
  checkEnvironment(fromFile, options, label);
  return { ...fromFile, ...options.env };
}
