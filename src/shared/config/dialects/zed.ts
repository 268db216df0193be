import { isJsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";
import { flatCommand } from "./editors.js";

export const zed: Dialect = {
  id: "zed",
  title: "Zed",
  docs: "https://zed.dev/docs/ai/mcp",
  project: [".zed/settings.json"],
  home: [".config/zed/settings.json", "AppData/Roaming/Zed/settings.json"],
  // In the root of the project (zed-industries/zed#35354).
  startsIn: "project",
  containers: [["context_servers"]],
  shape: (document) => isJsonObject(document["context_servers"]),
  timeout: "small-seconds",
  replaces: [{ forms: [], source: "zed-industries/zed#60459" }],
  rewrite(entry, { document: { context_server_timeout: usual } }) {
    const { settings, source, ...own } = flatCommand(entry);
    const rest = usual === undefined ? own : { timeout: usual, ...own };
    if ("command" in rest || "url" in rest) return rest;
    if (source === "extension" || isJsonObject(settings)) {
      return new LeftOut(
        "It is run by a Zed extension, which brings the command.",
        'Give the command itself: { "source": "custom", "command": … }.',
      );
    }
    return rest;
  },
};
