import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";
import { componentNouns } from "../errors/unknown-component-error.js";

/**
 * Servers of a client failed, and either no other server answered or `onServerError` is `"throw"`. `errors` has the error of
 * each.
 */
export class ServersFailedError extends FmcpError {
  readonly errors: ReadonlyMap<string, unknown>;

  constructor(errors: ReadonlyMap<string, unknown>, all: number) {
    const said = [...errors].map(([server, error]) => `"${show(server)}": ${messageOf(error)}`).join("; ");
    const count = errors.size === all ? `All ${all} servers` : `${errors.size} of ${all} servers`;
    super("SERVERS_FAILED", `${count} failed. ${said}`, {
      server: [...errors.keys()][0],
      cause: new AggregateError(errors.values(), "One error for each server that failed."),
    });
    this.errors = errors;
  }
}

/** Two servers have a component with the same name. */
export class NameCollisionError extends FmcpError {
  readonly servers: readonly [string, string];

  constructor(kind: keyof typeof componentNouns, id: string, first: string, second: string) {
    super(
      "NAME_COLLISION",
      `"${show(first)}" and "${show(second)}" both offer the ${componentNouns[kind]} "${show(id)}". ` +
        'Prefix their names (`prefix: "always"`), rename one in the config, or use the first (`onCollision: "first"`).',
      { server: second, subject: id },
    );
    this.servers = [first, second];
  }
}

function messageOf(error: unknown): string {
  return show(reason(error), 300);
}
