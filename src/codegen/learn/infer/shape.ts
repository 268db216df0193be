/** Everything that was seen at one place of the answers, by kind of value. Joining two shapes forgets nothing that matters. */
export interface Shape {
  /** Values seen here. */
  readonly count: number;
  readonly nulls: number;
  readonly booleans: number;
  readonly numbers?: Numbers;
  readonly strings?: Strings;
  readonly arrays?: Arrays;
  readonly objects?: Objects;
  /** Values of a kind about which nothing was learned: a schema that a person wrote, which accepts them. */
  readonly anything?: boolean;
  /** Also objects of the very type around this place: `fold`. */
  readonly self?: boolean;
}

export interface Numbers {
  readonly count: number;
  readonly integers: boolean;
}

export interface Strings {
  readonly count: number;
  /** Each text and how often it was seen; `undefined` once there are too many, or too long ones, to be a closed set. */
  readonly values: ReadonlyMap<string, number> | undefined;
  /** Formats that every text has. */
  readonly formats: readonly Format[];
}

export interface Arrays {
  readonly count: number;
  /** `undefined`: every array was empty. */
  readonly items: Shape | undefined;
}

export interface Objects {
  readonly count: number;
  readonly members: ReadonlyMap<string, Member>;
  /** Join of all members whose names are not told apart: the object is a map. */
  readonly map?: Shape;
  /** The objects by the value of each property that could tell variants apart. */
  readonly variants?: ReadonlyMap<string, ReadonlyMap<string, Objects>>;
}

export interface Member {
  /** Objects that had it. */
  readonly count: number;
  readonly shape: Shape;
}

export const FORMATS = ["date-time", "uuid", "uri"] as const;
export type Format = (typeof FORMATS)[number];

/** What is seen where nothing is. */
export const NOTHING: Shape = { count: 0, nulls: 0, booleans: 0 };
