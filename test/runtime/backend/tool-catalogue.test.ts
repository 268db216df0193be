import { expect, it } from "vitest";
import type { Requester } from "../../../src/runtime/backend/requester.js";
import { ToolCatalogue } from "../../../src/runtime/backend/tool-catalogue.js";

it("rejects an aborted caller at once, and keeps the list for the others", async () => {
  let fail = (_error: Error): void => undefined;
  const events: string[] = [];
  const requester = {
    server: "s",
    emit: ({ type }: { type: string }) => events.push(type),
    trusts: () => true,
    session: () => new Promise((_, reject) => (fail = reject)),
  } as unknown as Requester;
  const catalogue = new ToolCatalogue(requester);
  const impatient = new AbortController();
  const waits = [catalogue.isRepeatable("a", impatient.signal), catalogue.isWrapped("a")];
  impatient.abort(new Error("enough"));
  await expect(waits[0]).rejects.toThrow("enough");
  fail(new Error("gone"));
  expect(await waits[1]).toBe(false);
  expect(events).toEqual(["diagnostic"]);
});
