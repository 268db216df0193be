import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { HttpReport, HttpScript } from "../servers/chaos-http.js";
import { serverPath } from "./files.js";

export type { HttpFault, HttpScript } from "../servers/chaos-http.js";

/** A chaos server in a process of its own. */
export class ChaosHttp {
  readonly #child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(script: HttpScript): Promise<ChaosHttp> {
    const child = fork(serverPath("chaos-http"), [JSON.stringify(script)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const [report] = (await once(child, "message")) as [HttpReport];
    return new ChaosHttp(child, report.port ?? 0);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/mcp`;
  }

  /** Replaces the script, and tells how many requests there were so far. */
  async set(script: HttpScript): Promise<Required<Pick<HttpReport, "toolCalls" | "requests">>> {
    return this.#say({ script });
  }

  async counts(): Promise<Required<Pick<HttpReport, "toolCalls" | "requests">>> {
    return this.#say({ ask: true });
  }

  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
  }

  async #say(message: object): Promise<Required<Pick<HttpReport, "toolCalls" | "requests">>> {
    const reply = once(this.#child, "message");
    this.#child.send(message);
    const [report] = (await reply) as [HttpReport];
    return { toolCalls: report.toolCalls ?? 0, requests: report.requests ?? 0 };
  }
}
