/** `use` what is fresh; `refresh`: ask the server and keep its answer; `bypass`: neither look nor keep. */
export type CacheMode = "use" | "refresh" | "bypass";
