import { isJsonObject } from "../../../shared/json/json.js";

/** Called with secrets as soon as they are known, so that they can be redacted from then on. */
export type Tell = (secrets: readonly string[]) => void;

/** Members of answers, of our records and of private keys (RFC 7518 §6) whose values are always secret. */
const KEPT = new Set([
  ...[
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "registration_access_token",
    "device_code",
  ],
  ...["accessToken", "refreshToken", "d", "p", "q", "dp", "dq", "qi", "k"],
]);

/** Request parameters whose values are always secret. In an answer, `code` may be an error code. */
const SENT = new Set([
  ...KEPT,
  ...["code", "code_verifier", "assertion", "client_assertion", "token", "subject_token", "actor_token"],
  ...["password", "software_statement"],
]);

/** Returns the secrets of a request to an authorization server: credentials in its headers, and parameters of its body. */
export function sentSecrets(init: Pick<RequestInit, "headers" | "body"> = {}): readonly string[] {
  const headers = new Headers(init.headers);
  const carried = ["authorization", "dpop"].flatMap((name) => headers.get(name) ?? []);
  const { body } = init;
  const isText = typeof body === "string" || body instanceof URLSearchParams;
  return [...carried, ...(isText ? membersOf(bodyOf(String(body)), SENT) : [])];
}

/** Returns the secrets in the body of an answer, which is JSON or a form. */
export function answeredSecrets(body: string): readonly string[] {
  return membersOf(bodyOf(body), KEPT);
}

/** Returns the secrets in a record of a token store. */
export function storedSecrets(record: unknown): readonly string[] {
  return membersOf(record, KEPT);
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}

function membersOf(value: unknown, names: ReadonlySet<string>): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member !== "string") return membersOf(member, names);
    return names.has(name) && member !== "" ? [member] : [];
  });
}
