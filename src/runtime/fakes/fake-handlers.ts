import type { JsonObject } from "../../shared/json/json.js";
import type { Content } from "../results/content.js";
import type {
  BlobResourceContents,
  ContentBlock,
  PromptMessage,
  TextResourceContents,
} from "../results/content-block.js";

/** Arguments of a tool. */
export type InputOf<Tools, Name extends keyof Tools> = Tools[Name] extends { input: infer Input }
  ? Input
  : never;

/** Result of a tool. */
export type OutputOf<Tools, Name extends keyof Tools> = Tools[Name] extends { output: infer Output }
  ? Output
  : never;

/** What a handler may return: the data of the tool; for a tool without an output schema, a string or content blocks. */
export type FakeAnswer<Output> = [Output] extends [Content]
  ? string | readonly ContentBlock[]
  : unknown extends Output
    ? unknown
    : Output;

/** Answers one tool. Anything thrown is a failure that the tool reports; an `McpError` is the server's error. */
export type FakeHandler<Tools, Name extends keyof Tools> = (
  input: InputOf<Tools, Name>,
) => FakeAnswer<OutputOf<Tools, Name>> | Promise<FakeAnswer<OutputOf<Tools, Name>>>;

/** Contents of a resource: a string, bytes, or its parts in wire format. */
export type FakeResource = string | Uint8Array | readonly (TextResourceContents | BlobResourceContents)[];

/** A prompt with its arguments filled in: a user's text, or messages. */
export type FakePrompt = string | readonly PromptMessage[];

/** What a fake has besides its tools. Generated fakes provide the types of their server. */
export interface FakeOthers {
  /** URIs of the resources that the server lists. */
  readonly resources: string;
  /** Variables by URI template. */
  readonly templates: object;
  /** Arguments by the name of the prompt. */
  readonly prompts: object;
}

/** Used if nothing is known: any URI, any template, any prompt. */
export interface AnyOthers extends FakeOthers {
  readonly templates: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly prompts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** `Handlers`, or an empty object if there is nothing to handle: the compiler accepts any member in `{}`. */
type ForAnyOf<Handled, Handlers> = [keyof Handled] extends [never]
  ? Readonly<Record<string, never>>
  : Handlers;

/** Handlers of a fake, by wire name. The fake makes the answers for the rest. */
export interface FakeHandlers<Tools, Others extends FakeOthers = AnyOthers> {
  /** By name. A tool without a handler answers with a value made from its output schema. */
  readonly tools?: ForAnyOf<Tools, { readonly [Name in keyof Tools]?: FakeHandler<Tools, Name> }>;
  /**
   * By URI: the contents of the resource, or a function that returns them. URIs that the server does not have are allowed, too.
   */
  readonly resources?: {
    readonly [Uri in Others["resources"] | (string & {})]?:
      FakeResource | ((uri: string) => FakeResource | Promise<FakeResource>);
  };
  /** By URI template (RFC 6570): answers every URI of the template, with the variables of its expansion. */
  readonly templates?: ForAnyOf<
    Others["templates"],
    {
      readonly [Template in keyof Others["templates"]]?: (
        variables: Others["templates"][Template],
        uri: string,
      ) => FakeResource | Promise<FakeResource>;
    }
  >;
  /** By name. */
  readonly prompts?: ForAnyOf<
    Others["prompts"],
    {
      readonly [Name in keyof Others["prompts"]]?: (
        args: Others["prompts"][Name],
      ) => FakePrompt | Promise<FakePrompt>;
    }
  >;
}

/** A handler whose types were checked where it was given. */
export type AnyHandler = (input: JsonObject) => unknown;

/** Handlers whose types were checked where they were given. */
export interface AnyHandlers {
  readonly tools?: Readonly<Record<string, AnyHandler>>;
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly templates?: Readonly<Record<string, (variables: JsonObject, uri: string) => unknown>>;
  readonly prompts?: Readonly<Record<string, AnyHandler>>;
}
