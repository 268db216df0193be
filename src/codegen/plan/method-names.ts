import { show } from "../../shared/text/show.js";
import { assignNames, type AssignedName } from "./assign-names.js";
import { NameOverrideError } from "./plan-errors.js";
import type { NameMap, PlanDiagnostic } from "./plan.js";
import { RESERVED_METHODS, RESERVED_PROMPTS, RESERVED_TEMPLATES } from "./reserved.js";
import { camelCase } from "./identifiers.js";

/** What gets a method: the kind decides which names are reserved and which suffix is appended to them. */
export type MethodKind = "tool" | "prompt" | "template";

/** An item with the id that orders name assignment, and the foreign text for its name. */
export interface Named {
  readonly id: string;
  readonly source: string;
}

const RULES = {
  tool: { reserved: RESERVED_METHODS, suffix: "Tool", reachable: "$call" },
  prompt: { reserved: RESERVED_PROMPTS, suffix: "Prompt", reachable: "$client.getPrompt" },
  template: { reserved: RESERVED_TEMPLATES, suffix: "Template", reachable: "resources.read" },
} as const;

/** The method names of one kind of item of one server, by id. */
export interface MethodNames {
  readonly names: ReadonlyMap<string, AssignedName>;
  readonly diagnostics: readonly PlanDiagnostic[];
}

/** Assigns method names. `overrides`: by `server.wire-name`. */
export function methodNames(
  server: string,
  kind: MethodKind,
  items: readonly Named[],
  overrides: Readonly<Record<string, string>>,
): MethodNames {
  const { reserved, suffix, reachable } = RULES[kind];
  const nameables = items.map(({ id, source }) => {
    const override = overrideOf(`${server}.${source}`, overrides, reserved);
    return { id, natural: camelCase(source, kind), ...(override !== undefined && { override }) };
  });
  const names = assignNames(nameables, reserved, suffix);
  const diagnostics = nameables.flatMap(({ id, natural }): PlanDiagnostic[] => {
    const { name, reason } = names.get(id) as AssignedName;
    if (reason !== "reserved" && reason !== "collision") return [];
    const cause = reserved.has(natural)
      ? `"${natural}" is reserved by every client`
      : `another ${kind} is "${natural}" already`;
    const message = `It is called ${name}: ${cause}. It can also be called by its wire name through ${reachable}; to choose another name, set it under "names".`;
    return [
      {
        server,
        code: reason === "reserved" ? "NAME_RESERVED" : "NAME_COLLISION",
        severity: "info",
        subject: `${kind} "${show(id, 80)}"`,
        message,
      },
    ];
  });
  return { names, diagnostics };
}

function overrideOf(
  key: string,
  overrides: Readonly<Record<string, string>>,
  reserved: ReadonlySet<string>,
): string | undefined {
  const name = Object.hasOwn(overrides, key) ? overrides[key] : undefined;
  if (name === undefined) return undefined;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new NameOverrideError(
      key,
      name,
      "a name consists of ASCII letters, digits and _, and does not begin with a digit.",
    );
  if (reserved.has(name))
    throw new NameOverrideError(key, name, "it is reserved by every client. Choose another.");
  return name;
}

/** Returns one line of the map of names. */
export function nameMap(
  server: string,
  kind: NameMap["kind"],
  wire: string,
  assigned: AssignedName,
  types: Pick<NameMap, "inputType" | "outputType"> = {},
): NameMap {
  return {
    server,
    kind,
    wire,
    name: assigned.name,
    ...(assigned.reason !== undefined && { reason: assigned.reason }),
    ...types,
  };
}
