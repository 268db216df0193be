import * as api from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, expect, it } from "vitest";
import type { LayerRequest } from "../../../src/runtime/layers/layer.js";
import { openTelemetry } from "../../../src/runtime/telemetry/open-telemetry.js";
import { context, request } from "../async/fake-clock.js";

afterAll(() => api.trace.disable());

it("works with the real API and SDK of OpenTelemetry", async () => {
  const exporter = new InMemorySpanExporter();
  api.trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.propagation.setGlobalPropagator(new W3CTraceContextPropagator());

  const sent: LayerRequest[] = [];
  const send = openTelemetry(api)((inner) => {
    sent.push(inner);
    return sent.length === 1 ? Promise.resolve({ content: [] }) : Promise.reject(new Error("no answer"));
  });
  const call = request("tools/call", { subject: "add" }, { name: "add" });
  await api.trace.getTracer("app").startActiveSpan("turn", async (turn) => {
    await send(call, context());
    await expect(send(call, context())).rejects.toThrow("no answer");
    turn.end();
  });

  const [first, second, turn] = exporter.getFinishedSpans();
  expect([first, second].map((span) => span?.parentSpanContext?.spanId)).toEqual([
    turn?.spanContext().spanId,
    turn?.spanContext().spanId,
  ]);
  expect(first).toMatchObject({ name: "tools/call add", kind: api.SpanKind.CLIENT });
  expect(first?.status.code).toBe(api.SpanStatusCode.UNSET);
  expect(second?.status).toMatchObject({ code: api.SpanStatusCode.ERROR, message: "no answer" });
  const { traceId, spanId } = first?.spanContext() ?? {};
  expect(sent[0]?.params["_meta"]).toMatchObject({ traceparent: `00-${traceId}-${spanId}-01` });
});
