import { expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { type TaskState } from "../../../src/runtime/tasks.js";
import { everythingStdio } from "../support/everything.js";

it(
  "the reference server's research: its stages are told, its question goes to the handler",
  { timeout: 30_000 },
  async () => {
    const questions: string[] = [];
    await using client = await Client.connect(everythingStdio, {
      handlers: {
        elicitation: (request) => {
          questions.push(request.message);
          return { interpretation: "technical" };
        },
      },
    });
    const task = await client.callToolTask("simulate-research-query", { topic: "python", ambiguous: true });
    const states: TaskState[] = [];
    task.onStatusChange((state) => states.push(state));
    const { content } = await task.result();
    expect(content.text).toContain("Research Report: python (technical");
    expect(questions).toEqual([expect.stringContaining("python")]);
    expect(states.map(({ status }) => status)).toEqual(
      expect.arrayContaining(["input_required", "working", "completed"]),
    );
  },
);
