import { describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { McpError } from "../../../src/runtime/errors/index.js";
import type { LayerRequest } from "../../../src/runtime/layers/layer.js";
import { openTelemetry } from "../../../src/runtime/telemetry/open-telemetry.js";
import type { OpenTelemetryApi, OtelSpan } from "../../../src/runtime/telemetry/otel-api.js";
import { context, request } from "../async/fake-clock.js";

/** Writes down what an SDK of OpenTelemetry would export. */
function recorder() {
  const spans: {
    name: string;
    attributes: Record<string, unknown>;
    status?: object;
    errors: Error[];
    ended: number;
  }[] = [];
  let active: object = {};
  const api: OpenTelemetryApi = {
    trace: {
      getTracer: () => ({
        startSpan: (name, options) => {
          const span = {
            name,
            attributes: { ...options?.attributes },
            errors: [] as Error[],
            ended: 0,
          } as (typeof spans)[number];
          spans.push(span);
          return {
            setAttribute: (key, value) => (span.attributes[key] = value),
            setStatus: (status) => (span.status = status),
            recordException: (error) => span.errors.push(error),
            end: () => span.ended++,
          } satisfies OtelSpan;
        },
      }),
      setSpan: (parent) => ({ parent }),
    },
    context: {
      active: () => active,
      with: (inner, run) => {
        const outer = active;
        active = inner;
        try {
          return run();
        } finally {
          active = outer;
        }
      },
    },
    propagation: { inject: (_context, carrier) => void (carrier["traceparent"] = "00-1-2-01") },
  };
  const sent: LayerRequest[] = [];
  const send = (answer: unknown, req: LayerRequest) =>
    openTelemetry(api)(async (inner) => {
      sent.push(inner);
      if (answer instanceof Error) throw answer;
      return answer;
    })(req, context());
  return { spans, sent, send, api };
}

describe("openTelemetry", () => {
  it("exports no secret of the client that a server quotes", async () => {
    const { spans, api } = recorder();
    const secret = "tokSecretValue88yy";
    const fetch = async (_input: unknown, init?: RequestInit): Promise<Response> => {
      const { id = 0, method } = JSON.parse(String((init?.body ?? "{}") as unknown)) as {
        id?: number;
        method?: string;
      };
      const started = {
        ...{ protocolVersion: "2025-11-25", capabilities: { tools: {}, resources: {} } },
        serverInfo: { name: "s", version: "1" },
      };
      const error = { code: -32_000, message: `denied for ${secret}`, data: { secret } };
      const answer = method === "initialize" ? { result: started } : { error };
      return Response.json({ jsonrpc: "2.0", id, ...answer });
    };
    const client = new Client(
      { url: "https://x.example/mcp", fetch },
      { auth: secret, protocol: "legacy", interceptors: [openTelemetry(api)] },
    );
    await client.connect();
    await expect(client.callTool("t")).rejects.toThrow("denied for ***");
    await expect(client.readResource(`x://${secret}`)).rejects.toThrow("denied for ***");
    await client.close();
    const exported = spans.map(({ errors, ...rest }) => ({
      ...rest,
      errors: errors.map(({ name, message, stack }) => ({ name, message, stack })),
    }));
    expect(exported.filter(({ errors }) => errors.length > 0)).toHaveLength(2);
    expect(JSON.stringify(exported)).not.toContain(secret);
  });

  it("creates one span around a request, and sends its trace context in _meta", async () => {
    const { spans, sent, send } = recorder();
    await send(
      { content: [] },
      request("tools/call", { subject: "add" }, { name: "add", _meta: { progressToken: 1 } }),
    );
    expect(spans).toEqual([
      {
        name: "tools/call add",
        attributes: {
          "rpc.system": "mcp",
          "rpc.method": "tools/call",
          "rpc.service": "weather",
          "mcp.method.name": "tools/call",
          "gen_ai.tool.name": "add",
        },
        errors: [],
        ended: 1,
      },
    ]);
    expect(sent[0]!.params).toEqual({ name: "add", _meta: { progressToken: 1, traceparent: "00-1-2-01" } });
  });

  it("does not put URIs into span names", async () => {
    const { spans, send } = recorder();
    await send({}, request("resources/read", { subject: "a:1" }, { uri: "a:1" }));
    expect(spans[0]).toMatchObject({ name: "resources/read", attributes: { "mcp.resource.uri": "a:1" } });
  });

  it.each<[string, unknown, object]>([
    [
      "an error",
      new McpError("no", -32602),
      { attributes: { "error.type": "MCP_ERROR" }, status: { code: 2, message: "no" }, ended: 1 },
    ],
    [
      "a tool that failed",
      { isError: true },
      { attributes: { "error.type": "tool_error" }, status: { code: 2 }, ended: 1 },
    ],
  ])("tells of %s", async (_intent, answer, want) => {
    const { spans, send } = recorder();
    await send(answer, request()).catch(() => undefined);
    expect(spans[0]).toMatchObject(want);
  });
});
