import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { events, json } from "../support/http-server.js";
import { connect, eras, outcome, result, shakeHands, wireServer } from "./server.js";

const fine = (id: unknown): object => ({ jsonrpc: "2.0", id, result });

describe("cookies", () => {
  it("lead a session back to the node that opened it", async () => {
    const server = await wireServer(
      "legacy",
      (_, response, id) => json(response, 200, fine(id)),
      (received, response) => {
        if (received.message?.method === "initialize")
          return shakeHands("legacy", received, response, { "set-cookie": "AWSALB=node1; Path=/; HttpOnly" });
        if (received.headers.cookie?.includes("AWSALB=node1") === true) return false;
        if (received.message?.method === "server/discover") return false;
        json(response, 404, "Session not found (other node)");
        return true;
      },
    );
    expect(await outcome(await connect(server.url))).toBe("fine");
  });

  it("belong to one client", async () => {
    const server = await wireServer("legacy", (_, response, id) =>
      json(response, 200, fine(id), { "set-cookie": "who=first" }),
    );
    const first = await connect(server.url, { protocol: "legacy" });
    await outcome(first);
    await outcome(first);
    expect(server.seen.at(-1)?.headers.cookie).toBe("who=first");
    await outcome(await connect(server.url, { protocol: "legacy" }));
    expect(server.seen.at(-1)?.headers.cookie).toBeUndefined();
  });

  it("are sent to no other origin, and survive a reconnection", async () => {
    const other = await wireServer("legacy", (_, response, id) => json(response, 200, fine(id)));
    const server = await wireServer("legacy", (received, response, id) => {
      const away = received.message?.params?.["name"] === "away";
      if (away) response.writeHead(307, { location: other.url }).end();
      else json(response, 200, fine(id), { "set-cookie": "a=1; Domain=127.0.0.1" });
    });
    const client = await connect(server.url, { protocol: "legacy" });
    await client.callTool("t");
    await client.close();
    await client.connect();
    await client.callTool("t");
    expect(server.seen.at(-1)?.headers.cookie).toBe("a=1");
    await expect(client.callTool("away")).rejects.toThrow(/another origin/);
    expect(other.seen).toEqual([]);
  });
});

describe.each(eras)("redirects of a POST, %s", (era) => {
  it.each([301, 302, 303])("HTTP %i is refused by name", async (status) => {
    const server = await wireServer(era, (_, response) =>
      response.writeHead(status, { location: "/mcp/" }).end(),
    );
    const client = await connect(server.url);
    await expect(client.callTool("t")).rejects.toMatchObject({
      code: "HTTP_ERROR",
      status,
      message: expect.stringContaining(
        `leads to ${server.url}/, and would turn the POST into a GET`,
      ) as string,
    });
    expect(server.seen.filter(({ method }) => method === "GET")).toEqual([]);
  });
});

it("says of a redirect to another site that it may be a page to log in", async () => {
  const server = await wireServer("legacy", (_, response) =>
    response.writeHead(302, { location: "https://login.example/start" }).end(),
  );
  const client = await connect(server.url, { protocol: "legacy" });
  await expect(client.callTool("t")).rejects.toThrow(
    /leads to https:\/\/login\.example\/start.*usually a login page: check the URL/,
  );
});

it("reports a redirect of the handshake at once", async () => {
  const server = await wireServer(
    "legacy",
    () => undefined,
    (_, response) => {
      response.writeHead(301, { location: "/mcp/" }).end();
      return true;
    },
  );
  await expect(Client.connect(server.url)).rejects.toThrow(`leads to ${server.url}/`);
});

describe("a server that is old in its own way", () => {
  it.each<readonly [string, number]>([
    ["refuses notifications", 400],
    ["wants a login for notifications", 401],
    ["forbids notifications", 403],
    ["fails at notifications", 500],
  ])("is connected to although it %s", async (_, status) => {
    const server = await wireServer(
      "legacy",
      (_received, response, id) => json(response, 200, fine(id)),
      ({ method, message }, response) => {
        if (method !== "POST" || message?.method !== "notifications/initialized") return false;
        json(response, status, {
          jsonrpc: "2.0",
          id: null,
          error: { code: -32601, message: "Method not found" },
        });
        return true;
      },
    );
    expect(await outcome(await connect(server.url))).toBe("fine");
  });

  it("is connected to although it hangs up on the probe", async () => {
    const server = await wireServer(
      "legacy",
      (_, response, id) => json(response, 200, fine(id)),
      ({ message }, response) => message?.method === "server/discover" && response.destroy() !== undefined,
    );
    expect(await outcome(await connect(server.url))).toBe("fine");
  });
});

describe.each(eras)("a busy server, %s", (era) => {
  const busy = (method: string, times: number, wait: string | undefined, body?: object) => {
    let refused = 0;
    return wireServer(
      era,
      (_, response, id) => json(response, 200, fine(id)),
      ({ message }, response) => {
        if (message?.method !== method || refused++ >= times) return false;
        json(response, 429, body, wait === undefined ? {} : { "retry-after": wait });
        return true;
      },
    );
  };
  const opening = era === "legacy" ? "initialize" : "server/discover";

  it.each([
    ["is asked again after the wait that it names", opening, 1, "1"],
    ["is asked again after a pause where it names none", opening, 2, "0"],
  ] as const)("%s", async (_, method, times, wait) => {
    const server = await busy(method, times, wait);
    const client = await connect(server.url);
    expect(client.era).toBe(era);
    expect(await outcome(client)).toBe("fine");
  });

  it.each([
    ["", undefined],
    ["with an error of its own", { jsonrpc: "2.0", id: null, error: { code: -32000, message: "slow down" } }],
  ])("is named with its wait if that is too long %s", async (_, body) => {
    const server = await busy(opening, 99, "600", body);
    await expect(
      connect(server.url, { protocol: era === "legacy" ? era : "2026-07-28" }),
    ).rejects.toMatchObject({
      code: "HTTP_ERROR",
      status: 429,
      retryAfterMs: 600_000,
      message: expect.stringMatching(/^"http:\/\/127.*answered HTTP 429: .*It asks to wait 600 s/) as string,
    });
    expect(server.seen).toHaveLength(1);
  });
});

it.each(["60", undefined])("a gateway that limits the probe alone ends nothing, %s", async (wait) => {
  const server = await wireServer(
    "legacy",
    (_, response, id) => json(response, 200, fine(id)),
    ({ message }, response) => {
      if (message?.method !== "server/discover") return false;
      json(response, 429, undefined, wait === undefined ? {} : { "retry-after": wait });
      return true;
    },
  );
  expect(await outcome(await connect(server.url))).toBe("fine");
});

describe("a stream that breaks before the answer", () => {
  it.each([1, 4])("is gone on with until the answer comes, %i time(s) without an event", async (breaks) => {
    let asked: unknown;
    const resumed: (string | undefined)[] = [];
    const server = await wireServer(
      "legacy",
      (_, response, id) => {
        asked = id;
        response.writeHead(200, { "content-type": "text/event-stream" }).end("retry: 10\nid: e1\ndata: \n\n");
      },
      ({ method, headers }, response) => {
        if (method !== "GET" || headers["last-event-id"] === undefined) return false;
        resumed.push(headers["last-event-id"] as string);
        if (resumed.length > breaks) events(response, { id: asked, result });
        else response.writeHead(200, { "content-type": "text/event-stream" }).write(": wait\n\n");
        response.end();
        return true;
      },
    );
    expect(await outcome(await connect(server.url))).toBe("fine");
    expect(resumed).toEqual(Array.from({ length: breaks + 1 }, () => "e1"));
  });

  it("is polled as often as the server asks, without a longer and longer wait", async () => {
    let asked: unknown;
    let polls = 0;
    const poll = (response: ServerResponse): void =>
      void response
        .writeHead(200, { "content-type": "text/event-stream" })
        .end(`id: e${++polls}\nretry: 30\ndata: \n\n`);
    const seen: unknown[] = [];
    const server = await wireServer(
      "legacy",
      (_, response, id) => ((asked = id), poll(response)),
      ({ method, headers }, response) => {
        if (method !== "GET" || headers["last-event-id"] === undefined) return false;
        seen.push(headers["last-event-id"]);
        if (polls < 9) poll(response);
        else {
          events(response, { id: asked, result });
          response.end();
        }
        return true;
      },
    );
    // Doubled from a quarter of a second on, the nine waits would be over two minutes.
    const client = await connect(server.url, { timeoutMs: 5_000 });
    expect(await outcome(client)).toBe("fine");
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => `e${each}`));
  });

  it("ends with the deadline of the call where nothing ever comes", async () => {
    let resumed = 0;
    const server = await wireServer(
      "legacy",
      (_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).end("id: e1\n\n"),
      ({ method, headers }, response) => {
        if (method !== "GET" || headers["last-event-id"] === undefined) return false;
        resumed++;
        response.writeHead(200, { "content-type": "text/event-stream" }).end();
        return true;
      },
    );
    const client = await connect(server.url);
    await expect(client.callTool("t", {}, { timeoutMs: 1_500 })).rejects.toMatchObject({ code: "TIMEOUT" });
    // What was on its way at the deadline has arrived.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const then = resumed;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(resumed).toBe(then);
    expect(resumed).toBeLessThan(10);
  });

  it.each([404, 405])("ends at once where the server has no such stream, HTTP %i", async (status) => {
    const server = await wireServer(
      "legacy",
      (_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).end("id: e1\n\n"),
      ({ method }, response) => method === "GET" && (json(response, status), true),
    );
    expect(await outcome(await connect(server.url))).toMatchObject({ code: "CONNECTION_CLOSED" });
  });

  it.each(eras)("fails its call at once where there is nothing to go on from, %s", async (era) => {
    const server = await wireServer(era, (_, response) =>
      response.writeHead(200, { "content-type": "text/event-stream" }).end(": hi\n\n"),
    );
    expect(await outcome(await connect(server.url))).toMatchObject({ code: "CONNECTION_CLOSED" });
  });
});
