import { isJsonObject, type Json } from "../../json/json.js";
import { type Dialect, LeftOut, type Surroundings } from "./dialect.js";

/** A block of the assistant; in older files, `url` is under `transport`. */
export const continueDev: Dialect = {
  id: "continue",
  title: "Continue",
  docs: "https://docs.continue.dev/customize/deep-dives/mcp",
  project: [".continue/mcpServers/*.yaml", ".continue/config.yaml", ".continue/mcpServers/*.json"],
  home: [".continue/config.yaml", ".continue/config.json"],
  containers: [["mcpServers"], ["experimental", "modelContextProtocolServers"]],
  shape: (document) => document["schema"] === "v1" && Array.isArray(document["mcpServers"]),
  rewrite(entry, { note }) {
    const { requestOptions, timeout, uses, ...rest } = entry;
    if (typeof uses === "string") {
      return new LeftOut(
        "It is a block of Continue's hub, which is not looked up here.",
        "Write what the block says: its command, or its url.",
      );
    }
    const { headers, timeoutMs } = ofRequests(requestOptions, note);
    // `timeout` of older files is `connectionTimeout` in newer ones: how long a start may take.
    const start = timeout === undefined ? {} : { connectionTimeout: timeout };
    return {
      ...start,
      ...rest,
      ...(headers !== undefined && { headers }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    };
  },
};

/** Reads `requestOptions`: its time limit is in seconds (`packages/fetch/src/getAgentOptions.ts` of the client). */
function ofRequests(
  options: Json | undefined,
  note: Surroundings["note"],
): { readonly headers?: Json; readonly timeoutMs?: number } {
  if (!isJsonObject(options)) return {};
  const { headers, timeout, ...others } = options;
  for (const name of Object.keys(others)) {
    const hint = "Use `tls` and `proxy` of the entry, or `fetch` in code.";
    note(`requestOptions.${name}`, "It is not used.", hint);
  }
  return {
    ...(headers !== undefined && { headers }),
    ...(typeof timeout === "number" && { timeoutMs: timeout * 1_000 }),
  };
}
