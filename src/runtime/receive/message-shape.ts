/**
 * Which members of a protocol object are optional, and which contain other protocol objects. A member that is not named is
 * data, or required, and is not changed.
 */
export interface Shape {
  /** Members that may be absent: `null` counts as absent. */
  readonly optional?: readonly string[];
  /** Members that hold one protocol object. */
  readonly objects?: Readonly<Record<string, Shape>>;
  /** Members that hold a list of protocol objects. */
  readonly lists?: Readonly<Record<string, Shape>>;
  /** Members that hold protocol objects under keys of the sender's choice. */
  readonly maps?: Readonly<Record<string, Shape>>;
}

/** Combines a shape with the members of others. */
export function shape(own: Shape, ...bases: readonly Shape[]): Shape {
  return {
    optional: [...bases.flatMap((base) => base.optional ?? []), ...(own.optional ?? [])],
    objects: Object.assign({}, ...bases.map((base) => base.objects), own.objects) as Record<string, Shape>,
    lists: Object.assign({}, ...bases.map((base) => base.lists), own.lists) as Record<string, Shape>,
    maps: Object.assign({}, ...bases.map((base) => base.maps), own.maps) as Record<string, Shape>,
  };
}
