/** `use`: use a fresh answer; `refresh`: ask the server and cache its answer; `bypass`: neither read nor write the cache. */
export type CacheMode = "use" | "refresh" | "bypass";
