import { UnsupportedError } from "../../errors/unsupported-error.js";
import type { ListenOptions, Listening } from "./listening.js";

export type { ListenOptions, Listening };

/** No port can be listened on here. @throws {UnsupportedError} */
export function listen(): Promise<Listening> {
  return Promise.reject(
    new UnsupportedError(
      "This place cannot listen on a port. Hand the requests that it gets to `toServer(client).http().fetch`.",
      {},
    ),
  );
}
