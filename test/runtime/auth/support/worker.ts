// A program of its own: calls a protected server `calls` times, `parallel` at once, and says on stdout how it went.
import { createAuth, FileTokenStore } from "../../../../src/runtime/auth/index.js";

interface Order {
  readonly url: string;
  readonly folder: string;
  readonly rounds: number;
  readonly parallel: number;
  readonly pauseMs: number;
}

const order = JSON.parse(process.argv[2] ?? "{}") as Order;
const events: string[] = [];
const failures: string[] = [];
const auth = createAuth(
  { type: "oauth", subject: "alice", storage: new FileTokenStore(order.folder), interactive: false },
  { serverUrl: order.url, server: "weather", onEvent: (event) => events.push(event.type) },
);
for (let round = 0; round < order.rounds; round++) {
  await Promise.all(
    Array.from({ length: order.parallel }, async () => {
      try {
        const response = await auth.fetch(order.url, {
          method: "POST",
          body: "{}",
          headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
        });
        await response.arrayBuffer();
        if (response.status === 401 || response.status === 403) failures.push(`HTTP ${response.status}`);
      } catch (error) {
        failures.push(String(error));
      }
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, order.pauseMs));
}
process.stdout.write(JSON.stringify({ events, failures }));
