import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { isAgreed } from "../../../../src/shared/command-line/consent.js";
import type { Ask } from "../../../../src/shared/form/fill-form.js";
import { shellHandlers } from "../../../../src/codegen/cli/shell/shell-handlers.js";
import { Output } from "../../../../src/codegen/cli/output.js";
import type { ElicitationRequest } from "../../../../src/runtime/handlers/index.js";

const answering =
  (text: string): Ask =>
  () =>
    Promise.resolve(text);

describe("isAgreed", () => {
  it.each<[string, object, Ask | undefined, boolean]>([
    ["calls a destructive tool after a yes", { destructiveHint: true }, answering("y"), true],
    ["does not call it without one", { destructiveHint: true }, answering(""), false],
    ["calls it outside of a terminal", { destructiveHint: true }, undefined, true],
    ["calls any other tool without asking", {}, answering("n"), true],
  ])("%s", async (_, annotations, ask, want) => {
    expect(await isAgreed({ name: "drop", annotations }, ask)).toBe(want);
  });
});

describe("shellHandlers", () => {
  const form: ElicitationRequest = {
    mode: "form",
    message: "Who?",
    schema: { type: "object", properties: {} },
  };
  const url: ElicitationRequest = {
    mode: "url",
    message: "Pay",
    url: "https://h.example/p",
    elicitationId: "1",
  };

  it.each<[string, ElicitationRequest, Ask | undefined, string, string]>([
    ["declines a form outside of a terminal", form, undefined, "decline", "The server asks: Who?"],
    [
      "shows the page to open, and declines outside of a terminal",
      url,
      undefined,
      "decline",
      "https://h.example/p",
    ],
    ["fills in a form in a terminal", form, answering("y"), "accept", "The server asks: Who?"],
    ["accepts a page that the user opened", url, answering("y"), "accept", "https://h.example/p"],
  ])("%s", async (_, request, ask, action, shown) => {
    let said = "";
    const stderr = new Writable({
      write(chunk, _encoding, done) {
        said += String(chunk);
        done();
      },
    });
    const output = new Output({
      stdout: stderr,
      stderr,
      env: {},
      cwd: "/",
      colours: false,
      live: false,
      columns: 80,
    });
    const { elicitation } = shellHandlers(output, ask);
    if (typeof elicitation !== "function") throw new Error("there is no handler");
    const context = { server: "s", signal: new AbortController().signal };
    expect(await elicitation(request, context)).toMatchObject({ action });
    expect(said).toContain(shown);
  });
});
