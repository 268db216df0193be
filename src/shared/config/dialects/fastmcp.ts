import { isJsonObject } from "../../json/json.js";
import { type Dialect, LeftOut } from "./dialect.js";

/** `fastmcp.json` describes one server: its source, its environment and its deployment. The `fastmcp` command runs it. */
export const fastmcp: Dialect = {
  id: "fastmcp",
  title: "FastMCP",
  docs: "https://gofastmcp.com/deployment/server-configuration",
  project: ["fastmcp.json"],
  home: [],
  shape: (document) => isJsonObject(document["source"]) && typeof document["source"]["path"] === "string",
  servers(document, _platform, file = "fastmcp.json") {
    const { source, deployment } = document;
    if (!isJsonObject(source) || typeof source["path"] !== "string") return [];
    const { path } = source;
    const name = nameOf(path);
    const { transport = "stdio", host, port, path: route, env } = isJsonObject(deployment) ? deployment : {};
    if (transport !== "stdio" && typeof port === "number") {
      const where = typeof host === "string" ? host.replace("0.0.0.0", "127.0.0.1") : "127.0.0.1";
      const below = typeof route === "string" ? route : transport === "sse" ? "/sse" : "/mcp";
      return [[name, { type: transport, url: `http://${where}:${port}${below}` }]];
    }
    if (transport !== "stdio") {
      return [
        [
          name,
          new LeftOut(
            `It is deployed over ${String(transport)} without a port.`,
            "Add deployment.port, or give the URL.",
          ),
        ],
      ];
    }
    // The command changes to `deployment.cwd` itself, after it has found its file.
    const args = ["run", file, "--transport", "stdio", "--no-banner"];
    return [
      [
        name,
        {
          command: "fastmcp",
          args,
          ...(env !== undefined && { env }),
        },
      ],
    ];
  },
};

/** Returns the name of a script; of a package's own module, that of the package. */
function nameOf(path: string): string {
  const [script = "server", folder] = path.split(/[\\/]/).reverse();
  const name = script.replace(/\.py$/, "");
  return /^__\w+__$/.test(name) ? (folder ?? name) : name;
}
