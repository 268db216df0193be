/** What decides whether a request may be sent again although the server may have run it. */
export interface RepeatableFacts {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** The caller's or the config's own word on this call. */
  readonly idempotent?: boolean;
  /** The configuration says that this server's annotations can be believed. */
  readonly trusted?: boolean;
  readonly readOnlyHint?: boolean;
  readonly idempotentHint?: boolean;
}

/** Requests that only read. */
const reads: ReadonlySet<string> = new Set([
  "server/discover",
  "initialize",
  "ping",
  "tools/list",
  "resources/list",
  "resources/templates/list",
  "prompts/list",
  "resources/read",
  "prompts/get",
  "completion/complete",
  "tasks/get",
  "tasks/list",
  "tasks/result",
  "logging/setLevel",
  "resources/subscribe",
  "resources/unsubscribe",
  "subscriptions/listen",
]);

/**
 * Whether a request whose outcome is unknown may be sent again. Annotations are hints of a server that nobody has
 * vouched for (MCP, ToolAnnotations), so they count only when the configuration trusts it. A round of a multi-round
 * request never is: the server may accept its `requestState` once only.
 */
export function isRepeatable(facts: RepeatableFacts): boolean {
  if (facts.params !== undefined && ("inputResponses" in facts.params || "requestState" in facts.params))
    return false;
  if (reads.has(facts.method)) return true;
  if (facts.idempotent !== undefined) return facts.idempotent;
  return facts.trusted === true && (facts.readOnlyHint === true || facts.idempotentHint === true);
}
