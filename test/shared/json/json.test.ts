import { describe, expect, it } from "vitest";
import { objectOf } from "../../../src/shared/json/json.js";

describe("objectOf", () => {
  it.each([
    ["nothing", [], "{}"],
    ["the order of the keys", ["b", "a"], '{"b":"b!","a":"a!"}'],
    [
      "what every object has",
      ["constructor", "toString"],
      '{"constructor":"constructor!","toString":"toString!"}',
    ],
    ["__proto__ is a member", ["a", "__proto__"], '{"a":"a!","__proto__":"__proto__!"}'],
  ])("%s", (_name, keys, want) => {
    const object = objectOf(keys, (key) => `${key}!`);
    expect(JSON.stringify(object)).toBe(want);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });
});
