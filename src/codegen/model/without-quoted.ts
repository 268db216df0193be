import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { pointerTo } from "../../shared/json/without-values.js";
import { MASK } from "../../shared/secrets/index.js";
import { subjectOf } from "./reading.js";
import { type Position, positionBelow } from "./schema-walk.js";
import type { ModelDiagnostic, ServerModel } from "./server-model.js";

/** Replaces the secrets in a text. */
export type Mask = (text: string) => string;

/** What is replaced where a text is only shown, and what an item may not need. */
export interface QuoteMasks {
  /** All values that may be secrets. */
  readonly possible: Mask;
  /** Those that are secrets for certain; `undefined`: there are none. */
  readonly certain: Mask | undefined;
}

/** The lists of a model: how diagnostics name an item, and the member by which calls name it. */
const LISTS = {
  tools: ["tool", "name"],
  resources: ["resource", "uri"],
  resourceTemplates: ["resource template", "uriTemplate"],
  prompts: ["prompt", "name"],
} as const;

/** Keywords whose values a caller or a validator needs as they are. */
const EXACT: ReadonlySet<string> = new Set(
  (
    "enum const pattern required dependentRequired type format " +
    "$ref $dynamicRef $recursiveRef $id id $anchor $dynamicAnchor $schema"
  ).split(" "),
);

/**
 * Returns a model in which no text quotes a secret. A text that is only shown has `***` in its place; an item is left out if a
 * call would have to repeat the secret: as its name or URI, or as a name or value in a schema. If it is not certain that it is a
 * secret, such as a name of a model or a project, the item stays. A warning names each place.
 */
export function withoutQuoted(model: ServerModel, { possible: mask, certain }: QuoteMasks): ServerModel {
  const masked: string[] = [];
  const diagnostics: ModelDiagnostic[] = [];
  const cleanList = (list: keyof typeof LISTS): readonly JsonObject[] => {
    const [kind, identity] = LISTS[list];
    return (model[list] as unknown as readonly JsonObject[]).flatMap((item) => {
      const name = String(item[identity]);
      const subject = subjectOf(kind, mask(name));
      const masking = new Masking(mask);
      const clean = masking.item(item, identity, []);
      const { exact, places } = masking;
      const secret = certain === undefined ? undefined : exactIn(item, identity, certain);
      if (secret !== undefined) {
        diagnostics.push(leftOut(subject, secret));
        return [];
      }
      if (exact !== undefined) diagnostics.push(kept(subject, exact));
      if (places.length === 0) return [item];
      diagnostics.push(replaced(subject, places));
      masked.push(...places.map((place) => pointerTo([list, name, ...place])));
      return [clean];
    });
  };
  const lists = Object.fromEntries(
    Object.keys(LISTS).map((list) => [list, cleanList(list as keyof typeof LISTS)]),
  );
  const about = new Masking(mask);
  const { instructions, serverInfo, capabilities } = model;
  const facts = about.free(
    { instructions: instructions ?? null, serverInfo: (serverInfo ?? null) as Json, capabilities },
    [],
  );
  if (about.places.length > 0) diagnostics.push(replaced("server", about.places));
  if (diagnostics.length === 0) return model;
  const { instructions: shown, serverInfo: who, ...rest } = facts as JsonObject;
  return {
    ...model,
    ...rest,
    ...(instructions !== undefined && { instructions: shown }),
    ...(serverInfo !== undefined && { serverInfo: who }),
    ...lists,
    ...(masked.length > 0 && { masked: masked.sort() }),
    diagnostics: [...model.diagnostics, ...diagnostics].map((each) => cleanNote(each, mask)),
  } as ServerModel;
}

/** One item, or what a server says of itself, while the secrets in it are replaced. */
class Masking {
  readonly #mask: Mask;
  /** Where a secret was replaced. */
  readonly places: (readonly string[])[] = [];
  /** The first place of a secret that cannot be replaced. */
  exact: readonly string[] | undefined;

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  item(item: JsonObject, identity: string, place: readonly string[]): JsonObject {
    const members = Object.entries(item).map(([key, value]): [string, Json] => {
      const at = [...place, key];
      if (key === identity) return [key, this.#verbatim(value as Json, at)];
      if (/schema$/i.test(key)) return [key, this.#schema(value as Json, "schema", at)];
      if (key !== "arguments" || !Array.isArray(value)) return [key, this.free(value as Json, at)];
      return [key, value.map((each, i) => this.item(each as JsonObject, "name", [...at, String(i)]))];
    });
    return Object.fromEntries(members);
  }

  /** A value that is only shown. A member whose name quotes a secret is left out. */
  free(value: Json, place: readonly string[]): Json {
    if (typeof value === "string") return this.#shown(value, value, place);
    if (typeof value === "number") return this.#shown(value, String(value), place);
    if (Array.isArray(value)) return value.map((each: Json, i) => this.free(each, [...place, String(i)]));
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value) as [string, Json][];
    const kept = entries.filter(([key]) => this.#mask(key) === key);
    if (kept.length < entries.length) this.places.push(place);
    return Object.fromEntries(kept.map(([key, each]) => [key, this.free(each, [...place, key])]));
  }

  #shown(value: Json, text: string, place: readonly string[]): Json {
    const clean = this.#mask(text);
    if (clean === text || (typeof value === "number" && clean !== MASK)) return value;
    this.places.push(place);
    return clean;
  }

  #schema(value: Json, position: Position, place: readonly string[]): Json {
    if (Array.isArray(value))
      return value.map((each: Json, i) => this.#schema(each, position, [...place, String(i)]));
    if (!isJsonObject(value)) return this.#verbatim(value, place);
    const members = Object.entries(value).map(([key, each]): [string, Json] => {
      const at = [...place, key];
      this.#verbatim(key, place);
      const below = positionBelow(key, position);
      if (below !== "data") return [key, this.#schema(each as Json, below, at)];
      // bounds, and values of a caller's own
      if (typeof each === "number") return [key, each];
      return [key, EXACT.has(key) ? this.#verbatim(each as Json, at) : this.free(each as Json, at)];
    });
    return Object.fromEntries(members);
  }

  #verbatim(value: Json, place: readonly string[]): Json {
    const texts = new Masking((text) => (isNumber(text) ? text : this.#mask(text)));
    texts.free(value, place);
    this.exact ??= texts.places[0];
    return value;
  }
}

/** A number among values or names is a value of a caller's own. */
function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

/** Returns the first place of a secret that a call would have to repeat. */
function exactIn(item: JsonObject, identity: string, mask: Mask): readonly string[] | undefined {
  const masking = new Masking(mask);
  masking.item(item, identity, []);
  return masking.exact;
}

function replaced(subject: string, places: readonly (readonly string[])[]): ModelDiagnostic {
  const [first = [], ...more] = places;
  const others =
    more.length === 0 ? "" : ` and ${more.length} more ${more.length === 1 ? "place" : "places"}`;
  return note(subject, first, `${others}: the code, the lock and the docs contain ${MASK} instead.`);
}

function leftOut(subject: string, place: readonly string[]): ModelDiagnostic {
  return note(subject, place, ", where a call would have to repeat it. It is left out.");
}

/** A value that may be a secret, but need not be, where a call has to repeat it. */
function kept(subject: string, place: readonly string[]): ModelDiagnostic {
  const pointer = pointerTo(place);
  return {
    ...{ code: "SECRET_QUOTED", severity: "warning", subject, pointer },
    message: `The server quotes a value of its config in ${pointer}, where a call has to repeat it: the code and the lock contain it. If it is a secret, give its variable or flag a name that says so (\`…_TOKEN\`): the item is left out then.`,
  };
}

function note(subject: string, place: readonly string[], effect: string): ModelDiagnostic {
  const pointer = pointerTo(place);
  return {
    code: "SECRET_QUOTED",
    severity: "warning",
    subject,
    pointer,
    message: `The server quotes a secret of its config or login in ${pointer}${effect} Change the secret if others can read what the server says.`,
  };
}

function cleanNote(note: ModelDiagnostic, mask: Mask): ModelDiagnostic {
  const { subject, message, pointer } = note;
  return {
    ...note,
    subject: mask(subject),
    message: mask(message),
    ...(pointer !== undefined && { pointer: mask(pointer) }),
  };
}
