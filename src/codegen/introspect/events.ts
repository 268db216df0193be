import type { ListName } from "../model/index.js";

/** What happens while servers are asked, for progress displays. `durationMs` counts from the start of that server. */
export type IntrospectEvent =
  | { readonly type: "server-start"; readonly server: string }
  /**
   * Starting takes long because a program such as `npx` may have to install the server first; `message` says so in a
   * sentence.
   */
  | { readonly type: "server-installing"; readonly server: string; readonly message: string }
  | {
      readonly type: "list";
      readonly server: string;
      readonly list: ListName;
      readonly items: number;
      readonly durationMs: number;
    }
  | {
      readonly type: "server-ready";
      readonly server: string;
      readonly durationMs: number;
      readonly tools: number;
      readonly resources: number;
      readonly templates: number;
      readonly prompts: number;
    }
  | {
      readonly type: "server-failed";
      readonly server: string;
      readonly durationMs: number;
      readonly error: { readonly code: string; readonly message: string };
    };
