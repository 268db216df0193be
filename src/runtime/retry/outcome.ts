/**
 * How far a failed request got, modelled on gRPC's progress classes. It decides whether the request may be sent again.
 *
 * - `notSent`: no byte of it left this process (name resolution, refused connection, TLS, failed spawn, full queue).
 * - `refused`: the server proved that it did not run it (401, 404 of a session, 429, 503 with Retry-After, -32020, -32022).
 * - `unknown`: it was sent, but no response was received: it may or may not have run.
 * - `answered`: the server ran it and said so, with an error.
 */
export type FailureClass = "notSent" | "refused" | "unknown" | "answered";

/** How one attempt ended. `cancelled`: by the caller, which says nothing about the server. */
export type Outcome = "ok" | FailureClass | "cancelled";
