import { isJsonObject, type Json, objectOf } from "../../shared/json/json.js";
import {
  cleanJson,
  holdsServiceToken,
  isSecretName,
  looksLikeSecret,
  MASK,
  withoutCredentials,
} from "../../shared/secrets/index.js";
import { isRecordedCall, type RecordedCall } from "./recorded-call.js";

/**
 * What must not be recorded, in addition to the secrets that the client knows:
 *
 * - a path into the recorded call, `*` for any one member: `"params.arguments.email"`, `"result.structuredContent.*.phone"`;
 * - a pattern: every match in any text;
 * - a function that returns the call as it may be recorded, or `undefined` to leave it out.
 */
export type RedactionRule =
  string | RegExp | ((call: RecordedCall, server: string) => RecordedCall | undefined);

/** Shorter values of members with suspicious names are not reported: `code: "US"`. */
const SHORTEST_SECRET = 6;

/**
 * Removes what the rules name from a call. `undefined`: the call must not be recorded.
 *
 * @param onMatch called with each rule that removed something, or is a function
 * @throws {TypeError} for a function that returns anything but a call or `undefined`
 */
export function redacted(
  call: RecordedCall,
  server: string,
  rules: readonly RedactionRule[],
  onMatch: (rule: RedactionRule) => void = () => undefined,
): RecordedCall | undefined {
  let left: RecordedCall | undefined = call;
  for (const rule of rules) {
    if (left === undefined) return undefined;
    const matched = (): void => onMatch(rule);
    if (typeof rule === "function") {
      matched();
      const given: unknown = rule(left, server);
      if (given !== undefined && !isRecordedCall(given))
        throw new TypeError(
          `a rule of \`redact\` returned ${given instanceof Promise ? "a promise" : "something that is not a call"}; return the call, or undefined`,
        );
      left = given;
    } else if (typeof rule === "string") left = withoutPath(left as never, rule.split("."), matched) as never;
    else left = withoutPattern(left, rule, matched);
  }
  return left;
}

/** Removes every match of a pattern from texts; a number with a match, and a JSON text where a match goes beyond a value, as a whole. */
function withoutPattern(call: RecordedCall, { source, flags }: RegExp, onMatch: () => void): RecordedCall {
  const pattern = new RegExp(source, `${flags.replace(/[gy]/g, "")}g`);
  const masked = (): string => {
    onMatch();
    return MASK;
  };
  return cleanJson(call, {
    text: (text) => text.replace(pattern, masked),
    hidesNumber: (number) => {
      const hides = number.search(pattern) >= 0;
      if (hides) onMatch();
      return hides;
    },
    rangesIn: (text) =>
      [...text.matchAll(pattern)].map(({ 0: match, index }) => [index, index + match.length] as const),
  });
}

/** Paths to what may be a secret that no rule named: by the name of the member, by its form, or by its text. */
export function suspectsIn(call: RecordedCall): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value === "string") {
      if (isSuspect(path.at(-1) ?? "", value)) found.push(path.join("."));
    } else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value)) {
        if (holdsServiceToken(key)) found.push([...path, key].join("."));
        if (key !== "$file") walk(member, [...path, key]);
      }
  };
  for (const part of ["params", "result", "error", "progress", "logs", "asked"] as const)
    walk(call[part], [part]);
  return found;
}

function isSuspect(name: string, text: string): boolean {
  if (text === MASK) return false;
  const named = isSecretName(name) && text.length >= SHORTEST_SECRET && !/\s/.test(text);
  return named || looksLikeSecret(text) || holdsServiceToken(text) || withoutCredentials(text) !== text;
}

function withoutPath(value: Json, [step, ...rest]: readonly string[], onMatch: () => void): Json {
  if (step === undefined) {
    onMatch();
    return MASK;
  }
  const fits = (key: string): boolean => step === "*" || step === key;
  if (Array.isArray(value))
    return value.map((item: Json, index) => (fits(String(index)) ? withoutPath(item, rest, onMatch) : item));
  if (!isJsonObject(value)) return value;
  return objectOf(Object.keys(value), (key) => {
    const member = value[key] as Json;
    return fits(key) ? withoutPath(member, rest, onMatch) : member;
  });
}
