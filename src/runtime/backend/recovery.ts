import { show } from "../../shared/text/show.js";
import type { Connection } from "../connection/connection.js";
import type { Session } from "../connection/session.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import { SessionLostError } from "../errors/session-lost-error.js";
import type { Emit } from "../events/event.js";
import type { LayerRequest } from "../layers/layer.js";
import { tellsForgottenSession } from "./forgotten-session.js";

/**
 * Recovers, independently of the retry policy, from failures in which the server did not see the request: a forgotten session
 * (opens a new one), and a session that ended just before.
 */
export class Recovery {
  readonly #server: string;
  readonly #strict: boolean;
  readonly #emit: Emit;

  /** @param statefulSession `"strict"`: a forgotten session is an error, since its state is lost */
  constructor(server: string, statefulSession: "recover" | "strict", emit: Emit) {
    this.#server = server;
    this.#strict = statefulSession === "strict";
    this.#emit = emit;
  }

  /**
   * Returns the error for a failed request: a `SessionLostError` for a forgotten session, if that is an error. `undefined`: the
   * request may be sent again over another session.
   */
  failureOf(error: unknown, { params }: LayerRequest, session: Session, connection: Connection): unknown {
    if (error instanceof NotConnectedError) return session.alive ? error : undefined;
    if (session.sessionId === undefined || !tellsForgottenSession(error, params)) return error;
    if (connection.current === session) {
      connection.retire(session);
      const endpoint = connection.target?.source.label;
      this.#emit({ type: "sessionReset", server: this.#server, ...(endpoint !== undefined && { endpoint }) });
    }
    return this.#strict ? this.#lost(error) : undefined;
  }

  #lost(cause: unknown): SessionLostError {
    const message = `"${show(this.#server)}" ended the session, and its state is lost. Connect again and start over.`;
    return new SessionLostError(message, { server: this.#server, cause });
  }
}
