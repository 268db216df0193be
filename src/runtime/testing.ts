// For tests: recordings of servers' answers, and targets that replace servers.
export { record } from "./recording/record.js";
export type { RecordingReport, RecordOptions } from "./recording/record-options.js";
export type { RecordedCall, RecordedError } from "./recording/recorded-call.js";
export type { RedactionRule } from "./recording/redaction.js";
export type { Match, Question } from "./recording/replay/recorded-answers.js";
export { replay, type ReplayOptions } from "./recording/replay/replay.js";
export type { ReplayLists } from "./recording/replay/replay-lists.js";
export { type Fake, fake } from "./fakes/fake.js";
export type { FakeOptions } from "./fakes/fake-options.js";
export type { FakeLists } from "./fakes/fake-lists.js";
export type {
  AnyOthers,
  FakeAnswer,
  FakeHandler,
  FakeHandlers,
  FakeOthers,
  FakePrompt,
  FakeResource,
} from "./fakes/fake-handlers.js";
