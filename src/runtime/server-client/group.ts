import { type JoinedCatalogue, joinCatalogues, type ToolCatalogue } from "../tools/catalogue.js";
import type { ServerClient } from "./server-client.js";

/** Members of a group of generated clients, in addition to the clients under their names. */
export interface GroupMembers<Name extends string = string> {
  /** The tools of all clients, known without a connection. */
  readonly $tools: JoinedCatalogue<Name>;
  /** Closes every client that was used. Never rejects. */
  $close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Generated clients under their names. */
export type Group<T extends object> = Readonly<T> & GroupMembers<ToolNames<T[keyof T]>>;

/** The names of the tools of these clients. */
type ToolNames<Client> = Client extends { readonly $tools: Pick<ToolCatalogue<infer Name>, "list"> }
  ? Name
  : never;

/** Combines several generated clients into one object: `mcp.weather.getForecast(…)`, `await mcp.$close()`. */
export function group<T extends { readonly [K in keyof T]: Pick<ServerClient, "$close" | "$tools"> }>(
  clients: T,
): Group<T> {
  const close = async (): Promise<void> => {
    const all = Object.values(clients) as Pick<ServerClient, "$close" | "$tools">[];
    await Promise.allSettled(all.map((client) => client.$close()));
  };
  const all = Object.values(clients) as { $tools: ToolCatalogue<ToolNames<T[keyof T]>> }[];
  return Object.freeze({
    ...clients,
    get $tools() {
      return joinCatalogues(all.map((client) => client.$tools));
    },
    $close: close,
    [Symbol.asyncDispose]: close,
  });
}
