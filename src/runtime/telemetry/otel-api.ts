/** The used part of `@opentelemetry/api`, as a structural type: pass the module itself, which is not a dependency. */
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

/** The used part of an OpenTelemetry tracer. */
export interface OtelTracer {
  startSpan(
    name: string,
    options?: { kind: number; attributes: OtelAttributes },
    context?: OtelContext,
  ): OtelSpan;
}

/** Attributes of an OpenTelemetry span. */
export type OtelAttributes = Record<string, string | number | boolean>;

/** The used part of an OpenTelemetry span. */
export interface OtelSpan {
  setAttribute(key: string, value: string | number | boolean): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  recordException(error: Error): unknown;
  end(): void;
}

/** `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of the API; the numbers are part of its stable contract. */
export const clientKind = 2;
export const errorStatus = 2;
