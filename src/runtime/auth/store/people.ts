import type { TokenOwner } from "./token-owner.js";

/**
 * Which functions stand for the person whose tokens a place of storage holds, in this process: the first that asked. Others would be
 * given that person's tokens.
 */
class People {
  readonly #byStore = new WeakMap<object, Map<string, readonly unknown[]>>();
  readonly #byFolder = new Map<string, Map<string, readonly unknown[]>>();

  /** Whether `person` is the first to ask for the records of `owner` in `place`, or the same as the first. */
  isFirst(place: object | string, owner: TokenOwner, person: readonly unknown[]): boolean {
    const people = this.#peopleOf(place);
    const key = JSON.stringify([owner.serverUrl, owner.client, owner.holder]);
    const first = people.get(key) ?? person;
    people.set(key, first);
    return first.every((part, index) => part === person[index]);
  }

  #peopleOf(place: object | string): Map<string, readonly unknown[]> {
    const known = typeof place === "string" ? this.#byFolder.get(place) : this.#byStore.get(place);
    const people = known ?? new Map<string, readonly unknown[]>();
    if (typeof place === "string") this.#byFolder.set(place, people);
    else this.#byStore.set(place, people);
    return people;
  }
}

export const knownPeople = new People();
