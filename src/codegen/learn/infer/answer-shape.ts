/** Everything that was seen at one place of the answers, by kind of value. Joining two shapes loses nothing that matters. */
export interface Shape {
  /** Number of values seen here. */
  readonly count: number;
  readonly nulls: number;
  readonly booleans: number;
  readonly numbers?: Numbers;
  readonly strings?: Strings;
  readonly arrays?: Arrays;
  readonly objects?: Objects;
  /** Whether values of this kind are accepted without having been observed, by a schema that a person wrote. */
  readonly anything?: boolean;
  /** Whether objects of the enclosing type also occur here; see `fold`. */
  readonly self?: boolean;
}

export interface Numbers {
  readonly count: number;
  readonly integers: boolean;
}

export interface Strings {
  readonly count: number;
  /** Number of answers with a text here, however many each has: those of one answer say little about the next one. */
  readonly answers: number;
  /** How many answers had each text; `undefined` once there are too many, or too long ones, to be a closed set. */
  readonly values: ReadonlyMap<string, number> | undefined;
  /** Formats that every text has. */
  readonly formats: readonly Format[];
}

export interface Arrays {
  readonly count: number;
  /** `undefined` if every array was empty. */
  readonly items: Shape | undefined;
}

export interface Objects {
  readonly count: number;
  readonly members: ReadonlyMap<string, Member>;
  /** The join of all members if their names are not distinguished: the object is a map. */
  readonly map?: Shape;
  /** The objects by the value of each property that might distinguish variants. */
  readonly variants?: ReadonlyMap<string, ReadonlyMap<string, Objects>>;
}

export interface Member {
  /** Number of objects that had it. */
  readonly count: number;
  readonly shape: Shape;
}

export const FORMATS = ["date-time", "uuid", "uri"] as const;
export type Format = (typeof FORMATS)[number];

/** The shape of a place where nothing was seen. */
export const NOTHING: Shape = { count: 0, nulls: 0, booleans: 0 };

/** Returns the kinds of values that were seen, apart from null. */
export function kindsOf({ booleans, numbers, strings, arrays, objects, self }: Shape): readonly string[] {
  const seen = {
    booleans: booleans > 0,
    numbers: numbers !== undefined,
    strings: strings !== undefined,
    arrays: arrays !== undefined,
    objects: objects !== undefined || self === true,
  };
  return Object.entries(seen).flatMap(([kind, was]) => (was ? [kind] : []));
}
