import type { ItemReader } from "./reading.js";
import type { ResourceModel, ResourceTemplateModel } from "./server-model.js";

/** Reads a resource as listed; its name defaults to its URI. */
export function readResource(reader: ItemReader, uri: string): ResourceModel {
  return { uri, ...described(reader, uri) };
}

/** Reads a resource template as listed; its name defaults to the template. */
export function readResourceTemplate(reader: ItemReader, uriTemplate: string): ResourceTemplateModel {
  return { uriTemplate, ...described(reader, uriTemplate) };
}

function described(reader: ItemReader, fallbackName: string): Omit<ResourceModel, "uri"> {
  const name = reader.text("name") ?? fallbackName;
  const title = reader.text("title");
  const description = reader.text("description");
  const mimeType = reader.text("mimeType");
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(mimeType !== undefined && { mimeType }),
  };
}
