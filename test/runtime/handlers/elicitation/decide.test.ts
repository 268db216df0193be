import { describe, expect, it } from "vitest";
import { decideForm, decideUrl } from "../../../../src/runtime/handlers/elicitation/decide.js";
import { cancel, decline } from "../../../../src/runtime/handlers/elicitation/decision.js";
import type { ElicitationAnswer } from "../../../../src/runtime/handlers/elicitation/elicitation-handler.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";

const form: JsonObject = {
  type: "object",
  properties: { name: { type: "string" }, age: { type: "integer", default: 30 } },
};
const single: JsonObject = { type: "object", properties: { value: { type: "boolean" } } };
const tricky: JsonObject = { type: "object", properties: { action: { type: "string" } } };

describe("decideForm", () => {
  it.each<[string, ElicitationAnswer, JsonObject, object]>([
    ["values accept", { name: "a", age: 1 }, form, { action: "accept", content: { name: "a", age: 1 } }],
    [
      "defaults fill what was left out",
      { action: "accept", content: {} },
      form,
      { action: "accept", content: { age: 30 } },
    ],
    ["accept without values", { action: "accept" }, form, { action: "accept", content: { age: 30 } }],
    ["decline", decline, form, { action: "decline" }],
    ["cancel", cancel, form, { action: "cancel" }],
    ["a scalar is the only property's value", true, single, { action: "accept", content: { value: true } }],
    [
      "a form with a property `action` takes values",
      { action: "cancel" },
      tricky,
      { action: "accept", content: { action: "cancel" } },
    ],
    ["such a form is declined by the constant", decline, tricky, { action: "decline" }],
    ["such a form is cancelled by the constant", cancel, tricky, { action: "cancel" }],
    [
      "what is more than its values decides",
      { action: "accept", content: { action: "x" } },
      tricky,
      { action: "accept", content: { action: "x" } },
    ],
    ["an empty form", {}, { type: "object", properties: {} }, { action: "accept", content: {} }],
  ])("%s", (_intent, answer, schema, want) => {
    expect(decideForm(answer, schema)).toEqual(want);
  });

  it("refuses a scalar if the form has several properties", () => {
    expect(() => decideForm("x", form)).toThrow('must be an object with its values, not "x"');
  });

  it("refuses an action that does not exist, if the form has no such property", () => {
    expect(() => decideForm({ action: "maybe" }, form)).toThrow('"maybe" is not an action.');
    expect(decideForm({ action: "maybe" }, tricky)).toMatchObject({ content: { action: "maybe" } });
  });
});

describe("decideUrl", () => {
  it.each<[string, ElicitationAnswer, string]>([
    ["true agrees", true, "accept"],
    ["false declines", false, "decline"],
    ["nothing cancels", null, "cancel"],
    ["a decision", decline, "decline"],
  ])("%s", (_intent, answer, want) => {
    expect(decideUrl(answer)).toEqual({ action: want });
  });
});
