import { timerMs } from "../../../shared/time/forever.js";
import type { OutputHold } from "../output-hold.js";
import type { ServerWords } from "../transport-source.js";
import { HandshakeMemory } from "./handshake-memory.js";
import { IdSpace } from "./id-space.js";
import type { ProcessListener, ServerProcess } from "./server-process.js";
import { INTERNAL_ERROR } from "../../../shared/json/json-rpc.js";

/** A process during one connection. */
export interface ProcessLease {
  readonly process: ServerProcess;
  readonly ids: IdSpace;
  readonly handshake: HandshakeMemory;
  /** Returns the process; resolves when it is kept, or ended. `reusable`: whether it may serve another connection. */
  release(reusable: boolean): Promise<void>;
}

interface Kept {
  readonly process: ServerProcess;
  readonly handshake: HandshakeMemory;
  readonly connections: number;
}

export interface KeeperOptions {
  /** Whether a process outlives its connection. */
  readonly keepAlive: boolean;
  /** Idle time in milliseconds after which a kept process is ended; 0: never. */
  readonly idleTimeoutMs: number;
  /** Starts a process; `output` holds back what it prints. */
  readonly start: (output?: OutputHold) => Promise<ServerProcess>;
}

/** The processes of one server: each serves one connection at a time, and at most one idle process is kept for the next. */
export class ProcessKeeper {
  readonly #options: KeeperOptions;
  readonly #processes = new Set<ServerProcess>();
  #newest: ServerProcess | undefined;
  #idle: Kept | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Returns an idle process, or a new one whose output `output` holds back. */
  async lease(output?: OutputHold): Promise<ProcessLease> {
    // First let an exit be noticed that the system has already reported.
    if (this.#idle !== undefined) await new Promise((resolve) => setImmediate(resolve));
    const kept = this.#takeIdle() ?? {
      process: await this.#options.start(output),
      handshake: new HandshakeMemory(),
      connections: 0,
    };
    this.#processes.add(kept.process);
    this.#newest = kept.process;
    return {
      process: kept.process,
      ids: new IdSpace(kept.connections),
      handshake: kept.handshake,
      release: (reusable) => this.#release({ ...kept, connections: kept.connections + 1 }, reusable),
    };
  }

  /** What the latest process has printed so far, even if it has ended. */
  get words(): ServerWords {
    return this.#newest?.words ?? {};
  }

  /** Ends every process. The keeper can be used again. */
  async dispose(): Promise<void> {
    this.#takeIdle();
    const all = [...this.#processes];
    this.#processes.clear();
    await Promise.all(all.map((process) => process.stop()));
  }

  async #release(kept: Kept, reusable: boolean): Promise<void> {
    const known = this.#processes.has(kept.process);
    if (reusable && known && this.#options.keepAlive && kept.process.usable && this.#idle === undefined) {
      this.#idle = kept;
      kept.process.attach(idleListener(kept.process));
      const { idleTimeoutMs } = this.#options;
      if (idleTimeoutMs > 0)
        this.#idleTimer = setTimeout(() => void this.#end(this.#takeIdle()), timerMs(idleTimeoutMs)).unref();
      return;
    }
    await this.#end(kept);
  }

  /** Takes the idle process, if it is still alive. */
  #takeIdle(): Kept | undefined {
    const kept = this.#idle;
    this.#idle = undefined;
    clearTimeout(this.#idleTimer);
    if (kept === undefined || kept.process.usable) return kept;
    this.#processes.delete(kept.process);
    return undefined;
  }

  async #end(kept: Kept | undefined): Promise<void> {
    if (kept === undefined) return;
    this.#processes.delete(kept.process);
    await kept.process.stop();
  }
}

/** Answers a server's requests while there is no connection, so that it does not wait forever. */
function idleListener(process: ServerProcess): ProcessListener {
  return {
    onMessage: (message) => {
      if (!("method" in message) || !("id" in message)) return;
      const error = { code: INTERNAL_ERROR, message: "No client is connected." };
      const answer = message.method === "ping" ? { result: {} } : { error };
      process.write({ jsonrpc: "2.0", id: message.id, ...answer }).catch(() => undefined);
    },
    onEnd: () => undefined,
  };
}
