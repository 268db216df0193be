// A program of its own: calls a protected server 32 times at once with stored tokens that have run out by its clock.
import { createAuth, FileTokenStore } from "../../../src/runtime/auth/index.js";
import { ask } from "../ask.js";

const { url, folder, aheadMs } = JSON.parse(process.argv[2] ?? "{}") as {
  readonly url: string;
  readonly folder: string;
  readonly aheadMs: number;
};
let refreshes = 0;
const auth = createAuth(
  { type: "oauth", subject: "ada", storage: new FileTokenStore(folder), interactive: false },
  {
    serverUrl: url,
    now: () => Date.now() + aheadMs,
    onEvent: ({ type }) => (refreshes += type === "refreshed" ? 1 : 0),
  },
);
const statuses = await Promise.all(Array.from({ length: 32 }, () => ask(auth, url)));
process.stdout.write(JSON.stringify({ refreshes, statuses }));
