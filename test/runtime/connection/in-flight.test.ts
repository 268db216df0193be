import { expect, it } from "vitest";
import fc from "../../support/fast-check.js";
import { InFlight } from "../../../src/runtime/connection/in-flight.js";

const id = fc.oneof(
  fc.nat({ max: 5 }),
  fc.constantFrom("a", "1", "", -1, 0.5, 2 ** 30 - 1, 2 ** 30, 2 ** 53),
);
const step = fc.record({ kind: fc.constantFrom("set", "delete", "clear"), id });

it("keeps what a Map keeps, whatever the ids", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), id, (steps, asked) => {
      const [ours, map] = [new InFlight<number>(), new Map<string | number, number>()];
      for (const [count, { kind, id: of }] of steps.entries()) {
        if (kind === "set") {
          ours.set(of, count);
          map.set(of, count);
        } else if (kind === "delete") expect(ours.delete(of)).toBe(map.delete(of));
        else {
          ours.clear();
          map.clear();
        }
      }
      expect([ours.has(asked), ours.get(asked)]).toEqual([map.has(asked), map.get(asked)]);
      expect(new Map(ours)).toEqual(map);
      expect([...ours.values()].sort()).toEqual([...map.values()].sort());
    }),
  );
});

it("goes over requests in the order of their ids", () => {
  const inFlight = new InFlight<string>();
  for (const count of [10, 2, 9]) inFlight.set(count, "");
  expect([...inFlight].map(([key]) => key)).toEqual([2, 9, 10]);
});
