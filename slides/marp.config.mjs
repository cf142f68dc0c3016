// Tells Marp to put the pictures into the deck, so that it needs no other file.
import { readFileSync } from "node:fs";

export default {
  html: false,
  engine: ({ marp }) => marp.use(inlinePictures),
};

function inlinePictures({ marpit }) {
  marpit.markdown.core.ruler.after("inline", "inline_pictures", ({ tokens }) => {
    for (const token of tokens.flatMap((block) => block.children ?? [])) {
      if (token.type === "image") {
        token.attrSet("src", dataUri(token.attrGet("src")));
      }
    }
  });
}

function dataUri(file) {
  if (!file.endsWith(".svg")) {
    throw new Error(`${file}: the deck shows SVG files of this repository only`);
  }
  // Slides are white, also on a machine that is set to dark.
  const svg = readFileSync(file, "utf8").replace(/\(prefers-color-scheme: *dark\)/g, "not all");
  return "data:image/svg+xml;base64," + Buffer.from(svg).toString("base64");
}
