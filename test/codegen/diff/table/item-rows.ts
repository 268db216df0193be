import { type Proof, row, type Row } from "./row.js";

const ask = {
  name: "ask",
  arguments: [
    { name: "city", required: true },
    { name: "day", required: false },
  ],
};
const [city, day] = ask.arguments as [(typeof ask.arguments)[0], (typeof ask.arguments)[0]];

function prompt(title: string, before: object, after: object, want: string, proof?: Proof): Row {
  const [was, is] = [
    { ...ask, ...before },
    { ...ask, ...after },
  ];
  return row(`prompt: ${title}`, { prompts: [was] }, { prompts: [is] }, want, proof);
}

export const PROMPT_ROWS: readonly Row[] = [
  row("prompt: is added", {}, { prompts: [ask] }, "safe prompt-added"),
  row(
    "prompt: is removed",
    { prompts: [ask, { ...ask, name: "b" }] },
    { prompts: [ask] },
    "breaking prompt-removed",
    "types",
  ),
  row("prompt: the last one is removed", { prompts: [ask] }, {}, "breaking prompt-removed", "types"),
  prompt("title", {}, { title: "Ask" }, "dangerous title-changed"),
  prompt(
    "description",
    { description: "Asks." },
    { description: "Asks twice." },
    "dangerous description-changed",
  ),
  prompt("an argument is removed", {}, { arguments: [city] }, "breaking argument-removed", "types"),
  prompt(
    "an optional argument is added",
    {},
    { arguments: [city, day, { name: "unit", required: false }] },
    "safe argument-added",
  ),
  prompt(
    "a required argument is added",
    {},
    { arguments: [city, day, { name: "unit", required: true }] },
    "breaking required-argument-added",
    "types",
  ),
  prompt(
    "an argument becomes required",
    {},
    { arguments: [city, { ...day, required: true }] },
    "breaking argument-required",
    "types",
  ),
  prompt(
    "an argument becomes optional",
    {},
    { arguments: [{ ...city, required: false }, day] },
    "safe argument-optional",
  ),
  prompt(
    "description of an argument",
    {},
    { arguments: [{ ...city, description: "Any." }, day] },
    "dangerous argument-description-changed",
  ),
  prompt(
    "title of an argument",
    {},
    { arguments: [{ ...city, title: "City" }, day] },
    "dangerous argument-title-changed",
  ),
  prompt(
    "an argument gets a type",
    {},
    { arguments: [{ ...city, schema: { type: "integer" } }, day] },
    "breaking type-changed",
    "types",
  ),
  prompt(
    "an argument accepts more",
    { arguments: [{ ...city, schema: { type: "integer" } }, day] },
    { arguments: [{ ...city, schema: { type: ["integer", "string"] } }, day] },
    "safe type-widened",
  ),
  prompt(
    "an argument accepts less",
    { arguments: [{ ...city, schema: { enum: ["a", "b"] } }, day] },
    { arguments: [{ ...city, schema: { enum: ["a"] } }, day] },
    "breaking enum-value-removed",
    "types",
  ),
];

const file = { uri: "file:///a", name: "a" };

export const RESOURCE_ROWS: readonly Row[] = [
  row(
    "resource: is added",
    { resources: [file] },
    { resources: [file, { ...file, uri: "file:///b" }] },
    "safe resource-added",
  ),
  row(
    "resource: is removed",
    { resources: [file, { ...file, uri: "file:///b" }] },
    { resources: [file] },
    "breaking resource-removed",
    "types",
  ),
  row(
    "resource: the last one is removed",
    { resources: [file] },
    {},
    ["breaking resource-removed", "breaking resources-removed"],
    "types",
  ),
  row(
    "resource: name",
    { resources: [file] },
    { resources: [{ ...file, name: "b" }] },
    "dangerous name-changed",
  ),
  row(
    "resource: title",
    { resources: [file] },
    { resources: [{ ...file, title: "A" }] },
    "dangerous title-changed",
  ),
  row(
    "resource: description",
    { resources: [file] },
    { resources: [{ ...file, description: "A." }] },
    "dangerous description-changed",
  ),
  row(
    "resource: media type",
    { resources: [{ ...file, mimeType: "text/plain" }] },
    { resources: [{ ...file, mimeType: "text/html" }] },
    "dangerous media-type-changed",
  ),
];

const alerts = { uriTemplate: "weather://alerts/{region}", name: "alerts" };

function template(title: string, after: object, want: string | readonly string[], proof?: Proof): Row {
  const before = { resourceTemplates: [alerts] };
  return row(`template: ${title}`, before, { resourceTemplates: [{ ...alerts, ...after }] }, want, proof);
}

export const TEMPLATE_ROWS: readonly Row[] = [
  row("template: is added", {}, { resourceTemplates: [alerts] }, "safe resource-template-added"),
  row(
    "template: is removed",
    { resourceTemplates: [alerts] },
    { capabilities: { resources: {} } },
    "breaking resource-template-removed",
    "types",
  ),
  template("name", { name: "warnings" }, ["breaking name-changed", "breaking type-renamed"], "types"),
  template("title", { title: "Alerts" }, "dangerous title-changed"),
  template("description", { description: "Alerts." }, "dangerous description-changed"),
  template("media type", { mimeType: "text/plain" }, "dangerous media-type-changed"),
  template(
    "gets an optional variable",
    { uriTemplate: "weather://alerts/{region}{?since}" },
    "safe template-extended",
  ),
  template(
    "gets a required variable",
    { uriTemplate: "weather://alerts/{region}/{kind}" },
    ["breaking resource-template-removed", "safe resource-template-added"],
    "types",
  ),
  template(
    "gets another variable",
    { uriTemplate: "weather://alerts/{area}" },
    ["breaking resource-template-removed", "safe resource-template-added"],
    "types",
  ),
  template(
    "leads to other resources",
    { uriTemplate: "weather://warnings/{region}" },
    ["breaking resource-template-removed", "safe resource-template-added"],
    "wire",
  ),
];
