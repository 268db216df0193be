// The app of `npm run places`: a generated client of a server with a URL, calls that are answered and one that is refused; and a call that a
// recording answers, from its lines.
import { FmcpError } from "fmcp-runtime";
import { replay } from "fmcp-runtime/testing";
import { createEverything } from "./mcp/index.js";
import recorded from "./recorded.jsonl";

export async function main(url: string): Promise<string> {
  const everything = createEverything({ target: url });
  const { temperature } = await everything.getStructuredContent({ location: "Chicago" });
  const { text } = await everything.echo({ message: "hi" });
  const refused = await everything.echo({} as never).catch((error: unknown) => error);
  await everything.$close();
  const offline = createEverything({ target: replay(recorded.split("\n")) });
  const { conditions } = await offline.getStructuredContent({ location: "Chicago" });
  await offline.$close();
  return JSON.stringify([
    temperature,
    text,
    refused instanceof FmcpError && refused.code === "INPUT_INVALID",
    conditions,
  ]);
}
