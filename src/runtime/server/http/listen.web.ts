import { UnsupportedError } from "../../errors/unsupported-error.js";
import type { ListenOptions, Listening } from "./listening.js";

export type { ListenOptions, Listening };

/** This platform cannot listen on a port. @throws {UnsupportedError} */
export function listen(): Promise<Listening> {
  return Promise.reject(
    new UnsupportedError(
      "This platform cannot listen on a port. Pass its requests to `toServer(client).http().fetch`.",
      {},
    ),
  );
}
