import { memberSecrets } from "./argument-parts.js";
import { fold, withoutGaps } from "./gaps.js";
import { secretTexts } from "./part.js";
import { binary } from "./readings.js";
import { show } from "../text/show.js";
import { urlParts } from "./url-parts.js";
import { base64, concat, fromBase64, hex, utf8 } from "../bytes/base64.js";

/** A form in which a secret may be quoted. */
export interface SecretForm {
  readonly text: string;
  /** Base64: case matters, and adjacent characters may contain bits of the secret. */
  readonly base64: boolean;
  /** The text to look for: in lower case, unless it is base64. */
  readonly folded: string;
  /** The same without characters that may interrupt a secret. */
  readonly squeezed: string;
  /** For the secret itself: its bytes, for a text with decoded escapes. */
  readonly bytes?: string;
}

/** Too common to be secrets; messages would be unreadable without them. */
const COMMON = new Set(
  (
    "true false yes no on off null none undefined nil default auto any all default public private local localhost " +
    "production development staging test debug info warn warning error trace verbose silent http https stdio sse json html text " +
    "utf8 utf-8 en en-us us eu de bearer basic digest token apikey api key auth oauth secret password user username admin root " +
    "guest anonymous main master latest stable beta get post put application/json text/event-stream no-cache keep-alive gzip " +
    "node python server client mcp tool tools name value id"
  ).split(" "),
);

/** Shortest line, or base64 of a part, that is looked for on its own. */
const SHORTEST_PIECE = 4;

/** Returns the texts to look for because `value` is a secret: the value itself, and parts that are secrets of their own. */
export function secretsWithin(value: string): readonly string[] {
  const trimmed = value.trim();
  const [, scheme, credentials] = /^([A-Za-z][\w-]*)[ \t]+(\S.*)$/s.exec(trimmed) ?? [];
  const bare =
    credentials !== undefined && /^(?:bearer|basic|token|apikey|digest|dpop|negotiate)$/i.test(scheme ?? "")
      ? [credentials]
      : [];
  const lines = trimmed.includes("\n")
    ? trimmed.split(/\r?\n/).filter((line) => line.length >= 8 && !line.startsWith("-----"))
    : [];
  const within = [...secretTexts(urlParts(trimmed) ?? []), ...memberSecrets(trimmed), ...basicParts(bare[0])];
  const cookies = /^[\w.-]+=[^;]+(?:;|$)/.test(trimmed)
    ? trimmed.split(/;\s*/).map((pair) => pair.slice(pair.indexOf("=") + 1))
    : [];
  const decoded = [trimmed, ...within].map(percentDecoded);
  return [...new Set([value, trimmed, ...bare, ...lines, ...within, ...cookies, ...decoded])].filter(
    isNoCommonWord,
  );
}

/**
 * Returns the forms in which one secret may occur in a text: raw, escaped for URLs, JSON, HTML and terminals, base64 at any
 * offset, hex.
 */
export function formsOf(secret: string): readonly SecretForm[] {
  const json = jsonEscaped(secret);
  const texts = [
    ...[encodeURIComponent, encodeURI, formEncoded].map((encode) => encodedWith(encode, secret)),
    ...[json, json.replaceAll("/", "\\/"), jsonEscaped(json), asciiEscaped(json)],
    ...[show(secret, Infinity), htmlEscaped(secret)],
    hex(utf8(secret)),
  ];
  const pieces = base64Pieces(secret).filter((piece) => piece.length >= SHORTEST_PIECE);
  return [
    { ...formOf(secret, false), bytes: fold(binary(secret)) },
    ...[...new Set(texts)]
      .filter((text) => text !== "" && text !== secret)
      .map((text) => formOf(text, false)),
    ...[...new Set(pieces)].map((text) => formOf(text, true)),
  ];
}

function formOf(text: string, base64: boolean): SecretForm {
  const folded = base64 ? text : fold(text);
  return { text, base64, folded, squeezed: withoutGaps(folded).squeezed };
}

function isNoCommonWord(text: string): boolean {
  return text.length > 1 && !/^\d{1,3}$/.test(text) && !COMMON.has(text.toLowerCase());
}

function basicParts(credentials: string | undefined): readonly string[] {
  if (credentials === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return [];
  const pair = new TextDecoder().decode(fromBase64(credentials));
  const at = pair.indexOf(":");
  return at > 0 && /^[\x20-\x7e]+$/.test(pair) ? [pair.slice(at + 1)] : [];
}

function percentDecoded(text: string): string {
  return encodedWith(decodeURIComponent, text);
}

/** Leaves malformed input, such as half of a surrogate pair, unchanged. */
function encodedWith(encode: (text: string) => string, text: string): string {
  try {
    return encode(text);
  } catch {
    return text;
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function asciiEscaped(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function htmlEscaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c] ?? "&#39;",
  );
}

/** Returns what base64 of a longer text certainly contains if `secret` is in it, at any of the three offsets; both alphabets. */
function base64Pieces(secret: string): readonly string[] {
  const bytes = utf8(secret);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = base64(concat([new Uint8Array(offset), bytes]));
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const piece = encoded.slice(offset === 0 ? 0 : offset + 1, end);
    return [piece, piece.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
