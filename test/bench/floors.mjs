// The least that a call can cost: JSON-RPC over a raw pipe, and over bare undici.
import { spawn } from "node:child_process";
import { Agent, request } from "undici";

const messageOf = (id, args) =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name: "add", arguments: args } });

/** Lines into a process and out of it, and a map of who waits. */
export function barePipe({ command, args }) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map();
  let parts = [];
  let count = 0;
  child.stdout.setEncoding("utf8").on("data", (text) => {
    const lines = text.split("\n");
    lines[0] = parts.join("") + lines[0];
    if (lines.length === 1) return void (parts = [lines[0]]);
    parts = [lines.pop()];
    for (const line of lines) {
      const { id, result } = JSON.parse(line);
      waiting.get(id)(result);
      waiting.delete(id);
    }
  });
  const call = (given) =>
    new Promise((resolve) => {
      waiting.set(++count, resolve);
      child.stdin.write(`${messageOf(count, given)}\n`);
    });
  return { call, close: () => child.kill() };
}

/** One POST for each call. */
export function bareHttp(url) {
  const dispatcher = new Agent();
  const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  let count = 0;
  const call = async (args) => {
    const body = messageOf(++count, args);
    const answer = await request(url, { method: "POST", dispatcher, headers, body });
    return JSON.parse(await answer.body.text()).result;
  };
  return { call, close: () => dispatcher.close() };
}
