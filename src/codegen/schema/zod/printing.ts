import { type Code, code, identifier, list } from "../../printer/index.js";
import {
  ALL_KINDS,
  dateTimesAt,
  isDateTime,
  type Kind,
  type SchemaDocument,
  type SchemaNode,
  StaticKinds,
} from "../../../shared/json-schema/index.js";
import type { SchemaPlan } from "../schema-plan.js";
import { call, type HelperName, zod } from "./helpers.js";

/** A printed schema, and the kinds of value that it can accept at most. */
export interface Part {
  readonly code: Code;
  readonly kinds: ReadonlySet<Kind>;
}

/** The code for a schema that accepts everything, or everything of the kinds it is printed for. */
export const ANYTHING: Part = { code: zod("unknown"), kinds: ALL_KINDS };

/**
 * Prints the schema of `node` for values of the kinds `within`. Other kinds do not matter, since another part of the same schema
 * refuses them.
 */
export type PrintNode = (node: SchemaNode, printing: Printing, within: ReadonlySet<Kind>) => Part;

/** What printing the validators of one plan shares: which schemas have names, and which helpers were used. */
export class Printing {
  readonly plan: SchemaPlan;
  readonly kinds = new StaticKinds();
  readonly used = new Set<HelperName>();
  readonly #printNode: PrintNode;
  #dateTimes: ReadonlySet<SchemaNode> = new Set();

  /** The schema being printed, in which the values of its nodes are judged. */
  document: SchemaDocument;

  constructor(plan: SchemaPlan, document: SchemaDocument, printNode: PrintNode) {
    this.plan = plan;
    this.document = document;
    this.#printNode = printNode;
  }

  get assertFormats(): boolean {
    return this.plan.options.assertFormats === true;
  }

  get dates(): boolean {
    return this.plan.options.dates === true;
  }

  /** Prints a schema: of a whole value, or `within` another schema of the same value. */
  print(node: SchemaNode, within?: ReadonlySet<Kind>): Code {
    return within === undefined ? this.whole(node, () => this.part(node).code) : this.part(node, within).code;
  }

  /** Prints the schema of a whole value: with `dates`, that decides which of its texts are date-times. */
  whole(node: SchemaNode, print: () => Code): Code {
    const outer = this.#dateTimes;
    this.#dateTimes = this.dates ? dateTimesAt(node) : outer;
    const printed = print();
    this.#dateTimes = outer;
    return printed;
  }

  /** Whether the format of a node is asserted. */
  asserts(node: SchemaNode): boolean {
    return this.assertFormats || this.#dateTimes.has(node);
  }

  part(node: SchemaNode, within: ReadonlySet<Kind> = ALL_KINDS): Part {
    return this.#printNode(node, this, within);
  }

  /** Prints a call of a helper of the runtime and records its use. */
  helper(name: HelperName, ...args: readonly Code[]): Code {
    this.used.add(name);
    return args.length > 1 ? list(code`${identifier(name)}(`, args, code`)`) : call(identifier(name), args);
  }

  /** Returns the name of the validator that a reference to `node` means; `undefined` if it is printed in place. */
  nameOf(node: SchemaNode): Code | undefined {
    if (this.dates && isDateTime(node)) return undefined;
    const declaration = this.plan.declarationOf(node);
    return declaration && identifier(declaration.validatorName);
  }

  /** Whether a schema accepts everything: `true`, `{}`, or annotations that are not asserted. */
  isAnything(node: SchemaNode): boolean {
    if (node.always !== undefined) return node.always;
    const { format, contentEncoding, contentMediaType } = node.annotations;
    if (this.assertFormats && (format ?? contentEncoding ?? contentMediaType) !== undefined) return false;
    for (const field in node)
      if (field !== "pointer" && field !== "resource" && field !== "annotations") return false;
    return true;
  }
}
