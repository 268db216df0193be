import { expect, it } from "vitest";
import { offerTools } from "../../../../src/runtime/agents/offer/offer.js";
import { ANTHROPIC } from "../../../../src/runtime/agents/schema/profiles.js";
import { Content } from "../../../../src/runtime/results/content.js";

it("offers 5,000 tools with equal names once cut, each under a legal name that leads to it", async () => {
  const names = Array.from({ length: 5_000 }, (_, i) => `${"a.very/long name ".repeat(10)}${i}`);
  const offer = await offerTools(
    {
      name: "demo",
      listTools: () => Promise.resolve(names.map((name) => ({ name, inputSchema: { type: "object" } }))),
      callTool: (name) => {
        const content = new Content([{ type: "text", text: name }]);
        return Promise.resolve({
          ...{ data: content, content, isError: false },
          ...{ structuredContent: undefined, meta: undefined },
        });
      },
    },
    ANTHROPIC,
    { readOn: false },
  );
  const given = offer.tools.map(({ name }) => name);
  expect(new Set(given).size).toBe(5_000);
  expect(given.filter((name) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))).toEqual([]);
  for (const index of [0, 1, 2_499, 4_999])
    expect(await offer.run(given[index] as string, {})).toEqual({
      parts: [{ type: "text", text: names[index] }],
      isError: false,
    });
});
