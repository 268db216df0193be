export { openTelemetry } from "./telemetry/open-telemetry.js";
export type { OpenTelemetryApi } from "./telemetry/otel-api.js";
export type { RuntimeEventOf, RuntimeEventType } from "./events/index.js";
