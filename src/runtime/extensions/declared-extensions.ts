import { callSafely } from "../async/call-safely.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { Inbound } from "../connection/taps.js";
import { checkExtensions } from "./check-extensions.js";
import type { ClientExtension, NotificationBinding, ResultClaim } from "./client-extension.js";

/** The extensions of one client. */
export class Extensions {
  /** What to declare, by identifier. */
  readonly declared: Readonly<Record<string, JsonObject>>;
  /** Identifiers that servers of older revisions are not told. */
  readonly modernOnly: readonly string[];
  readonly #claims: ReadonlyMap<string, ResultClaim>;
  readonly #bindings: ReadonlyMap<string, NotificationBinding>;

  /** @throws {ConfigurationError} for extensions that cannot be used together, or at all */
  constructor(extensions: readonly ClientExtension[] = []) {
    checkExtensions(extensions);
    this.declared = Object.fromEntries(extensions.map(({ id, settings = {} }) => [id, settings]));
    this.modernOnly = extensions.filter(({ claims = [] }) => claims.length > 0).map(({ id }) => id);
    const claims = extensions.flatMap((each) => each.claims ?? []);
    this.#claims = new Map(claims.map((claim) => [claim.resultType, claim]));
    const bindings = extensions.flatMap((each) => each.notifications ?? []);
    this.#bindings = new Map(bindings.map((binding) => [binding.method, binding]));
  }

  /** Whether notifications of the server are expected at any time. */
  get listens(): boolean {
    return this.#bindings.size > 0;
  }

  claimOf(resultType: string): ResultClaim | undefined {
    return this.#claims.get(resultType);
  }

  /** Passes a notification to its extension, if there is one. Failures go to `report`. */
  notified({ method, params = {} }: Inbound, server: string, report: (error: unknown) => void): void {
    const binding = this.#bindings.get(method);
    if (binding === undefined) return;
    callSafely(() => binding.handle(params as JsonObject, { server }), report);
  }
}
