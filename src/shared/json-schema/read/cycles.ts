import type { SchemaDiagnosticCode, SchemaNode } from "../ir.js";
import { everyNode, sameValue } from "../graph.js";
import type { Draft } from "./reading.js";

interface Step {
  readonly to: SchemaNode;
  /** The kind of reference that leads there; `undefined` for a subschema. */
  readonly by?: "ref" | "dynamicRef";
}

interface Frame {
  readonly node: Draft;
  readonly steps: readonly Step[];
  next: number;
  /** Most references in a row from here. */
  chain: number;
}

/**
 * Cuts every reference with which a schema would evaluate a value by evaluating the same value again, and every chain of
 * references that is longer than `limit`. After this, following subschemas without descending into a value always ends.
 */
export function cutCycles(
  roots: readonly SchemaNode[],
  dynamicAnchors: ReadonlyMap<string, SchemaNode>,
  limit: number,
  report: (code: SchemaDiagnosticCode, pointer: string, message: string) => void,
): void {
  const chains = new Map<SchemaNode, number>();
  const active = new Map<SchemaNode, number>();
  const stack: Frame[] = [];
  const enter = (node: SchemaNode): void => {
    active.set(node, stack.length);
    stack.push({ node, steps: sameValueSteps(node, dynamicAnchors), next: 0, chain: 0 });
  };
  const cut = (frame: Frame, by: "ref" | "dynamicRef", code: SchemaDiagnosticCode, why: string): void => {
    if (frame.node[by] !== undefined) report(code, `${frame.node.pointer}/$${by}`, why);
    delete frame.node[by];
  };
  for (const root of everyNode(roots)) {
    if (!chains.has(root)) enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const step = top.steps[top.next];
      if (step === undefined) {
        chains.set(top.node, top.chain);
        active.delete(top.node);
        stack.pop();
        continue;
      }
      const chain = chains.get(step.to);
      if (chain !== undefined) {
        const length = chain + (step.by === undefined ? 0 : 1);
        if (step.by !== undefined && length > limit) {
          cut(
            top,
            step.by,
            "SCHEMA_REF_CHAIN",
            `More than ${limit} references refer to one another: this one accepts everything.`,
          );
        } else top.chain = Math.max(top.chain, length);
        top.next++;
        continue;
      }
      const start = active.get(step.to);
      if (start === undefined) {
        enter(step.to);
        continue;
      }
      // Cuts the last reference of a cycle. There is one, because subschemas alone form a tree.
      for (let i = stack.length - 1; i >= start; i--) {
        const frame = stack[i] as Frame;
        const by = frame.steps[frame.next]?.by;
        if (by === undefined) continue;
        cut(frame, by, "SCHEMA_ALIAS_CYCLE", "This reference resolves only to itself: it has no effect.");
        break;
      }
      top.next++;
    }
  }
}

function sameValueSteps(node: SchemaNode, dynamicAnchors: ReadonlyMap<string, SchemaNode>): readonly Step[] {
  const steps: Step[] = [...sameValue(node)].map((to) => ({ to }));
  if (node.ref !== undefined) steps.push({ to: node.ref, by: "ref" });
  if (node.dynamicRef !== undefined) {
    const { target, anchor } = node.dynamicRef;
    steps.push({ to: target, by: "dynamicRef" });
    for (const [key, to] of dynamicAnchors) {
      if (anchor !== undefined && key.slice(key.indexOf("#") + 1) === anchor)
        steps.push({ to, by: "dynamicRef" });
    }
  }
  return steps;
}
