import type { Endpoint, ServerEntry } from "../config/entry.js";
import { isJsonObject, type Json } from "../json/json.js";
import { argumentParts, memberSecrets } from "./argument-parts.js";
import { secretTexts } from "./part.js";
import { holdsServiceToken } from "./secret-value.js";
import { urlParts } from "./url-parts.js";

/** Members of `auth` and `tls` whose values are always secret; of a JWK, its private members (RFC 7518 §6). */
const SECRET_MEMBER =
  /^(?:token|clientSecret|privateKey|assertion|idToken|key|pfx|passphrase|password|d|p|q|dp|dq|qi|k)$/;

/**
 * Returns every value of a config entry that may be a secret. Pass the resolved entry as well: its references are then replaced
 * by their values.
 */
export function entrySecrets(entry: Endpoint & Partial<Pick<ServerEntry, "raw">>): readonly string[] {
  const { raw } = entry;
  const replicas = (entry as { readonly replicas?: readonly Endpoint[] }).replicas ?? [];
  const own =
    entry.kind === "stdio"
      ? [...Object.values(entry.env), ...argumentSecrets(entry.args)]
      : [
          ...urlSecrets(entry.url),
          ...Object.values(entry.headers),
          ...authSecrets(entry.auth as Json | undefined),
        ];
  const settings = [
    ...memberLeaves(raw?.["tls"]),
    ...(typeof raw?.["proxy"] === "string" ? urlSecrets(raw["proxy"]) : []),
  ];
  return [...own, ...settings, ...replicas.flatMap((replica) => entrySecrets(replica))];
}

/** A path to a file. */
const PATH = /^(?:\.{0,2}|~|[A-Za-z]:)[/\\].*[/\\.]|^[\w.-]+(?:\/[\w.-]+)*\.(?:[cm]?[jt]sx?|py|rb|sh|jar)$/s;

/**
 * Returns the arguments that may be secrets: by the preceding flag, their form or their appearance. A path is none: only its
 * form is not known.
 */
export function argumentSecrets(args: readonly string[]): readonly string[] {
  const parts = argumentParts(args).map((each) =>
    each.filter(({ text, guess }) => guess !== true || !PATH.test(text) || holdsServiceToken(text)),
  );
  return [...parts.flatMap(secretTexts), ...args.flatMap(memberSecrets)];
}

/**
 * Returns the parts of a URL that may be secrets: user info, fragment, and parts of the path and the query; as written, and
 * decoded.
 */
export function urlSecrets(url: string): readonly string[] {
  return secretTexts(urlParts(url) ?? []);
}

/** Returns the secrets of an `auth` from a config or a program: a token, or the settings of a grant. */
export function authSecrets(auth: unknown): readonly string[] {
  if (typeof auth === "string") return auth === "oauth" ? [] : [auth];
  return memberLeaves(auth as Json);
}

function memberLeaves(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(memberLeaves);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === "string" ? (SECRET_MEMBER.test(name) ? [member] : []) : memberLeaves(member),
  );
}
