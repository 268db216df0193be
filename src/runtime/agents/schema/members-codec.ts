import { isJsonObject, type Json, type JsonObject, objectOf } from "../../../shared/json/json.js";
import { type Codec, decodeBy, encodeBy } from "./codec.js";
import { below, type GivenIssue, Unreadable, within } from "./given-issue.js";

/** One property: its name on either side, and how its value is converted. */
export interface Member {
  readonly name: string;
  readonly printedAs: string;
  readonly codec: Codec | undefined;
  /** It may be absent, and a null from a model means that it is. */
  readonly nullIsAbsent: boolean;
}

/** Members that the schema does not name. */
export interface Others {
  readonly codec: Codec | undefined;
  /** The property that holds them as `{ key, value }` if the provider has no open objects. */
  readonly entries: string | undefined;
}

/** The name of such a member in the list. */
export const KEY = "key";
/** Its value; also that of a null that is meant as one. */
export const VALUE = "value";

/** Converts the members of an object. */
export function membersCodec(members: readonly Member[], others: Others, strict: boolean): Codec | undefined {
  const plain = members.every(
    (member) => member.codec === undefined && !member.nullIsAbsent && member.name === member.printedAs,
  );
  if (plain && !strict && others.codec === undefined) return undefined;
  const byName = new Map(members.map((member) => [member.name, member]));
  const byPrinted = new Map(members.map((member) => [member.printedAs, member]));
  return {
    encode: (value) => (isJsonObject(value) ? encoded(value, byName, others, strict) : value),
    decode: (value) => (isJsonObject(value) ? decoded(value, byPrinted, others) : value),
    tell: (issue, value) => (isJsonObject(value) ? told(issue, value, byName, others) : issue),
  };
}

function encoded(
  value: JsonObject,
  members: ReadonlyMap<string, Member>,
  others: Others,
  strict: boolean,
): JsonObject {
  const entries = new Map<string, Json>();
  for (const { name, printedAs, codec, nullIsAbsent } of members.values()) {
    if (Object.hasOwn(value, name)) {
      const member = value[name] as Json;
      entries.set(printedAs, encodeBy(codec, member));
    } else if (strict && nullIsAbsent) entries.set(printedAs, null);
  }
  const rest = Object.keys(value).filter((key) => !members.has(key));
  const other = (key: string): Json => encodeBy(others.codec, value[key] as Json);
  if (others.entries !== undefined)
    entries.set(
      others.entries,
      rest.length === 0 ? null : rest.map((key) => ({ [KEY]: key, [VALUE]: other(key) })),
    );
  else if (!strict) for (const key of rest) entries.set(key, other(key));
  return objectOf([...entries.keys()], (key) => entries.get(key) as Json);
}

function decoded(value: JsonObject, members: ReadonlyMap<string, Member>, others: Others): JsonObject {
  const entries = new Map<string, Json>();
  for (const key of Object.keys(value)) {
    const given = value[key] as Json;
    const member = members.get(key);
    if (member !== undefined) {
      if (given === null && member.nullIsAbsent) continue;
      entries.set(
        member.name,
        within([key], () => decodeBy(member.codec, given)),
      );
    } else if (key === others.entries)
      within([key], () => {
        for (const [name, other] of entriesOf(given, others.codec)) entries.set(name, other);
      });
    else
      entries.set(
        key,
        within([key], () => decodeBy(others.codec, given)),
      );
  }
  return objectOf([...entries.keys()], (key) => entries.get(key) as Json);
}

/** Reads a list of keys and values. Null means that there are none. */
function entriesOf(given: Json, codec: Codec | undefined): ReadonlyMap<string, Json> {
  const entries = new Map<string, Json>();
  if (given === null) return entries;
  if (!Array.isArray(given))
    throw new Unreadable({ path: [], message: `expected a list of { "${KEY}", "${VALUE}" }` });
  for (const [index, entry] of (given as readonly Json[]).entries()) {
    if (!isJsonObject(entry) || typeof entry[KEY] !== "string" || !Object.hasOwn(entry, VALUE))
      throw new Unreadable({ path: [index], message: `expected an object of "${KEY}" and "${VALUE}"` });
    const key = entry[KEY];
    if (entries.has(key))
      throw new Unreadable({ path: [index, KEY], message: "an earlier entry has the same key" });
    entries.set(
      key,
      within([index, VALUE], () => decodeBy(codec, entry[VALUE] as Json)),
    );
  }
  return entries;
}

function told(
  issue: GivenIssue,
  value: JsonObject,
  members: ReadonlyMap<string, Member>,
  others: Others,
): GivenIssue {
  if (issue.path.length === 0) return withMissing(issue, members);
  const name = String(issue.path[0]);
  const member = members.get(name);
  if (member !== undefined) {
    const { printedAs, codec } = member;
    return Object.hasOwn(value, printedAs)
      ? below([printedAs], issue, codec, value[printedAs] as Json)
      : { ...issue, path: [printedAs, ...issue.path.slice(1)] };
  }
  const list: unknown = others.entries === undefined ? undefined : value[others.entries];
  if (!Array.isArray(list))
    return Object.hasOwn(value, name) ? below([name], issue, others.codec, value[name] as Json) : issue;
  const index = list.findIndex((entry) => isJsonObject(entry) && entry[KEY] === name);
  if (index < 0) return issue;
  const isName = issue.isOfName === true && issue.path.length === 1;
  const path = [others.entries as string, index, isName ? KEY : VALUE];
  return below(path, issue, isName ? undefined : others.codec, (list[index] as JsonObject)[VALUE] as Json);
}

/** A missing property has the name that the model was shown. */
function withMissing(issue: GivenIssue, members: ReadonlyMap<string, Member>): GivenIssue {
  const { missing, message } = issue;
  const member = missing === undefined ? undefined : members.get(missing);
  if (member === undefined || member.printedAs === member.name) return issue;
  return {
    ...issue,
    message: message.replace(JSON.stringify(missing), () => JSON.stringify(member.printedAs)),
  };
}
