import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { reason } from "../../shared/text/reason.js";
import { show } from "../../shared/text/show.js";

/** What a name or URI stands for. */
const NOUNS = {
  tools: "tool",
  resources: "resource",
  resourceTemplates: "resource template",
  prompts: "prompt",
} as const;

/** No server offers the tool, prompt or resource, or its config hides it. Nothing was sent. */
export class UnknownComponentError extends FmcpError {
  constructor(kind: keyof typeof NOUNS, id: string, why: string, server?: string, cause?: unknown) {
    super("UNKNOWN_COMPONENT", `Unknown ${NOUNS[kind]}: "${show(id)}". ${why}`, {
      server,
      subject: id,
      cause,
    });
  }
}

/** Servers of a client failed, and no other could answer, or none may. `errors` has the error of each. */
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

/** Two servers offer something by the same name. */
export class NameCollisionError extends FmcpError {
  readonly servers: readonly [string, string];

  constructor(kind: keyof typeof NOUNS, id: string, first: string, second: string) {
    super(
      "NAME_COLLISION",
      `"${show(first)}" and "${show(second)}" both offer the ${NOUNS[kind]} "${show(id)}". ` +
        'Prefix their names (`prefix: "always"`), rename one in the config, or take the first (`onCollision: "first"`).',
      { server: second, subject: id },
    );
    this.servers = [first, second];
  }
}

function messageOf(error: unknown): string {
  return show(reason(error), 300);
}
