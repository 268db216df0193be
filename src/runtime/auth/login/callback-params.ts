/** What a redirect from the authorization page contains. */
export type CallbackAnswer =
  | { readonly kind: "code"; readonly code: string; readonly iss: string | undefined }
  | {
      readonly kind: "error";
      readonly error: string;
      readonly description: string | undefined;
      readonly iss: string | undefined;
    }
  /** Not an answer to this login: another `state`, or neither `code` nor `error`. */
  | { readonly kind: "foreign"; readonly reason: string };

/** Reads the query of a redirect (RFC 6749 §4.1.2); checks `state` before anything else. */
export function readCallback(query: URLSearchParams, state: string): CallbackAnswer {
  for (const name of ["state", "code", "error", "iss"]) {
    if (query.getAll(name).length > 1) return { kind: "foreign", reason: `"${name}" occurs twice` };
  }
  if (!sameText(query.get("state") ?? "", state))
    return {
      kind: "foreign",
      reason: query.has("state") ? "the state belongs to another login" : "the state is missing",
    };
  const iss = query.get("iss") ?? undefined;
  const error = query.get("error");
  if (error !== null)
    return { kind: "error", error, description: query.get("error_description") ?? undefined, iss };
  const code = query.get("code");
  return code === null || code === ""
    ? { kind: "foreign", reason: "the code is missing" }
    : { kind: "code", code, iss };
}

function sameText(a: string, b: string): boolean {
  // compares all characters, so that the time taken does not reveal where they differ
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
