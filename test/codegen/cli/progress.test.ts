import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { startProgress } from "../../../src/codegen/cli/generate/progress.js";
import { Output } from "../../../src/codegen/cli/output.js";

/** A progress that writes to memory; `said` is everything so far. */
async function watched(live: boolean) {
  const stderr = new PassThrough();
  const said: string[] = [];
  stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const terminal = {
    stdout: new PassThrough(),
    stderr,
    env: {},
    cwd: "/",
    colours: false,
    live,
    columns: 40,
  };
  const progress = await startProgress(new Output(terminal), live, () => 1_500);
  return { progress, said: () => said.join("") };
}

describe("progress", () => {
  it("rewrites a line for each busy server on a terminal, with control characters escaped", async () => {
    const { progress, said } = await watched(true);
    progress.handle({ type: "server-start", server: "weather" });
    progress.handle({ type: "server-start", server: "odd\u001b[31m" });
    expect(said()).toContain("weather  connecting  0.0 s");
    expect(said()).toContain("odd\\u{1b}[31m  connecting");
    progress.handle({
      type: "server-ready",
      server: "weather",
      durationMs: 10,
      tools: 1,
      resources: 0,
      templates: 0,
      prompts: 0,
    });
    progress.line("done: weather");
    progress.stop();
    expect(said()).toContain("done: weather\n");
    const after = said();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(said()).toBe(after);
  });

  it("prints only permanent lines elsewhere", async () => {
    const { progress, said } = await watched(false);
    progress.handle({ type: "server-start", server: "weather" });
    progress.line("done: weather");
    progress.stop();
    expect(said()).toBe("done: weather\n");
  });
});
