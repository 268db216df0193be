/** What the protocol itself names its methods by, in all revisions. */
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

/** Whether a method is one of the protocol, as opposed to one of an extension. */
export function isOfProtocol(method: string): boolean {
  return GROUPS.has(method.split("/", 1)[0] ?? "");
}
