import { readable, reason } from "../../shared/text/reason.js";
import type { LoggingLevel } from "@modelcontextprotocol/client";
import { callSafely } from "../async/call-safely.js";
import { show } from "../../shared/text/show.js";
import { host } from "../platform/host.js";
import type { LogMessage } from "./connection-handlers.js";
import type { ProgressRouter } from "./progress-router.js";
import type { SessionSettings } from "./session-settings.js";
import type { Inbound } from "./taps.js";

/** Returns true if the message is handled here, so that the SDK need not see it. */
export function dispatch(message: Inbound, progress: ProgressRouter, settings: SessionSettings): boolean {
  if (message.id !== undefined) return false;
  const params = message.params ?? {};
  try {
    if (message.method === "notifications/progress") {
      progress.deliver(params);
      return true;
    }
    if (message.method === "notifications/message") {
      const { level, logger, data } = params as { level: LoggingLevel; logger?: string; data: unknown };
      const log = { level, data, server: settings.server, ...(typeof logger === "string" && { logger }) };
      (settings.handlers.onLog ?? debugLog)(log);
      settings.emit({ type: "log", ...log });
      return true;
    }
    settings.onNotification(message);
  } catch (error) {
    handlerFailed(readable(error), settings);
  }
  return false;
}

/** Wraps a handler so that its failure is only reported. */
export function guarded<T>(
  handler: ((value: T) => void) | undefined,
  settings: SessionSettings,
): ((value: T) => void) | undefined {
  if (handler === undefined) return undefined;
  return (value) =>
    callSafely(
      () => handler(value),
      (error) => handlerFailed(error, settings),
    );
}

/** Reports what the SDK signals outside requests: each request has its own error, so this is only for diagnosis. */
export function report(error: unknown, { emit, server }: SessionSettings): void {
  const message = show(reason(error), 500);
  emit({ type: "diagnostic", severity: "info", server, code: "TRANSPORT_ERROR", message, cause: error });
}

/** Reports a message that did not follow the protocol, but is used. */
export function repaired(what: string, { emit, server }: SessionSettings): void {
  const message = show(`"${server}": ${what}.`, 500);
  emit({ type: "diagnostic", severity: "info", server, code: "MESSAGE_REPAIRED", message });
}

function handlerFailed(error: unknown, { emit, server }: SessionSettings): void {
  const message = show(reason(error), 500);
  emit({ type: "diagnostic", severity: "warning", server, code: "HANDLER_FAILED", message, cause: error });
}

/** Handles log messages without a handler: `NODE_DEBUG=fmcp` shows them. */
function debugLog({ level, logger, data, server }: LogMessage): void {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  host.debug(
    `[${show(server)}] ${level}${logger === undefined ? "" : ` ${show(logger)}`}: ${show(text, 2_000)}`,
  );
}
