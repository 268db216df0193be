/** First segments of the protocol's method names, in all revisions. */
const GROUPS: ReadonlySet<string> = new Set([
  "completion",
  "elicitation",
  "initialize",
  "logging",
  "notifications",
  "ping",
  "prompts",
  "resources",
  "roots",
  "sampling",
  "server",
  "subscriptions",
  "tasks",
  "tools",
]);

/** Whether a method belongs to the protocol, as opposed to an extension. */
export function isOfProtocol(method: string): boolean {
  return GROUPS.has(method.split("/", 1)[0] ?? "");
}
