import type { ResourceReader } from "./resource-reader.js";

/** Method names of the prompts that a generated client has. */
export type PromptMethod<C> = C extends { readonly prompts: infer P } ? keyof P & string : never;

/** Names of the arguments of one prompt. */
export type PromptArgument<C, M> = C extends { readonly prompts: infer P } ? KeysOfFirst<P, M> : never;

/** Method names of the resource templates that a generated client has. */
export type ResourceMethod<C> = C extends { readonly resources: infer R }
  ? Exclude<keyof R, keyof ResourceReader> & string
  : never;

/** Names of the variables of one resource template. */
export type ResourceVariable<C, M> = C extends { readonly resources: infer R } ? KeysOfFirst<R, M> : never;

type KeysOfFirst<Methods, M> = M extends keyof Methods
  ? Methods[M] extends (first: infer First, ...rest: never[]) => unknown
    ? keyof NonNullable<First> & string
    : never
  : never;
