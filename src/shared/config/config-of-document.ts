import type { ParsedConfig } from "./entry.js";
import type { ConfigFault } from "./fault.js";
import type { ConfigDocument } from "./formats/document.js";
import { parseConfig, type ParseOptions } from "./parse-config.js";

/**
 * Reads the config in a document, with line and column for every fault and warning. A syntax error makes the whole config
 * unusable.
 */
export function configOfDocument(document: ConfigDocument, options: ParseOptions): ParsedConfig {
  const { value, faults } = document;
  if (value === undefined || faults.some(({ pointer }) => pointer === "")) {
    const origin = options.path === undefined ? {} : { path: options.path };
    return { ...origin, servers: [], faults: faults.length > 0 ? faults : [EMPTY], rejected: {}, rest: {} };
  }
  const config = parseConfig(value, options);
  const placed = (each: ConfigFault): ConfigFault => ({ ...each, ...document.placeOf(each.pointer) });
  return {
    ...config,
    faults: [...faults, ...config.faults.map(placed)],
    ...(config.warnings !== undefined && { warnings: config.warnings.map(placed) }),
  };
}

const EMPTY: ConfigFault = {
  pointer: "",
  line: 1,
  column: 1,
  message: "No MCP servers defined in the config: it is empty.",
  hint: 'Write { "mcpServers": { "name": { "command": … } } }.',
};
