import { byCodeUnit } from "../../shared/json/canonical.js";
import {
  parts,
  readSchema,
  type SchemaDocument,
  type SchemaNode,
  sameValue,
} from "../../shared/json-schema/index.js";
import { isModeSensitive } from "./mode.js";
import type { SchemaDeclaration, SchemaMode, SchemaOptions, SchemaPlan, SchemaRoot } from "./schema-plan.js";
import { classify, structureOf } from "./structure.js";
import { validatorNameOf } from "./validator-name.js";

/** A definition, or a root that can be referred to, of one document. */
interface Candidate {
  readonly node: SchemaNode;
  readonly document: SchemaDocument;
  readonly mode: SchemaMode;
  readonly hint: string;
  readonly root?: SchemaRoot;
}

/**
 * Reads the schemas of one server and decides its types and validators: one for each root, and one for each distinct definition,
 * whichever schemas contain it. `claim(hint)` returns a free PascalCase name like `hint`; it is called in an order that does not
 * depend on the order of `roots`.
 */
export function planSchemas(
  roots: readonly SchemaRoot[],
  options: SchemaOptions,
  claim: (hint: string) => string,
): SchemaPlan {
  const documents = roots.map((root) => readSchema(root.schema, options));
  const rootDeclarations = roots.map((root, i) => {
    const document = documents[i] as SchemaDocument;
    return {
      typeName: root.typeName,
      validatorName: validatorNameOf(root.typeName),
      node: document.root,
      document,
      mode: root.mode,
      root,
    };
  });
  const ordered = [...roots.entries()].sort(([, a], [, b]) => byCodeUnit(a.typeName, b.typeName));
  const candidates = ordered.flatMap(([i, root]) => candidatesOf(root, documents[i] as SchemaDocument));
  const byNode = new Map<SchemaNode, SchemaDeclaration>(
    rootDeclarations.map((declaration) => [declaration.node, declaration]),
  );
  const definitions = declare(candidates, claim, byNode);
  return {
    declarations: [...rootDeclarations, ...definitions],
    diagnostics: documents.flatMap((document, i) =>
      document.diagnostics.map((each) => ({ ...each, label: (roots[i] as SchemaRoot).label })),
    ),
    options,
    rootOf: (index) => {
      const declaration = rootDeclarations[index];
      if (declaration === undefined) throw new RangeError(`there is no root ${index}`);
      return declaration;
    },
    declarationOf: (node) => byNode.get(node),
  };
}

/** Returns the definitions that a root reaches. Boolean ones need no name. */
function candidatesOf(root: SchemaRoot, document: SchemaDocument): readonly Candidate[] {
  const { definitions } = document;
  if (definitions.size === 0) return [];
  const out: Candidate[] = [{ node: document.root, document, mode: root.mode, hint: root.typeName, root }];
  const seen = new Set([document.root]);
  // A `for…of` over a set also visits items added meanwhile.
  for (const node of seen) {
    for (const inner of [...sameValue(node), ...parts(node), node.ref, node.dynamicRef?.target]) {
      if (inner === undefined || seen.has(inner)) continue;
      seen.add(inner);
      const hint = definitions.get(inner);
      if (hint !== undefined && inner.always === undefined)
        out.push({ node: inner, document, mode: root.mode, hint });
    }
  }
  return out;
}

/** Declares each class of equal definitions once; `byNode` gets an entry for every definition. */
function declare(
  candidates: readonly Candidate[],
  claim: (hint: string) => string,
  byNode: Map<SchemaNode, SchemaDeclaration>,
): readonly SchemaDeclaration[] {
  const byTarget = new Map(candidates.map((candidate) => [candidate.node, candidate]));
  const structures = new Map(
    candidates.map((candidate) => {
      const structure = structureOf(candidate.node, (node) => byTarget.has(node));
      const text = structure.map((part) => (typeof part === "string" ? part : "#")).join("");
      const holes = structure.flatMap((part) =>
        typeof part === "string" ? [] : [byTarget.get(part) as Candidate],
      );
      const mode = isModeSensitive(candidate.node, (node) => byTarget.has(node)) ? candidate.mode : "";
      return [candidate, { text: `${mode}\n${candidate.hint}\n${text}`, holes }] as const;
    }),
  );
  const classes = classify(structures);
  const members = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.root !== undefined) continue;
    const id = classes.get(candidate) as number;
    members.set(id, [...(members.get(id) ?? []), candidate]);
  }
  const ordered = [...members.values()]
    .map((alike) => ({
      alike,
      first: alike[0] as Candidate,
      text: structures.get(alike[0] as Candidate)?.text ?? "",
    }))
    .sort((a, b) => byCodeUnit(a.first.hint, b.first.hint) || byCodeUnit(a.text, b.text));
  return ordered.map(({ alike, first }) => {
    const typeName = claim(first.hint);
    const { node, document, mode } = first;
    const declaration = { typeName, validatorName: validatorNameOf(typeName), node, document, mode };
    for (const member of alike) byNode.set(member.node, declaration);
    return declaration;
  });
}
