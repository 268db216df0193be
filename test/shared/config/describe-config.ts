import type { ParsedConfig, ServerEntry } from "../../../src/shared/config/index.js";

/** What was read of a config, a line for each server, fault and warning, as the table has it. */
export function describeConfig(config: ParsedConfig): readonly string[] {
  return [
    ...config.servers.map(describeServer),
    // after the first syntax error a parser guesses
    ...config.faults
      .filter(({ pointer }, index) => index === 0 || pointer !== "")
      .map(({ pointer, message, hint }) => `fault ${pointer}: ${message} ${hint}`),
    ...(config.warnings ?? []).map(({ pointer, message }) => `warning ${pointer}: ${message}`),
  ];
}

function describeServer(entry: ServerEntry): string {
  const { key, disabled, timeoutMs, includeTools, excludeTools, tools } = entry;
  const settings = [
    ...(disabled ? ["off"] : []),
    ...(timeoutMs === undefined ? [] : [`${timeoutMs} ms`]),
    ...(includeTools === undefined ? [] : [`only ${includeTools.join(" ")}`]),
    ...(excludeTools === undefined ? [] : [`without ${excludeTools.join(" ")}`]),
    ...(tools === undefined ? [] : [`changes ${JSON.stringify(tools)}`]),
    ...endpointSettings(entry),
  ];
  return [`${key}: ${endpointOf(entry)}`, ...settings].join(", ");
}

function endpointOf(entry: ServerEntry): string {
  if (entry.kind === "stdio") return ["stdio", entry.command, ...entry.args].join(" ");
  return `${entry.kind}${entry.explicitKind ? "" : "?"} ${entry.url}`;
}

function endpointSettings(entry: ServerEntry): readonly string[] {
  if (entry.kind === "stdio") {
    const { env, envFile, cwd, inheritEnv } = entry;
    return [
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...(envFile === undefined ? [] : [`envFile ${envFile}`]),
      ...(cwd === undefined ? [] : [`cwd ${cwd}`]),
      ...(inheritEnv === undefined ? [] : [`inherits ${inheritEnv.join(" ")}`]),
    ];
  }
  return [
    ...Object.entries(entry.headers).map(([name, value]) => `${name}: ${value}`),
    ...(entry.auth === undefined ? [] : [`auth ${JSON.stringify(entry.auth)}`]),
  ];
}
