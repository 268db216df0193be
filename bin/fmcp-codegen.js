#!/usr/bin/env node
// loaded here, and not by a static import, so that a system without files to open is told in words
const { main } = await import("../dist/esm/node/cli/main.js").catch((error) => {
  if (error.code !== "EMFILE" && error.code !== "ENFILE") throw error;
  process.stderr.write("error: Too many files are open at once. Raise the limit: ulimit -n 4096\n");
  process.exit(2);
});

process.exitCode = await main(process.argv.slice(2));
