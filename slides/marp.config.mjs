// Tells Marp to use the theme, to draw the fences, and to put fonts and pictures into the deck, so that it needs no other file.
import { readFileSync } from "node:fs";
import { draw } from "./components.mjs";

export default {
  html: false,
  options: { emoji: { shortcode: false, unicode: false }, math: false },
  engine: ({ marp }) => {
    const theme = readFileSync("theme.css", "utf8");
    marp.themeSet.add(theme.replace(/url\((\S+\.woff2)\)/g, (_, file) => `url(data:font/woff2;base64,${readFileSync(file, "base64")})`));
    return marp.use(components);
  },
};

function components({ renderer, options, utils }) {
  renderer.rules.fence = (tokens, i) => {
    const { info, content } = tokens[i];
    const highlight = (code, language) => options.highlight(code, language, "") || utils.escapeHtml(code);
    return draw(info.trim(), content, utils.escapeHtml, highlight);
  };
  renderer.rules.image = (tokens, i) => {
    const file = tokens[i].attrGet("src");
    if (!file.endsWith(".svg")) {
      throw new Error(`${file}: the deck shows SVG files only`);
    }
    return readFileSync(file, "utf8").replace("<svg", `<svg role="img" aria-label="${utils.escapeHtml(tokens[i].content)}"`);
  };
}
