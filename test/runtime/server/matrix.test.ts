import { describe, expect, it, vi } from "vitest";
import { Client, McpError } from "../../../src/runtime/index.js";
import { toServer } from "../../../src/runtime/server.js";
import type { HandlerOptions } from "../../../src/runtime/handlers/index.js";
import { backFactory } from "./back.js";

const ERAS = [
  ["2025-11-25", "legacy"],
  ["2026-07-28", "modern"],
] as const;

const ROWS = ERAS.flatMap(([front, frontEra]) =>
  ERAS.flatMap(([back, backEra]) =>
    (["memory", "http"] as const).map((transport) => ({ front, frontEra, back, backEra, transport })),
  ),
);

describe.each(ROWS)(
  "$front in front, $back behind, $transport",
  ({ front, frontEra, back, backEra, transport }) => {
    /** A caller in front of a server in front of a client of a server. */
    async function chain(handlers: HandlerOptions = {}) {
      const { factory, seen } = backFactory();
      const behind = new Client(factory, { protocol: back });
      const server = toServer(behind, { onError: () => {} });
      const target = transport === "memory" ? server : (await server.listen()).url;
      const caller = await Client.connect(target, { protocol: front, handlers });
      return {
        caller,
        seen,
        server,
        [Symbol.asyncDispose]: async () => {
          await caller.close();
          await server.close();
        },
      };
    }

    it("answers in its own era, with the name of the server behind", async () => {
      await using all = await chain();
      expect(all.caller.era).toBe(frontEra);
      expect(all.caller.serverInfo).toMatchObject({ name: "back", version: "1.2.3" });
      expect(all.caller.instructions).toBe("Ask politely.");
      expect(["legacy", "modern"]).toContain(backEra);
    });

    it("lists what the server behind lists", async () => {
      await using all = await chain();
      const { caller } = all;
      const tools = await caller.listTools();
      expect(tools.map(({ name }) => name)).toEqual([
        "add",
        "fail",
        "work",
        "hang",
        "greet",
        "think",
        "where",
      ]);
      expect(tools[0]).toMatchObject({ description: "Adds.", outputSchema: { type: "object" } });
      expect((await caller.listResources()).map(({ uri }) => uri)).toEqual(["docs://note"]);
      expect((await caller.listResourceTemplates()).map(({ uriTemplate }) => uriTemplate)).toEqual([
        "docs://page/{n}",
      ]);
      expect((await caller.listPrompts()).map(({ name }) => name)).toEqual(["ask"]);
    });

    it("calls tools, with `_meta` both ways", async () => {
      await using all = await chain();
      const result = await all.caller.callTool("add", { a: 1, b: 2 }, { meta: { "test/asked": "x" } });
      expect(result.data).toEqual({ sum: 3 });
      expect(result.content.text).toBe("3");
      expect(result.meta).toMatchObject({ "test/said": 1 });
      expect(all.seen.meta).toEqual([expect.objectContaining({ "test/asked": "x" })]);
    });

    it("passes failures on", async () => {
      await using all = await chain();
      const { caller } = all;
      expect(await caller.callTool("fail", {}, { raiseOnError: false })).toMatchObject({ isError: true });
      await expect(caller.getPrompt("nothing")).rejects.toThrow(McpError);
      await expect(caller.readResource("docs://nothing")).rejects.toThrow(McpError);
    });

    it("reads resources, fills in prompts, completes arguments", async () => {
      await using all = await chain();
      const { caller } = all;
      expect((await caller.readResource("docs://note")).text).toBe("a note");
      expect((await caller.readResource("docs://page/7")).text).toBe("a page");
      expect((await caller.getPrompt("ask", { topic: "tea" })).text).toBe("About tea");
      const completion = await caller.complete(
        { type: "ref/prompt", name: "ask" },
        { name: "topic", value: "te" },
      );
      expect(completion.values).toEqual(["tea"]);
    });

    it("passes progress and logs on", async () => {
      const logs: unknown[] = [];
      const progress: number[] = [];
      await using all = await chain({
        onLog: ({ data, level, logger }) => void logs.push([level, logger, data]),
      });
      await all.caller.setLogLevel("info");
      const result = await all.caller.callTool(
        "work",
        {},
        { onProgress: (each) => progress.push(each.progress) },
      );
      expect(result.content.text).toBe("worked");
      expect(progress).toEqual([1, 2]);
      await vi.waitFor(() => expect(logs).toEqual([["warning", "worker", "half way"]]));
    });

    it("cancels a call behind when the caller cancels it", async () => {
      await using all = await chain();
      const stop = new AbortController();
      const call = all.caller.callTool("hang", {}, { signal: stop.signal });
      setTimeout(() => stop.abort(new Error("enough")), 200);
      await expect(call).rejects.toThrow("enough");
      await expect.poll(() => all.seen.cancelled).toBe(1);
    });

    it("passes the servers' questions to the caller", async () => {
      await using all = await chain({
        elicitation: () => ({ name: "Ada" }),
        sampling: () => "deeply",
        roots: ["/work"],
      });
      const { caller } = all;
      expect((await caller.callTool("greet")).content.text).toBe("Hello Ada");
      expect((await caller.callTool("think")).content.text).toBe("Thought deeply");
      expect((await caller.callTool("where")).content.text).toBe("file:///work");
    });

    it("notifies of lists and resources that change", async () => {
      await using all = await chain();
      const { caller, seen } = all;
      let lists = 0;
      const uris: string[] = [];
      await caller.onListChanged("tools", () => lists++);
      await caller.subscribeResource("docs://note", (uri) => uris.push(uri));
      await expect
        .poll(() => {
          for (const change of seen.changed) change();
          for (const update of seen.updated) update("docs://note");
          return lists > 0 && uris.includes("docs://note");
        })
        .toBe(true);
    });
  },
);
