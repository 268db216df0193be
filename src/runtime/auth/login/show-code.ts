import { show } from "../../../shared/text/show.js";
import { host } from "../../platform/host.js";

/** What a person has to do on another device (RFC 8628 §3.3). */
export interface DevicePrompt {
  /** Page to open. */
  readonly verificationUri: URL;
  /** The same page with the code filled in, if the server offers it. */
  readonly verificationUriComplete?: URL;
  /** Code to enter there. */
  readonly userCode: string;
  /** When the code expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Prints on stderr where to enter which code. */
export function showCodeOnTerminal(prompt: DevicePrompt): void {
  const complete = prompt.verificationUriComplete;
  const direct = complete === undefined ? "" : `, or visit:\n${complete.href}\n`;
  host.tell(
    `To log in, visit ${prompt.verificationUri.href} on any device and enter the code ${show(prompt.userCode)}${direct || "\n"}`,
  );
}
