// The app of `npm run places`: a generated client of a server with a URL, calls that are answered and one that is refused.
import { FmcpError } from "fmcp-runtime";
import { createEverything } from "./mcp/index.js";

export async function main(url: string): Promise<string> {
  const everything = createEverything({ target: url });
  const { temperature } = await everything.getStructuredContent({ location: "Chicago" });
  const { text } = await everything.echo({ message: "hi" });
  const refused = await everything.echo({} as never).catch((error: unknown) => error);
  await everything.$close();
  return JSON.stringify([
    temperature,
    text,
    refused instanceof FmcpError && refused.code === "INPUT_INVALID",
  ]);
}
