import { Connection, type ConnectionSettings, type ConnectionState } from "../connection/connection.js";
import type { Target } from "../connection/target.js";
import type { Session } from "../connection/session.js";
import type { Inbound } from "../connection/taps.js";
import type { Identity } from "../identity/identity.js";

/** Settings of every connection, and callbacks for their events. */
export interface ConnectionsSettings extends Omit<
  ConnectionSettings,
  "onSession" | "onNotification" | "onState" | "identity"
> {
  /** Called with every new session before it is used; `leads`: subscriptions belong to it. */
  readonly onSession: (session: Session, leads: boolean, identity: Identity | undefined) => Promise<void>;
  readonly onNotification: (message: Inbound, identity: Identity | undefined) => void;
  readonly onState: (state: ConnectionState, identity: Identity | undefined) => void;
}

type Resolve = () => Target | Promise<Target>;

/**
 * The connections of one client: one per endpoint, or, if requests are for different identities, one per endpoint and identity.
 */
export class Connections {
  /** The connection for everything that needs one particular session: subscriptions, and what the server declared. */
  lead: Connection;
  readonly #settings: ConnectionsSettings;
  /** Connections of single identities, by the endpoint's connection and the key of the identity. */
  readonly #byIdentity = new Map<Connection, Map<string, Connection>>();
  /** Connections to replicas, by label. */
  readonly #replicas = new Map<string, Connection>();
  #open = false;

  constructor(resolve: Resolve, settings: ConnectionsSettings) {
    this.#settings = settings;
    this.lead = this.make(resolve);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** State of the lead connection; if identities have their own, the most advanced state among them. */
  get state(): ConnectionState {
    const states = [this.lead, ...this.#of(this.lead)].map(({ state }) => state);
    return (["connected", "connecting", "idle"] as const).find((state) => states.includes(state)) ?? "closed";
  }

  /** A live session: that of the lead if it has one. */
  get current(): Session | undefined {
    return this.lead.current ?? this.#all().find(({ current }) => current !== undefined)?.current;
  }

  /** The live session of one identity at the lead endpoint. */
  currentOf(identity: Identity): Session | undefined {
    return this.#byIdentity.get(this.lead)?.get(identity.key)?.current;
  }

  /** Returns the connection of an identity to the endpoint of `base`: its sessions are for that identity alone. */
  of(identity: Identity | undefined, base = this.lead): Connection {
    if (identity === undefined) return base;
    const connections = this.#byIdentity.get(base) ?? new Map<string, Connection>();
    this.#byIdentity.set(base, connections);
    const known = connections.get(identity.key);
    if (known !== undefined) return known;
    const made = this.make(() => base.target ?? base.resolve(), identity, base);
    connections.set(identity.key, made);
    if (this.#open) made.open();
    return made;
  }

  make(resolve: Resolve, identity?: Identity, base?: Connection): Connection {
    const settings = this.#settings;
    const connection: Connection = new Connection(resolve, {
      ...settings,
      ...(identity !== undefined && { identity }),
      // Subscriptions and what is known of tools follow the lead; other connections only send requests.
      onSession: (session) => settings.onSession(session, (base ?? connection) === this.lead, identity),
      onNotification: (message) => settings.onNotification(message, identity),
      onState: (state) => {
        if ((base ?? connection) === this.lead) settings.onState(state, identity);
      },
    });
    return connection;
  }

  /** Adds the connection to a replica. Returns its label, which is unique. */
  add(connection: Connection, label: string): string {
    let unique = label;
    for (let n = 2; this.#replicas.has(unique); n++) unique = `${label} #${n}`;
    this.#replicas.set(unique, connection);
    if (this.#open) connection.open();
    return unique;
  }

  /**
   * Removes a replica; another one becomes the lead then, preferably one with a session. Returns `false` if none has that
   * label.
   */
  remove(label: string): boolean {
    const connection = this.#replicas.get(label);
    if (connection === undefined) return false;
    this.#replicas.delete(label);
    const others = [...this.#replicas.values()];
    if (connection === this.lead)
      this.lead = others.find(({ current }) => current !== undefined) ?? others[0] ?? connection;
    this.#byIdentity.delete(connection);
    return true;
  }

  /** Returns a live session, or a new one: from the lead, else from the first endpoint that has one or can open one. */
  async session(signal?: AbortSignal, identity?: Identity): Promise<Session> {
    if (identity !== undefined) return this.of(identity).session(signal);
    const live = this.current;
    if (live !== undefined || this.#replicas.size < 2) return live ?? this.lead.session(signal);
    const errors: unknown[] = [];
    for (const connection of this.#bases()) {
      try {
        const session = await connection.session(signal);
        this.lead = connection;
        return session;
      } catch (error) {
        if (signal?.aborted) throw error;
        errors.push(error);
      }
    }
    throw errors[0];
  }

  /** Ends the sessions of one identity, each when its last call has settled. */
  release(identity: Identity): void {
    for (const connections of this.#byIdentity.values()) {
      const connection = connections.get(identity.key);
      connections.delete(identity.key);
      const session = connection?.current;
      if (session !== undefined) connection?.retire(session);
    }
  }

  open(): void {
    this.#open = true;
    for (const connection of this.#all()) connection.open();
  }

  async close(dispose: boolean): Promise<void> {
    this.#open = false;
    await Promise.all(this.#all().map((connection) => connection.close(dispose)));
  }

  #bases(): ReadonlySet<Connection> {
    return new Set([this.lead, ...this.#replicas.values()]);
  }

  #of(base: Connection): readonly Connection[] {
    return [...(this.#byIdentity.get(base)?.values() ?? [])];
  }

  #all(): readonly Connection[] {
    return [...this.#bases()].flatMap((base) => [base, ...this.#of(base)]);
  }
}
