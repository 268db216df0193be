import type { JsonObject } from "../../shared/json/json.js";
import type { Content } from "../results/content.js";
import type { ContentBlock } from "../results/content-block.js";

/** Tools as generated code has them: input and output by wire name. */
export type ToolTypes = object;

/** Arguments of a tool. */
export type InputOf<Tools, Name extends keyof Tools> = Tools[Name] extends { input: infer Input }
  ? Input
  : never;

/** Result of a tool. */
export type OutputOf<Tools, Name extends keyof Tools> = Tools[Name] extends { output: infer Output }
  ? Output
  : never;

/** What a handler may answer: the data of the tool; for a tool without an output schema, a text or content blocks. */
export type FakeAnswer<Output> = [Output] extends [Content]
  ? string | readonly ContentBlock[]
  : unknown extends Output
    ? unknown
    : Output;

/** Answers one tool. What it throws is the failure that the tool reports; an `McpError` is the server's error. */
export type FakeHandler<Tools, Name extends keyof Tools> = (
  input: InputOf<Tools, Name>,
) => FakeAnswer<OutputOf<Tools, Name>> | Promise<FakeAnswer<OutputOf<Tools, Name>>>;

/** Handlers by the wire names of the tools. A tool without one answers with a value made from its output schema. */
export type FakeHandlers<Tools> = { readonly [Name in keyof Tools]?: FakeHandler<Tools, Name> };

/** A handler whose types were checked where it was given. */
export type AnyHandler = (input: JsonObject) => unknown;
