import { describe, expect, it } from "vitest";
import type { ElicitationAnswer } from "../../../../src/runtime/handlers/elicitation/elicitation-handler.js";
import { toElicitation } from "../../../../src/runtime/handlers/elicitation/elicitation.js";

const noon = new Date("2026-07-28T12:00:00Z");
const day = { type: "string", format: "date" };
const when = { type: "string", format: "date-time" };
const { signal } = new AbortController();

function answered(answer: ElicitationAnswer, properties: object): Promise<object> {
  const requestedSchema = { type: "object", properties };
  const params = { mode: "form", message: "When?", requestedSchema } as never;
  return toElicitation(() => answer).handle(params, { server: "s", signal });
}

describe("dates in the answer to a form", () => {
  it.each<[string, ElicitationAnswer, object, object]>([
    ["are times", { when: noon }, { when }, { when: "2026-07-28T12:00:00.000Z" }],
    ["are days where the form asks for one", { day: noon }, { day }, { day: "2026-07-28" }],
    ["are the value of an only property", noon, { day }, { day: "2026-07-28" }],
    [
      "may be in a decision",
      { action: "accept", content: { day: noon as never } },
      { day },
      { day: "2026-07-28" },
    ],
  ])("%s", async (_title, answer, properties, content) => {
    expect(await answered(answer, properties)).toEqual({ action: "accept", content });
  });

  it("are refused where they are not valid", async () => {
    await expect(answered({ when: new Date(NaN) }, { when })).rejects.toThrow("when");
  });
});
