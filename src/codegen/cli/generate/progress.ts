import { show } from "../../../shared/text/show.js";
import type { IntrospectEvent } from "../../introspect/events.js";
import type { Output } from "../output.js";
import { seconds } from "../cli-text.js";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const;
/** The number of servers shown at once; the others are only counted. */
const ROWS = 12;

/** The progress display while servers are asked. */
export interface Progress {
  handle(event: IntrospectEvent): void;
  /** Prints a line that stays, above the lines that change. */
  line(text: string): void;
  /** Stops the display. */
  stop(): void;
}

interface Running {
  readonly since: number;
  readonly doing: string;
}

/**
 * Starts the progress display of a run: on a terminal, a line for each busy server, rewritten in place; elsewhere (pipes,
 * CI), only lines that stay.
 */
export async function startProgress(output: Output, live: boolean, now: () => number): Promise<Progress> {
  const line = (text: string): void => output.say(text);
  if (!live) {
    const handle = (event: IntrospectEvent): void => {
      if (event.type === "server-installing") line(event.message);
    };
    return { handle, line, stop: () => undefined };
  }
  const { createLogUpdate } = await import("log-update");
  const screen = createLogUpdate(output.terminal.stderr as NodeJS.WriteStream);
  const running = new Map<string, Running>();
  let frame = 0;
  const draw = (): void => {
    const spinner = output.style("cyan", FRAMES[frame % FRAMES.length] ?? "");
    const width = output.terminal.columns - 2;
    const rows = [...running].slice(0, ROWS).map(([server, { since, doing }]) => {
      const text = `${show(server, 40)}  ${doing}  ${seconds(now() - since)}`;
      return `${spinner} ${text.slice(0, width)}`;
    });
    if (running.size > ROWS) rows.push(`  … and ${running.size - ROWS} more`);
    screen(rows.join("\n"));
  };
  const timer = setInterval(() => {
    frame++;
    draw();
  }, 80);
  timer.unref();
  return {
    handle(event) {
      track(running, event, now());
      draw();
    },
    line(text) {
      screen.clear();
      output.say(text);
      draw();
    },
    stop() {
      clearInterval(timer);
      screen.clear();
      screen.done();
    },
  };
}

function track(running: Map<string, Running>, event: IntrospectEvent, now: number): void {
  if (event.type === "server-start") running.set(event.server, { since: now, doing: "connecting" });
  else if (event.type === "list" || event.type === "server-installing")
    running.set(event.server, {
      since: running.get(event.server)?.since ?? now,
      doing: event.type === "list" ? `read ${event.list}` : "being installed or started",
    });
  else running.delete(event.server);
}
