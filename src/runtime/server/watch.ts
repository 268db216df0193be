import type { Server } from "@modelcontextprotocol/server";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { Client } from "../client/client.js";
import { UnsupportedError } from "../errors/unsupported-error.js";

/** What a caller wants to be told of (`subscriptions/listen` of 2026-07-28). */
export interface Wanted {
  readonly toolsListChanged?: boolean | undefined;
  readonly promptsListChanged?: boolean | undefined;
  readonly resourcesListChanged?: boolean | undefined;
  readonly resourceSubscriptions?: readonly string[] | undefined;
}

/** What tells a caller. */
export type Teller = Pick<
  Server,
  "sendToolListChanged" | "sendPromptListChanged" | "sendResourceListChanged" | "sendResourceUpdated"
>;

const LISTS = [
  ["tools", "toolsListChanged", "sendToolListChanged"],
  ["prompts", "promptsListChanged", "sendPromptListChanged"],
  ["resources", "resourcesListChanged", "sendResourceListChanged"],
] as const;

/** All lists of which a server says that it tells their changes. */
export function everyList(capabilities: JsonObject): Wanted {
  const told = LISTS.filter(([kind]) => {
    const details = capabilities[kind];
    return isJsonObject(details) && details["listChanged"] === true;
  });
  return Object.fromEntries(told.map(([, flag]) => [flag, true]));
}

/** Tells a caller of the changes behind that it wants to know, as long as the client is connected. */
export async function watch(client: Client, wanted: Wanted, teller: Teller): Promise<void> {
  const lists = LISTS.filter(([, flag]) => wanted[flag] === true);
  await Promise.all([
    ...lists.map(([kind, , send]) =>
      supported(client.onListChanged(kind, () => void teller[send]().catch(() => {}))),
    ),
    ...(wanted.resourceSubscriptions ?? []).map((uri) =>
      supported(
        client.subscribeResource(uri, (changed) => {
          teller.sendResourceUpdated({ uri: changed }).catch(() => {});
        }),
      ),
    ),
  ]);
}

/** What a server does not tell is not told. */
async function supported(subscribed: Promise<unknown>): Promise<void> {
  await subscribed.catch((error: unknown) => {
    if (!(error instanceof UnsupportedError)) throw error;
  });
}
