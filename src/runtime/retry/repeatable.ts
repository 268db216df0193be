/** What decides whether a request may be sent again although the server may have run it. */
export interface RepeatableFacts {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** What the caller or the config says about this call. */
  readonly idempotent?: boolean;
  /** Whether the configuration trusts this server's annotations. */
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
 * Whether a request with an unknown outcome may be sent again. Annotations are unverified hints (MCP, ToolAnnotations), so they
 * count only if the configuration trusts the server. A round of a multi-round request is never repeated: the server may accept
 * its `requestState` only once.
 */
export function isRepeatable(facts: RepeatableFacts): boolean {
  if (facts.params !== undefined && ("inputResponses" in facts.params || "requestState" in facts.params))
    return false;
  if (reads.has(facts.method)) return true;
  if (facts.idempotent !== undefined) return facts.idempotent;
  return facts.trusted === true && (facts.readOnlyHint === true || facts.idempotentHint === true);
}
