import { describe, expect, it } from "vitest";
import { fillForm } from "../../../src/shared/form/fill-form.js";
import type { JsonObject } from "../../../src/shared/json/json.js";

const SCHEMA: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 2 },
    seats: { type: "integer", minimum: 1, default: 2 },
    window: { type: "boolean" },
    meal: { type: "string", enum: ["meat", "fish"] },
    extras: { type: "array", items: { type: "string" } },
  },
  required: ["name", "seats"],
};

async function fill(answers: readonly string[]) {
  const left = [...answers];
  const told: string[] = [];
  const answer = await fillForm(
    "Book?",
    SCHEMA,
    () => {
      const next = left.shift();
      return next === undefined ? Promise.reject(new Error("asked once too often")) : Promise.resolve(next);
    },
    (line) => told.push(line),
  );
  return { answer, told, left };
}

describe("fillForm", () => {
  it.each<[string, readonly string[], JsonObject]>([
    [
      "typed values",
      ["", "Ada", "3", "y", "fish", "a, b"],
      { name: "Ada", seats: 3, window: true, meal: "fish", extras: ["a", "b"] },
    ],
    ["defaults, and leaves optional fields out", ["y", "Ada", "", "", "", ""], { name: "Ada", seats: 2 }],
    ["what matches after what does not", ["", "A", "Ada", "0", "1", "", "", ""], { name: "Ada", seats: 1 }],
  ])("takes %s", async (_, answers, content) => {
    const { answer, left } = await fill(answers);
    expect(answer).toEqual({ action: "accept", content });
    expect(left).toEqual([]);
  });

  it("declines if the person does not want to answer", async () => {
    expect((await fill(["n"])).answer).toEqual({ action: "decline" });
  });

  it("explains why a value does not match", async () => {
    expect((await fill(["", "Ada", "0", "1", "", "", ""])).told.at(-1)).toMatch(/^ {2}expected /);
  });
});
