import type { Endpoint, ServerEntry } from "../config/entry.js";
import { isJsonObject, type Json } from "../json/json.js";
import { argumentParts, memberSecrets } from "./argument-parts.js";
import { secretTexts } from "./part.js";
import { urlParts } from "./url-parts.js";

/** Members of `auth` and `tls` that are secrets, whatever their value; of a JWK, its private members (RFC 7518 §6). */
const SECRET_MEMBER =
  /^(?:token|clientSecret|privateKey|assertion|idToken|key|pfx|passphrase|password|d|p|q|dp|dq|qi|k)$/;

/** Every value of a config entry that may be a secret. Give it resolved, too: references then are what they stand for. */
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

/** What in a command line may be a secret: by the flag before it, its form or its looks. */
export function argumentSecrets(args: readonly string[]): readonly string[] {
  return [...argumentParts(args).flatMap(secretTexts), ...args.flatMap(memberSecrets)];
}

/** User info, fragment and what in the path and the query of a URL may be a secret; as written, and decoded. */
export function urlSecrets(url: string): readonly string[] {
  return secretTexts(urlParts(url) ?? []);
}

/** Secrets of an `auth` as a config or a program gives it: a token, or the settings of a grant. */
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
