import { ConfigurationError } from "../errors/configuration-error.js";

/** The error of adding a server to a client of a single one, or removing one from it. */
export function notOfConfig(server: string): ConfigurationError {
  return new ConfigurationError(
    "This client is connected to a single server. To add servers, create a client from a config: `new Client({ mcpServers: { … } })`.",
    { server },
  );
}
