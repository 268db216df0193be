// Draws lines of coloured text as a window in SVG, light or dark to match the reader's system.

const CHARACTER = 8.4;
const LINE = 20;
const PADDING = 16;
const BAR = 28;

const STYLE = `
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #1f2328; }
  .window { fill: #f6f8fa; stroke: #d1d9e0; } .box { fill: #ffffff; stroke: #d1d9e0; } .chosen { fill: #ddf4ff; } .dot { fill: #d1d9e0; }
  .dim { fill: #59636e; } .green { fill: #1a7f37; } .red { fill: #cf222e; } .keyword { fill: #cf222e; } .string { fill: #0a3069; }
  .wave { fill: none; stroke: #cf222e; stroke-width: 1.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .window { fill: #151b23; stroke: #3d444d; } .box { fill: #0d1117; stroke: #3d444d; } .chosen { fill: #1f3a5f; } .dot { fill: #3d444d; }
    .dim { fill: #9198a1; } .green { fill: #3fb950; } .red { fill: #f85149; } .keyword { fill: #ff7b72; } .string { fill: #a5d6ff; }
    .wave { stroke: #f85149; }
  }`;

/** A piece of a line: its text and its class in the style above. */
/** @typedef {{ text: string, style?: string }} Piece */

/** Draws a window with that many columns. `draw` adds what is shown over the text. */
export function windowOf(title, lines, { columns, draw = () => "" }) {
  const width = columns * CHARACTER + 2 * PADDING;
  const height = lines.length * LINE + BAR + PADDING * 1.5;
  const dots = [0, 1, 2].map((i) => `<circle class="dot" cx="${PADDING + i * 16}" cy="${BAR / 2}" r="5"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escape(title)}</title>
<style>${STYLE}
</style>
<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${dots.join("")}
${lines.map((line, row) => textAt(line, row, 0)).join("\n")}
${draw()}
</svg>
`;
}

/** Draws one line of text, starting at a row and column. */
export function textAt(pieces, row, column) {
  const spans = pieces.map(
    ({ text, style }) => `<tspan${style === undefined ? "" : ` class="${style}"`}>${escape(text)}</tspan>`,
  );
  return `<text x="${xOf(column)}" y="${yOf(row)}" xml:space="preserve">${spans.join("")}</text>`;
}

/** Draws a box over rows and columns. */
export function boxAt(row, column, rows, columns, style = "box") {
  const x = xOf(column) - 6;
  const y = yOf(row) - LINE + 5;
  return `<rect class="${style}" x="${x}" y="${y}" width="${columns * CHARACTER + 12}" height="${rows * LINE}" rx="4"/>`;
}

/** Draws the wavy line that an editor puts under an error. */
export function waveAt(row, column, length) {
  const y = yOf(row) + 4;
  const steps = Array.from(
    { length: length * 2 },
    (_, i) => `${xOf(column) + (i + 1) * (CHARACTER / 2)},${y + (i % 2 === 0 ? 2 : 0)}`,
  );
  return `<polyline class="wave" points="${xOf(column)},${y} ${steps.join(" ")}"/>`;
}

const xOf = (column) => PADDING + column * CHARACTER;
const yOf = (row) => BAR + LINE + row * LINE;
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
