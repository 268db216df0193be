import { show } from "../../../shared/text/show.js";
import { UnknownNameError } from "../../../shared/command-line/command-line-errors.js";

/** The server that is meant, and the possible names of the item on it, the likelier one first. */
export interface Address<Server> {
  readonly server: Server;
  readonly names: readonly string[];
}

/**
 * Parses `server.tool`, or `tool` if there is only one server. Keys and names may contain dots: the longest matching
 * key wins.
 *
 * @throws {UnknownNameError} if there are several servers and none of them is named
 */
export function addressOf<Server extends { readonly key: string }>(
  subject: string,
  servers: readonly Server[],
): Address<Server> {
  const [longest] = servers
    .filter(({ key }) => subject.startsWith(`${key}.`))
    .sort((a, b) => b.key.length - a.key.length);
  const [only] = servers;
  if (only !== undefined && servers.length === 1) {
    const rest = longest === undefined ? [] : [subject.slice(longest.key.length + 1)];
    return { server: only, names: [subject, ...rest] };
  }
  if (longest !== undefined) return { server: longest, names: [subject.slice(longest.key.length + 1)] };
  const keys = servers.map(({ key }) => key);
  throw new UnknownNameError(
    `"${show(subject)}" does not name a server. Write server.name, or choose one with --server`,
    subject.split(".", 1)[0] ?? subject,
    keys,
    "There are",
  );
}

/** Returns the only server. @throws {UnknownNameError} if there are several */
export function onlyServer<Server extends { readonly key: string }>(servers: readonly Server[]): Server {
  const [only] = servers;
  if (only !== undefined && servers.length === 1) return only;
  const keys = servers.map(({ key }) => key);
  throw new UnknownNameError("There are several servers. Choose one with --server", "", keys, "There are");
}

/** Returns the one of `items` that is meant. @throws {UnknownNameError} if the server lists none of the names */
export function itemOf<Item>(
  { server, names }: Address<{ readonly key: string }>,
  kind: string,
  items: readonly Item[],
  idOf: (item: Item) => string,
): Item {
  for (const name of names) {
    const found = items.find((item) => idOf(item) === name);
    if (found !== undefined) return found;
  }
  const given = names.at(-1) ?? "";
  throw new UnknownNameError(
    `Server "${show(server.key)}" has no ${kind} "${show(given)}"`,
    given,
    items.map(idOf),
  );
}
