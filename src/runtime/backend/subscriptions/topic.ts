import type { SubscriptionFilter } from "@modelcontextprotocol/client";

/** Lists for which servers announce changes. */
export type ChangingList = "tools" | "resources" | "prompts";

/** What a listener can subscribe to: changes of a list, or of one resource. */
export type Topic = { readonly list: ChangingList } | { readonly uri: string };

/** Builds the filter of a `subscriptions/listen` stream for these topics (2026-07-28). */
export function filterOf(topics: readonly Topic[]): SubscriptionFilter {
  const lists = new Set(topics.flatMap((topic) => ("list" in topic ? [topic.list] : [])));
  const uris = topics.flatMap((topic) => ("uri" in topic ? [topic.uri] : []));
  return {
    ...(lists.has("tools") && { toolsListChanged: true }),
    ...(lists.has("prompts") && { promptsListChanged: true }),
    ...(lists.has("resources") && { resourcesListChanged: true }),
    ...(uris.length > 0 && { resourceSubscriptions: uris }),
  };
}

const LIST_CHANGED = /^notifications\/(tools|resources|prompts)\/list_changed$/;

/** Returns what has changed according to a notification; `undefined`: it is about something else. */
export function changeOf(
  method: string,
  params: Readonly<Record<string, unknown>> | undefined,
): Topic | undefined {
  const list = LIST_CHANGED.exec(method)?.[1];
  if (list !== undefined) return { list: list as ChangingList };
  const uri = params?.["uri"];
  return method === "notifications/resources/updated" && typeof uri === "string" ? { uri } : undefined;
}

/** Whether a change concerns a topic. A server may report a part of the resource that was subscribed to. */
export function concerns(topic: Topic, change: Topic): boolean {
  if ("list" in topic) return "list" in change && change.list === topic.list;
  return (
    "uri" in change &&
    (change.uri === topic.uri || change.uri.startsWith(topic.uri.endsWith("/") ? topic.uri : `${topic.uri}/`))
  );
}
