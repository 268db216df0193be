/** `"a b"` or `["a", "b"]` as `"a b"`; `undefined` where nothing is in it. */
export function scopeText(scopes: string | readonly string[] | undefined): string | undefined {
  return union(typeof scopes === "string" ? scopes : scopes?.join(" "));
}

/** Every scope once, in order of appearance; `undefined` where there is none. */
export function union(...scopes: readonly (string | undefined)[]): string | undefined {
  const all = new Set(scopes.flatMap((scope) => scope?.split(/\s+/) ?? []).filter((scope) => scope !== ""));
  return all.size === 0 ? undefined : [...all].join(" ");
}

/** Whether `scope` holds every one of `wanted`. */
export function covers(scope: string | undefined, wanted: string | undefined): boolean {
  const held = new Set(scope?.split(/\s+/));
  return (wanted?.split(/\s+/) ?? []).every((one) => one === "" || held.has(one));
}

/** What can be asked for at first, best source first. */
export interface ScopeSources {
  /** The user's own. */
  readonly configured: string | undefined;
  /** Of the 401 challenge. */
  readonly challenged: string | undefined;
  /** `scopes_supported` of the protected resource metadata. */
  readonly resource: readonly string[] | undefined;
  /** `scopes_supported` of the authorization server. */
  readonly authorizationServer: readonly string[] | undefined;
  /** The client can use refresh tokens. */
  readonly refreshable: boolean;
}

/**
 * The scopes of a first authorization request: the user's, exactly; else what the challenge or the resource's metadata
 * names, and `offline_access` where the authorization server lists it (SEP-2207); else none at all.
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
