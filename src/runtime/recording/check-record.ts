import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { RecordOptions } from "./record-options.js";

/** Members of a recorded call that a path of `redact` may begin with. */
const PARTS = ["params", "version", "result", "error", "progress", "logs", "asked", "*"];

/** @throws {ConfigurationError} for options of `record` that cannot be meant: a rule that fits nothing would keep a secret */
export function checkRecord(options: RecordOptions): void {
  const { to, redact = [], tools = [], sample = 1, maxCalls = 1, maxBytes = 1 } = options;
  if (typeof to !== "string" || to === "") throw invalid("to", "name the folder of the recordings");
  if (!Array.isArray(redact))
    throw invalid("redact", 'is not an array. Write `redact: ["params.arguments.x"]`');
  redact.forEach((rule: unknown, index) => {
    const fault = faultOfRule(rule);
    if (fault !== undefined) throw invalid(`redact[${index}]`, fault);
  });
  if (
    typeof tools !== "function" &&
    !(Array.isArray(tools) && tools.every((each) => typeof each === "string"))
  )
    throw invalid("tools", 'is neither an array of names nor a function. Write `tools: ["get_*"]`');
  if (!(sample >= 0 && sample <= 1)) throw invalid("sample", "is not a share from 0 to 1");
  if (!(maxCalls > 0)) throw invalid("maxCalls", "is not a number above 0");
  if (!(maxBytes > 0)) throw invalid("maxBytes", "is not a number above 0");
}

function faultOfRule(rule: unknown): string | undefined {
  if (typeof rule === "function")
    return rule.constructor.name === "AsyncFunction"
      ? "is an async function. Return the call itself, not a promise"
      : undefined;
  if (rule instanceof RegExp)
    return new RegExp(rule.source, rule.flags.replace(/[gy]/g, "")).test("")
      ? `${show(String(rule))} matches the empty string. Let it match at least one character`
      : undefined;
  if (typeof rule !== "string") return "is neither a path, a pattern nor a function";
  const steps = rule.split(".");
  if (steps.includes(""))
    return `"${show(rule)}" has an empty step. Write a path, such as "params.arguments.email"`;
  if (PARTS.includes(steps[0] ?? "")) return undefined;
  return `"${show(rule)}" is not a path into a call, which begins with ${PARTS.slice(0, -1).join(", ")} or *. Write "params.arguments.${show(rule)}" for an argument, or a pattern for a text`;
}

function invalid(option: string, fault: string): ConfigurationError {
  return new ConfigurationError(`record: ${option} ${fault}.`);
}
