import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { cleanError, Redactor } from "../../../src/shared/secrets/index.js";

const failed = (end: object): Error & { end?: object } => Object.assign(new Error("closed"), { end });

describe("cleanError", () => {
  it.each<[string, string, string]>([
    ["nothing in it is secret", "exited with code 1", "exited with code 1"],
    ["it holds a secret", "bad key s3cretValue99", "bad key ***"],
  ])("gives errors that share an object one object again: %s", (_, stderrTail, want) => {
    const end = { reason: "exited", stderrTail };
    const known = new Redactor(["s3cretValue99"]);
    const [first, second] = [cleanError(failed(end), known), cleanError(failed(end), known)];
    expect(first.end).toEqual({ reason: "exited", stderrTail: want });
    expect(second.end).toBe(first.end);
  });

  it("removes from a copy what was learned later", () => {
    const end = { stderrTail: "first-secret-1 second-secret-2" };
    const known = new Redactor(["first-secret-1"]);
    cleanError(failed(end), known);
    known.add("second-secret-2");
    expect(cleanError(failed(end), known).end).toEqual({ stderrTail: "*** ***" });
  });

  it("returns the same copy after a later secret, and follows changes of the original", () => {
    const end = { stderrTail: "first-secret-1 second-secret-2", tries: 1 };
    const known = new Redactor(["first-secret-1"]);
    const first = cleanError(failed(end), known);
    known.add("second-secret-2");
    expect(cleanError(failed(end), known).end).toBe(first.end);
    expect(first.end).toEqual({ stderrTail: "*** ***", tries: 1 });
    end.tries = 2;
    expect(cleanError(failed(end), known).end).toEqual({ stderrTail: "*** ***", tries: 2 });
    expect(end.stderrTail).toBe("first-secret-1 second-secret-2");
  });

  it("separates what one client redacted from what another shows", () => {
    const end = { stderrTail: "first-secret-1" };
    const masked = cleanError(failed(end), new Redactor(["first-secret-1"]));
    expect(cleanError(failed(end), new Redactor(["second-secret-2"])).end).toBe(end);
    expect(cleanError(masked, new Redactor(["second-secret-2"])).end).toBe(masked.end);
  });

  const secret = "first-secret-1";
  const deep = (depth: number): object => (depth === 0 ? { secret } : { in: deep(depth - 1) });
  const cyclic: Record<string, unknown> = { secret };
  cyclic["self"] = cyclic;
  class Held {
    readonly header = secret;
  }
  type Style = { stylize: (text: string, kind: string) => string; breakLength: number };
  const colourful = (_depth: number, { stylize }: Style): string => stylize(secret, "string");
  class Colourful {
    readonly [inspect.custom] = colourful;
  }
  const byInspect = (_depth: number, _style: Style, print: (part: unknown) => string): string =>
    `<${print([secret])}>`;
  const inColumns = (_depth: number, { breakLength }: Style): string => secret.padEnd(breakLength.valueOf());
  const functionWith = (prototype: object): unknown => Object.assign(function () {}, { prototype });
  const hungOn = (data: { readonly header: string; call?: unknown }): unknown => {
    data.call = Object.assign(() => undefined, { data });
    return [data.call, data];
  };
  const refuse = (): never => {
    throw new Error("trap");
  };
  it.each<[string, unknown]>([
    ["a function", Object.assign(() => undefined, { header: secret })],
    ["the prototype of a function", functionWith({ header: secret })],
    ["a function that leads back to itself", hungOn({ header: secret })],
    ["what a plain object prints in color", { [inspect.custom]: colourful }],
    ["what an object of a class prints in color", new Colourful()],
    ["what it prints by the printer it is given", { [inspect.custom]: byInspect }],
    ["what it prints before its printer throws", { [inspect.custom]: inColumns }],
    ["a proxy that refuses to list its keys", new Proxy({ secret }, { ownKeys: refuse })],
    ["a proxy without a class", new Proxy({ secret }, { getPrototypeOf: refuse })],
    ["a map", new Map([["header", secret]])],
    ["headers", new Headers({ "x-key": secret })],
    ["a URL", new URL(`https://x.example/?key=${secret}`)],
    ["an object of a class", new Held()],
    ["an array", [secret]],
    ["a cycle", cyclic],
    ["the depths", deep(90)],
    ["what is deeper than is looked", deep(2_000)],
    ["an error of many", new AggregateError([new Error(secret)])],
    ["an error that is frozen", Object.freeze(new Error(secret))],
    ["an error whose message is not its own member", new DOMException(secret)],
  ])("takes secrets out of %s", (_intent, data) => {
    const cleaned = cleanError(Object.assign(new Error("x"), { data }), new Redactor([secret]));
    expect(inspect(cleaned, { depth: Infinity, showHidden: true, maxStringLength: null })).not.toContain(
      secret,
    );
  });

  it("keeps the methods of an array's class", () => {
    class Texts extends Array<string> {
      get last(): string | undefined {
        return this.at(-1);
      }
    }
    const error = Object.assign(new Error("x"), { texts: Texts.from(["a", secret]) as string[] });
    expect((cleanError(error, new Redactor([secret])).texts as Texts).last).toBe("***");
  });

  const named = function named(): void {};
  const twice = { named, again: [named] };
  class Plain {
    static readonly made: unknown[] = [];
  }
  it.each<[string, unknown]>([
    ["a function", named],
    ["a function met twice", twice],
    ["a function that is its own member", Object.assign(() => undefined, { default: named, named })],
    ["a class", Plain],
    ["an object of a class", { plain: new Plain() }],
    ["a getter that throws", Object.defineProperty({}, "toJSON", { get: refuse })],
  ])("leaves what holds no secret as it is: %s", (_intent, data) => {
    const error = Object.assign(new Error("x"), { data });
    expect(cleanError(error, new Redactor([secret])).data).toBe(data);
  });

  it.each<[string, Error]>([
    ["a toJSON", Object.defineProperty(new Error("x"), "toJSON", { get: refuse })],
    ["a stack", Object.defineProperty(new Error("x"), "stack", { get: refuse })],
    ["a member", Object.defineProperty(new Error("x"), "data", { get: refuse, enumerable: true })],
  ])("keeps the caller's error where it throws when it is read: %s", (_intent, error) => {
    expect(cleanError(error, new Redactor([secret]))).toBe(error);
  });

  it("replaces an error that refuses to be inspected", () => {
    const cleaned = cleanError(new Proxy(new Error(secret), { ownKeys: refuse }), new Redactor([secret]));
    expect(cleaned).toBeInstanceOf(Error);
    expect(inspect(cleaned)).not.toContain(secret);
  });
});
