import { describe, expect, it } from "vitest";
import type { Member } from "../../../src/runtime/replicas/member.js";
import { TaskHomes } from "../../../src/runtime/replicas/task-homes.js";
import { request } from "../async/fake-clock.js";

const member = (label: string): Member => ({ label }) as Member;

describe("TaskHomes", () => {
  const [a, b] = [member("a"), member("b")];
  const call = request("tools/call");
  const about = (taskId: unknown, method = "tasks/get") => request(method, {}, { taskId });

  it.each([
    ["2025-11-25", { task: { taskId: "t", status: "working" } }],
    [
      "a draft of 2025-11-25 (FastMCP 2.14)",
      { content: [], _meta: { "modelcontextprotocol.io/task": { taskId: "t", status: "working" } } },
    ],
    ["2026-07-28", { resultType: "task", taskId: "t", status: "working" }],
  ])("a task of %s belongs to the member that began it", (_revision, answer) => {
    const homes = new TaskHomes();
    homes.answered(call, answer, a);
    for (const method of ["tasks/get", "tasks/result", "tasks/update", "tasks/cancel"])
      expect(homes.of(about("t", method))).toBe(a);
    expect(homes.of(about("other"))).toBeUndefined();
    expect(homes.of(request("tools/call", {}, { taskId: "t" }))).toBeUndefined();
  });

  it.each([
    ["an answer", call, { content: [], taskId: "t" }],
    ["a task without an id", call, { resultType: "task", status: "working" }],
    ["an id that is not a string", call, { task: { taskId: 1 } }],
    ["nothing", call, undefined],
    ["what another method answers", request("tasks/get"), { resultType: "task", taskId: "t" }],
  ])("%s begins none", (_name, asked, answer) => {
    const homes = new TaskHomes();
    homes.answered(asked, answer, a);
    expect(homes.of(about("t"))).toBeUndefined();
  });

  it("forgets those of a removed member, and the oldest of very many", () => {
    const homes = new TaskHomes();
    for (let i = 0; i <= 10_000; i++) homes.answered(call, { task: { taskId: `t${i}` } }, i % 2 ? a : b);
    expect([0, 1, 2].map((i) => homes.of(about(`t${i}`)))).toEqual([undefined, a, b]);
    homes.forget(a);
    expect([1, 2].map((i) => homes.of(about(`t${i}`)))).toEqual([undefined, b]);
  });
});
