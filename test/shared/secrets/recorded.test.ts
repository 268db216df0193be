import { describe, expect, it } from "vitest";
import { plainValues, Redactor } from "../../../src/shared/secrets/index.js";

const ENV = {
  PORT: "3000",
  ORG_ID: "482913",
  REGION: "eu-west-1",
  WORKSPACE: "/tmp/work",
  PIN: "1234",
  DB_PW: "hunter2",
  ACCOUNT_KEY: '{"id":7,"user":"ann"}',
};

function redactor(env: Readonly<Record<string, string>> = ENV): Redactor {
  const made = new Redactor();
  made.keepInRecordings(...plainValues(env));
  made.keep(...Object.values(env));
  return made;
}

describe("data that is recorded", () => {
  it.each<[string, unknown, unknown]>([
    ["keeps a port in JSON", '{"port":3000,"total":13000}', '{"port":3000,"total":13000}'],
    ["keeps an id whose name is not that of a secret", '{"id":482913}', '{"id":482913}'],
    ["keeps a region and a folder", "eu-west-1 /tmp/work/a.md", "eu-west-1 /tmp/work/a.md"],
    ["hides a number that is a secret", { ms: 1234, n: 12345 }, { ms: "***", n: 12345 }],
    ["hides such a number in JSON", '{"ms": 1234, "n": 12340}', '{"ms": "***", "n": 12340}'],
    ["hides it on each line", '{"a":1234}\n{"a":5}\n', '{"a":"***"}\n{"a":5}\n'],
    ["hides it in a code block", '```json\n{"a":1234}\n```', '```json\n{"a":"***"}\n```'],
    ["hides part of a string in JSON", '{"a":"x hunter2"}', '{"a":"x ***"}'],
    ["hides it with escapes", '{"a":"\\u0068unter2"}', '{"a":"***"}'],
    ["hides it in JSON in JSON", '{"a":"{\\"b\\":1234}"}', '{"a":"{\\"b\\":\\"***\\"}"}'],
    ["hides it in prose", "it is hunter2", "it is ***"],
    ["hides a secret across values", '[{"id":7,"user":"ann"}]', '"***"'],
    ["hides a token by its name in JSON", '{"token":"abc123def456"}', '{"token":"***"}'],
    [
      "keeps an address next to an e-mail address",
      '{"a":"https://x.y","b":"c@d"}',
      '{"a":"https://x.y","b":"c@d"}',
    ],
    ["keeps names apart", { "hunter2 1": 1, hunter2: 2, "1234": 3 }, { "***": 3, "*** 1": 1, "*** (2)": 2 }],
    ["keeps names in JSON apart", '{"hunter2":1,"1234":2}', '{"***":1,"*** (2)":2}'],
    ["keeps a name that stands twice", '{"a":1,"a":"x"}', '{"a":1,"a":"x"}'],
    ["keeps it next to a secret", '{"a":1,"b":{"a":2},"a":"hunter2"}', '{"a":1,"b":{"a":2},"a":"***"}'],
    ["hides a name that stands twice", '{"hunter2":1,"hunter2":2,"1234":3}', '{"***":1,"***":2,"*** (2)":3}'],
    ["keeps numbers as written", '{"a":1.3000,"b":"hunter2"}', '{"a":1.3000,"b":"***"}'],
  ])("%s", (_name, given, want) => {
    expect(redactor().recorded(given)).toEqual(want);
  });

  it.each(Object.entries(ENV))("does not reach a message: %s", (_name, value) => {
    expect(redactor().text(`it is ${value}.`)).toBe("it is ***.");
  });

  it("hides a plain value that is a secret elsewhere", () => {
    expect(redactor({ PORT: "1234", PIN: "1234" }).recorded({ port: 1234 })).toEqual({ port: "***" });
  });
});
