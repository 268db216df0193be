import { expect } from "vitest";
import type { Told, Turn } from "./provider.js";
import { PIXEL } from "./shop.js";

/** What a model does, and what it is told by every package and every adapter. */
export interface Scenario {
  readonly title: string;
  readonly script: readonly Turn[];
  readonly told: readonly Told[];
}

/** The same for each package; what packages do in ways of their own stands in their tests. */
export const SCENARIOS: readonly Scenario[] = scenarios(
  /The arguments of forecast are wrong:\n- days: .*\nCorrect them/,
);

/** The same, for a package that finds wrong arguments by itself and says so in its own words. */
export function scenarios(wrong: RegExp): readonly Scenario[] {
  return [
    {
      title: "runs a call and tells its answer",
      script: [[{ id: "c1", name: "forecast", args: { city: "Oslo", days: 2 } }], "Rain."],
      told: [{ id: "c1", text: "Oslo: 2 days of rain", images: [] }],
    },
    {
      title: "runs several calls of one turn",
      script: [
        [
          { id: "c1", name: "forecast", args: { city: "Oslo", days: 2 } },
          { id: "c2", name: "forecast", args: { city: "Rome", days: 3 } },
        ],
        "Rain.",
      ],
      told: [
        { id: "c1", text: "Oslo: 2 days of rain", images: [] },
        { id: "c2", text: "Rome: 3 days of rain", images: [] },
      ],
    },
    {
      title: "tells what is wrong with arguments, and goes on",
      script: [
        [{ id: "c1", name: "forecast", args: { city: "Oslo", days: 0 } }],
        [{ id: "c2", name: "forecast", args: { city: "Oslo", days: 1 } }],
        "Rain.",
      ],
      told: [
        { id: "c1", text: expect.stringMatching(wrong) as string, images: [] },
        { id: "c2", text: "Oslo: 1 days of rain", images: [] },
      ],
    },
  ];
}

/** An answer with an image. */
export const PICTURE: readonly Turn[] = [[{ id: "c1", name: "picture", args: {} }], "A pixel."];

/** A call of something that is not offered. */
export const UNKNOWN: readonly Turn[] = [[{ id: "c1", name: "forecats", args: { city: "Oslo" } }], "Sorry."];

/** A call that a person has to allow. */
export const DELETION: readonly Turn[] = [[{ id: "c1", name: "delete_order", args: { id: "7" } }], "Done."];

export { PIXEL };
