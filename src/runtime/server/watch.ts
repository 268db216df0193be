import type { Server } from "@modelcontextprotocol/server";
import { systemClock } from "../async/clock.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { Client } from "../client/client.js";
import { UnsupportedError } from "../errors/unsupported-error.js";

/** What a caller subscribes to (`subscriptions/listen` of 2026-07-28). */
export interface Wanted {
  readonly toolsListChanged?: boolean | undefined;
  readonly promptsListChanged?: boolean | undefined;
  readonly resourcesListChanged?: boolean | undefined;
  readonly resourceSubscriptions?: readonly string[] | undefined;
}

/** Sends notifications to a caller. */
export type Teller = Pick<
  Server,
  "sendToolListChanged" | "sendPromptListChanged" | "sendResourceListChanged" | "sendResourceUpdated"
>;

const LISTS = [
  ["tools", "toolsListChanged", "sendToolListChanged"],
  ["prompts", "promptsListChanged", "sendPromptListChanged"],
  ["resources", "resourcesListChanged", "sendResourceListChanged"],
] as const;

/** All lists for which a server announces changes. */
export function everyList(capabilities: JsonObject): Wanted {
  const told = LISTS.filter(([kind]) => {
    const details = capabilities[kind];
    return isJsonObject(details) && details["listChanged"] === true;
  });
  return Object.fromEntries(told.map(([, flag]) => [flag, true]));
}

/** How long servers may take to confirm, in milliseconds. One that never does must not block the caller. */
const CONFIRM_MS = 1_000;

/** Notifies a caller that everything that it subscribes to may have changed. */
export function tellAll(wanted: Wanted, teller: Teller): void {
  for (const [, flag, send] of LISTS) if (wanted[flag] === true) teller[send]().catch(() => {});
  for (const uri of wanted.resourceSubscriptions ?? []) teller.sendResourceUpdated({ uri }).catch(() => {});
}

/** Notifies a caller of the changes behind that it subscribes to, as long as the client is connected. */
export async function watch(client: Client, wanted: Wanted, teller: Teller): Promise<void> {
  let late = false;
  const timer = new AbortController();
  const waited = systemClock.sleep(CONFIRM_MS, timer.signal).then(
    () => (late = true),
    () => undefined,
  );
  const confirmed = follow(client, wanted, teller, () => late);
  await Promise.race([confirmed, waited]).finally(() => timer.abort());
}

/** `late`: the caller already relies on its subscription, so changes before the confirmation may have been missed. */
async function follow(client: Client, wanted: Wanted, teller: Teller, late: () => boolean): Promise<void> {
  const lists = LISTS.filter(([, flag]) => wanted[flag] === true);
  const tell = (send: (typeof LISTS)[number][2]) => (): void => void teller[send]().catch(() => {});
  const update = (uri: string): void => void teller.sendResourceUpdated({ uri }).catch(() => {});
  await Promise.all([
    ...lists.map(async ([kind, , send]) => {
      if ((await supported(client.onListChanged(kind, tell(send)))) && late()) tell(send)();
    }),
    ...(wanted.resourceSubscriptions ?? []).map(async (uri) => {
      if ((await supported(client.subscribeResource(uri, update))) && late()) update(uri);
    }),
  ]);
}

/** A subscription that a server does not support is skipped. */
async function supported(subscribed: Promise<unknown>): Promise<boolean> {
  try {
    await subscribed;
    return true;
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    return false;
  }
}
