import { isJsonObject } from "../json/json.js";
import { show } from "../text/show.js";

/** Returns how a tool is called: `get_forecast city=<string> [days=<number>]`. */
export function signature(tool: { readonly name: string; readonly inputSchema: unknown }): string {
  const schema = isJsonObject(tool.inputSchema) ? tool.inputSchema : {};
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const parts = Object.entries(properties).map(([name, property]) => ({
    text: `${show(name)}=<${typeOf(property)}>`,
    isRequired: required.includes(name),
  }));
  const words = [
    ...parts.filter(({ isRequired }) => isRequired).map(({ text }) => text),
    ...parts.filter(({ isRequired }) => !isRequired).map(({ text }) => `[${text}]`),
  ];
  return [show(tool.name), ...words].join(" ");
}

function typeOf(schema: unknown): string {
  if (!isJsonObject(schema)) return "any";
  const { type, enum: values } = schema;
  if (Array.isArray(values)) return values.map((value) => show(value, 40)).join("|");
  if (Array.isArray(type)) return type.map((each) => show(each)).join("|");
  if (typeof type === "string") return show(type);
  const branches = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(branches)) return [...new Set(branches.map(typeOf))].join("|");
  return "any";
}
