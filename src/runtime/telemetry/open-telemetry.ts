import type { Layer, LayerContext, LayerRequest } from "../layers/layer.js";
import { clientKind, errorStatus, type OpenTelemetryApi, type OtelAttributes } from "./otel-api.js";

/**
 * Creates a span for every request, and sends its trace context in the request's `_meta` (`traceparent`, `tracestate`,
 * `baggage`, which MCP 2026-07-28 reserves for it). Use it as an interceptor:
 *
 * ```ts
 * import * as api from "@opentelemetry/api";
 * new Client(target, { interceptors: [openTelemetry(api)] });
 * ```
 */
export function openTelemetry(api: OpenTelemetryApi): Layer {
  const tracer = api.trace.getTracer("fmcp-codegen");
  return (next) => async (request, context) => {
    const parent = api.context.active();
    const span = tracer.startSpan(
      nameOf(request),
      { kind: clientKind, attributes: attributesOf(request, context) },
      parent,
    );
    const own = api.trace.setSpan(parent, span);
    const carrier: Record<string, string> = {};
    api.propagation.inject(own, carrier);
    try {
      const result = await api.context.with(own, () => next(withMeta(request, carrier), context));
      if (isFailedTool(result)) {
        span.setAttribute("error.type", "tool_error");
        span.setStatus({ code: errorStatus });
      }
      return result;
    } catch (error) {
      span.setAttribute("error.type", typeOf(error));
      span.setStatus({ code: errorStatus, ...(error instanceof Error && { message: error.message }) });
      if (error instanceof Error) span.recordException(error);
      throw error;
    } finally {
      span.end();
    }
  };
}

/** `tools/call add`; not for URIs, of which there are too many. */
function nameOf({ method, traits, params }: LayerRequest): string {
  return traits.subject === undefined || "uri" in params ? method : `${method} ${traits.subject}`;
}

function attributesOf(
  { method, traits, params }: LayerRequest,
  { server, redact = (text) => text }: LayerContext,
): OtelAttributes {
  const { subject } = traits;
  return {
    "rpc.system": "mcp",
    "rpc.method": method,
    "rpc.service": server,
    "mcp.method.name": method,
    ...(typeof params["uri"] === "string" ? { "mcp.resource.uri": redact(params["uri"]) } : {}),
    ...(method === "tools/call" && subject !== undefined ? { "gen_ai.tool.name": subject } : {}),
    ...(method === "prompts/get" && subject !== undefined ? { "gen_ai.prompt.name": subject } : {}),
  };
}

function withMeta(request: LayerRequest, carrier: Record<string, string>): LayerRequest {
  if (Object.keys(carrier).length === 0) return request;
  const meta = request.params["_meta"];
  // The caller's own `_meta` takes precedence.
  const _meta = { ...carrier, ...(typeof meta === "object" ? meta : {}) };
  return { ...request, params: { ...request.params, _meta } };
}

function isFailedTool(result: unknown): boolean {
  return typeof result === "object" && result !== null && (result as { isError?: unknown }).isError === true;
}

function typeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  return error instanceof Error ? error.name : "_OTHER";
}
