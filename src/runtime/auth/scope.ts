/** Converts `"a b"` or `["a", "b"]` to `"a b"`; `undefined` if it is empty. */
export function scopeText(scopes: string | readonly string[] | undefined): string | undefined {
  return union(typeof scopes === "string" ? scopes : scopes?.join(" "));
}

/** Returns every scope once, in order of appearance; `undefined` if there is none. */
export function union(...scopes: readonly (string | undefined)[]): string | undefined {
  const all = new Set(scopes.flatMap((scope) => scope?.split(/\s+/) ?? []).filter((scope) => scope !== ""));
  return all.size === 0 ? undefined : [...all].join(" ");
}

/** Whether `scope` contains all of `wanted`. */
export function covers(scope: string | undefined, wanted: string | undefined): boolean {
  const held = new Set(scope?.split(/\s+/));
  return (wanted?.split(/\s+/) ?? []).every((one) => one === "" || held.has(one));
}

/** Sources for the first scopes to request, best first. */
export interface ScopeSources {
  /** From the options. */
  readonly configured: string | undefined;
  /** From the 401 challenge. */
  readonly challenged: string | undefined;
  /** `scopes_supported` of the protected resource metadata. */
  readonly resource: readonly string[] | undefined;
  /** `scopes_supported` of the authorization server. */
  readonly authorizationServer: readonly string[] | undefined;
  /** Whether the client can use refresh tokens. */
  readonly refreshable: boolean;
}

/**
 * Returns the scopes of a first authorization request: exactly those of the options; else those of the challenge or of the
 * resource's metadata, plus `offline_access` if the authorization server lists it (SEP-2207); else none.
 */
export function initialScope(sources: ScopeSources): string | undefined {
  if (sources.configured !== undefined) return sources.configured;
  const scope = union(sources.challenged) ?? scopeText(sources.resource);
  const offline =
    scope !== undefined &&
    sources.refreshable &&
    (sources.authorizationServer?.includes("offline_access") ?? false);
  return offline ? union(scope, "offline_access") : scope;
}
