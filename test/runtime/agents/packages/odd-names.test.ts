import { describe, expect, it } from "vitest";
import { Content } from "../../../../src/runtime/results/content.js";
import type { LiveClient } from "../../../../src/runtime/tools/tool-source.js";
import { providerNames } from "../../../../src/runtime/agents/offer/names.js";
import { client } from "../offer/live-client.js";
import { PACKAGES } from "../adapters/support/packages.js";
import type { Call } from "../adapters/support/provider.js";

/** Names that every object has, or that JavaScript gives a meaning of their own. */
const ODD = ["toString", "constructor", "__proto__", "then", "default", "hasOwnProperty"];

/** The name under which a tool is offered. */
const offeredAs = (name: string): string => providerNames([{ ...INFO, name }])[0] ?? "";
const INFO = { server: "demo", hints: {}, inputSchema: {} };

const calling = (names: readonly string[]): readonly Call[] =>
  names.map((name, i) => ({ id: `c${i}`, name, args: {} }));

/** A server whose tools say what they are called. */
function saying(names: readonly string[], called: string[] = []): LiveClient {
  return client(
    names.map((name) => ({ name })),
    (name) => {
      called.push(name);
      return { content: new Content([{ type: "text", text: `this is ${name}` }]) };
    },
  );
}

describe.each(PACKAGES)("%s", (name, play) => {
  it("calls tools whose names objects have", async () => {
    const names = ODD.map(offeredAs);
    const { told } = await play(saying(ODD), [calling(names), "Done."]);
    expect(told.map(({ text }) => text)).toEqual(ODD.map((name) => `this is ${name}`));
  });

  // @openai/agents ends its run for every name that it does not know; @mastra/core looks names up in an object of its own, with a prototype
  it.skipIf(["@openai/agents", "@mastra/core"].includes(name))(
    "goes on when a model calls such a name that is not offered",
    async () => {
      const called: string[] = [];
      const { told, bodies } = await play(saying(["plain"], called), [calling(ODD), "Done."]);
      expect(bodies).toHaveLength(2);
      expect(told.map(({ id }) => id)).toEqual(ODD.map((_, i) => `c${i}`));
      expect(called).toEqual([]);
    },
  );
});
