/** The part of `@opentelemetry/api` that is used, by structure: pass the module itself, it is no dependency. */
export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string, version?: string): OtelTracer;
    setSpan(context: OtelContext, span: OtelSpan): OtelContext;
  };
  readonly context: {
    active(): OtelContext;
    with<T>(context: OtelContext, run: () => T): T;
  };
  readonly propagation: {
    inject(context: OtelContext, carrier: Record<string, string>): void;
  };
}

/** Opaque. */
export type OtelContext = object;

/** The part of an OpenTelemetry tracer that is used. */
export interface OtelTracer {
  startSpan(
    name: string,
    options?: { kind: number; attributes: OtelAttributes },
    context?: OtelContext,
  ): OtelSpan;
}

/** Attributes of an OpenTelemetry span. */
export type OtelAttributes = Record<string, string | number | boolean>;

/** The part of an OpenTelemetry span that is used. */
export interface OtelSpan {
  setAttribute(key: string, value: string | number | boolean): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  recordException(error: Error): unknown;
  end(): void;
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of the API; the numbers are part of its stable contract. */
export const clientKind = 2;
export const errorStatus = 2;
