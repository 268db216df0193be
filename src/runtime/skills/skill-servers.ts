import type { Client } from "../client/client.js";
import type { ServerClient } from "../server-client/server-client.js";
import { ServersFailedError } from "../multi/multi-errors.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";

/** Servers that may have skills, by name. */
export interface SkillServers {
  /** Whether there are several, so that a URI names its server. Known once one of the methods was used. */
  readonly prefixed: boolean;
  /** Returns the clients of all servers, connected or not. */
  clients(signal: AbortSignal | undefined): Promise<ReadonlyMap<string, Client>>;
  /** Asks all servers. Those that fail are reported and left out. @throws {ServersFailedError} when all fail */
  each<R>(
    what: string,
    signal: AbortSignal | undefined,
    run: (client: Client, server: string) => Promise<R>,
  ): Promise<ReadonlyMap<string, R>>;
  /** Clients that know what their servers declare, if they are connected. */
  connected(): readonly Client[];
}

/** The servers of a client: one, or those of a config. */
export function serversOfClient(client: Client): SkillServers {
  const { backend } = client;
  return {
    get prefixed() {
      return backend.prefixed;
    },
    clients: async (signal) => {
      await client.initialize(signal === undefined ? {} : { signal });
      return new Map([...client.servers.keys()].map((name) => [name, client.server(name)]));
    },
    each: (what, signal, run) => backend.eachServer(what, signal, (name) => run(client.server(name), name)),
    connected: () => [client],
  };
}

/** Generated clients of several servers, by their names in the group. */
export function serversOfGroup(clients: ReadonlyMap<string, Pick<ServerClient, "$client">>): SkillServers {
  const all = (): [string, Client][] => [...clients].map(([name, { $client }]) => [name, $client]);
  return {
    prefixed: clients.size > 1,
    clients: () => Promise.resolve(new Map(all())),
    each: async (what, signal, run) => {
      const asked = all();
      const outcomes = await Promise.allSettled(asked.map(([name, client]) => run(client, name)));
      signal?.throwIfAborted();
      const errors = new Map<string, unknown>();
      const results = asked.flatMap(([name, client], index) => {
        const outcome = outcomes[index]!;
        if (outcome.status === "fulfilled") return [[name, outcome.value] as const];
        errors.set(name, outcome.reason);
        reportFailure(client, name, what, outcome.reason);
        return [];
      });
      if (errors.size > 0 && errors.size === asked.length) throw new ServersFailedError(errors, asked.length);
      return new Map(results);
    },
    connected: () => all().map(([, client]) => client),
  };
}

function reportFailure(client: Client, server: string, what: string, cause: unknown): void {
  const message = `${what} of "${show(server)}" failed: ${show(reason(cause), 500)}`;
  client.report({ type: "diagnostic", severity: "warning", server, code: "SERVER_FAILED", message, cause });
}
