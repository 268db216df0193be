// What many open sessions cost `fmcp-codegen serve` over HTTP.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Opens sessions of 2025-11-25, each with one call; returns the memory of the proxy before and with them, in MB. */
export async function sessions(count) {
  const back = spawn(process.execPath, [join(root, "test/bench/server.mjs"), "http"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(back.stdout, "data");
  const front = spawn(
    process.execPath,
    [join(root, "bin/fmcp-codegen.js"), "serve", String(line).trim(), "--yes", "--http", "0"],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const dispatcher = new Agent({ connections: 20 });
  try {
    const url = await listening(front);
    await session(url, dispatcher);
    const before = megabytes(front.pid);
    for (let done = 0; done < count; done += 20)
      await Promise.all(Array.from({ length: Math.min(20, count - done) }, () => session(url, dispatcher)));
    return { count, before, after: megabytes(front.pid) };
  } finally {
    front.kill();
    back.kill();
    await dispatcher.destroy();
  }
}

async function session(url, dispatcher) {
  const post = async (id, method, params, session) => {
    const { statusCode, headers, body } = await request(url, {
      method: "POST",
      dispatcher,
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...(session !== undefined && { "mcp-session-id": session, "mcp-protocol-version": "2025-11-25" }),
      },
      body: JSON.stringify({ jsonrpc: "2.0", ...(id !== undefined && { id }), method, params }),
    });
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`${method}: HTTP ${statusCode} ${text}`);
    return [headers["mcp-session-id"], text];
  };
  const clientInfo = { name: "bench", version: "1" };
  const hello = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
  const [id] = await post(1, "initialize", hello);
  await post(undefined, "notifications/initialized", {}, id);
  const [, answer] = await post(2, "tools/call", { name: "add", arguments: { a: 5, b: 3 } }, id);
  if (!answer.includes('"text":"8"')) throw new Error(`not the answer: ${answer}`);
}

async function listening(child) {
  for await (const chunk of child.stderr.setEncoding("utf8")) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\/mcp$/m.exec(chunk) ?? [];
    if (url === undefined) continue;
    child.stderr.resume();
    return url;
  }
  throw new Error("serve ended before it listened");
}

function megabytes(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(kilobytes) / 1024);
}
