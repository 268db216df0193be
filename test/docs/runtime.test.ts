import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { DEFAULT_TIMEOUT_MS, resolveOptions } from "../../src/runtime/backend/backend-options.js";
import { connectLimitMs } from "../../src/runtime/connection/connect-limit.js";
import { DEFAULT_MAX_MESSAGE_BYTES } from "../../src/runtime/transport/message-too-large-error.js";
import { DEFAULT_ANSWER_TIMEOUT_MS } from "../../src/runtime/async/answer-time.js";

const text = readFileSync(new URL("../../docs/runtime.md", import.meta.url), "utf8");

it("docs/runtime.md names the defaults of time and size as they are", () => {
  const { listTimeoutMs } = resolveOptions({});
  const defaults = {
    timeoutMs: DEFAULT_TIMEOUT_MS,
    connectTimeoutMs: connectLimitMs({}, undefined),
    listTimeoutMs,
    answerTimeoutMs: DEFAULT_ANSWER_TIMEOUT_MS,
    maxMessageBytes: DEFAULT_MAX_MESSAGE_BYTES,
  };
  for (const [option, value] of Object.entries(defaults))
    expect(text).toMatch(
      new RegExp(`\\| \`${option}\` +\\| [a-z ]+ +\\| ${value.toLocaleString("en")} +\\|`),
    );
  const longer = connectLimitMs({}, "npx").toLocaleString("en");
  expect(text).toContain(
    `gets ${longer} ms to connect instead of ${connectLimitMs({}, undefined).toLocaleString("en")}`,
  );
});
