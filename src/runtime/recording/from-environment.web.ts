import type { Layer } from "../layers/layer.js";

/** Recordings need files, so there are none here. Variables are not read (Deno asks a person before a program may read one). */
export function recordersOf(_env: Readonly<Record<string, string | undefined>>): readonly Layer[] {
  return [];
}
