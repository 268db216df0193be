import { FmcpError } from "../../shared/errors/fmcp-error.js";

/**
 * Returns `object` of the program (a token store, an OAuth provider) with the errors of its methods converted by `failure`. Ours
 * are not, nor is the SDK's `UnauthorizedError`, which is an answer, nor what follows from a signal that was aborted.
 */
export function programObject<T extends object>(
  object: T,
  failure: (method: string, thrown: unknown) => Error,
): T {
  return new Proxy(object, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]): unknown => {
        const failed = (thrown: unknown): never => {
          throw isAnswer(thrown, args) ? thrown : failure(String(key), thrown);
        };
        try {
          const result: unknown = Reflect.apply(member, target, args);
          return isPromise(result) ? Promise.resolve(result).catch(failed) : result;
        } catch (thrown) {
          return failed(thrown);
        }
      };
    },
  });
}

function isAnswer(thrown: unknown, args: readonly unknown[]): boolean {
  if (args.some((argument) => argument instanceof AbortSignal && argument.aborted)) return true;
  return thrown instanceof FmcpError || (thrown instanceof Error && thrown.name === "UnauthorizedError");
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
