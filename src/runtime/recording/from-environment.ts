import { Once } from "../async/once.js";
import type { Layer } from "../layers/layer.js";

/** Layers by folder: clients of one program that record into the same folder share one. */
const layers = new Map<string, Layer>();

/**
 * Returns the layer that records all clients of a program without changing it: `FMCP_RECORD=folder`. Its code is loaded with
 * the first request.
 */
export function recordersOf(env: Readonly<Record<string, string | undefined>>): readonly Layer[] {
  const to = env["FMCP_RECORD"];
  if (to === undefined || to === "") return [];
  const known = layers.get(to) ?? lazily(async () => (await import("./record.js")).record({ to }));
  layers.set(to, known);
  return [known];
}

function lazily(load: () => Promise<Layer>): Layer {
  const loaded = new Once(load);
  return (next) => {
    const handler = new Once(async () => (await loaded.get())(next));
    return async (request, context) => (await handler.get())(request, context);
  };
}
