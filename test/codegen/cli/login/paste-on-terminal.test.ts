import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pasteOnTerminal } from "../../../../src/codegen/cli/login/paste-on-terminal.js";

const PAGE = new URL("https://as.example.com/authorize");
const ADDRESS = "http://127.0.0.1:1/callback?code=c";
const interrupted = vi.fn();
beforeEach(() => void process.on("SIGINT", interrupted));
afterEach(() => {
  process.off("SIGINT", interrupted);
  interrupted.mockReset();
});

/** Asks on a terminal where `keys` are pressed. */
function ask(keys: string, signal = new AbortController().signal): Promise<string> {
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const answer = pasteOnTerminal(PAGE, signal, input, output);
  for (const line of keys.split(/(?<=\r)/)) setImmediate(() => input.write(line));
  return answer;
}

describe("an address pasted on a terminal", () => {
  it.each([
    ["is read", `${ADDRESS}\r`],
    ["is awaited after empty lines", `\r  \r${ADDRESS}\r`],
  ])("%s", async (_, keys) => {
    expect(await ask(keys)).toBe(ADDRESS);
    expect(interrupted).not.toHaveBeenCalled();
  });

  it("waits for the browser only after Ctrl+D", async () => {
    const end = new AbortController();
    const asked = ask("\u{4}", end.signal);
    setTimeout(() => end.abort(new Error("logged in")), 20);
    await expect(asked).rejects.toThrow("logged in");
  });

  it("leaves Ctrl+C to the process, and ends with it", async () => {
    const end = new AbortController();
    const asked = ask("\u{3}", end.signal);
    await vi.waitFor(() => expect(interrupted).toHaveBeenCalledOnce());
    end.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });
});
