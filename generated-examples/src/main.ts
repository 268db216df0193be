// What a program does with generated clients: `npm run example` generates, compiles and runs it.
import { ToolError } from "fmcp-runtime";
import { everything, filesystem, mcp } from "./mcp/index.js";

// a tool with an output schema resolves to its data, typed and validated
const { temperature, conditions } = await everything.getStructuredContent({ location: "Chicago" });
console.log(`Chicago: ${temperature} °C, ${conditions}`);

// one without resolves to its content
const sum = await everything.getSum({ a: 2, b: 3 });
console.log(sum.text);

// a resource template takes its variables, a prompt its arguments
const resource = await everything.resources.dynamicTextResource({ resourceId: "7" });
console.log(resource.text.split(":")[0]);
const prompt = await everything.prompts.argsPrompt({ city: "Oslo" });
console.log(`${prompt.messages.length} message for the prompt`);

// progress comes while a call runs
await everything.triggerLongRunningOperation(
  { duration: 1, steps: 2 },
  { onProgress: ({ progress, total }) => console.log(`step ${progress} of ${total}`) },
);

// what a server refuses is thrown
try {
  await filesystem.readTextFile({ path: "/not/allowed" });
} catch (error) {
  if (!(error instanceof ToolError)) throw error;
  console.log("refused: a path outside the folder that the server may read");
}

await mcp.$close();
