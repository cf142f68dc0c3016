// Builds deck.html, one file that needs no network, and deck.pdf from deck.md. Run by: npm run build
import { marpCli } from "@marp-team/marp-cli";
import { readFileSync, writeFileSync } from "node:fs";

if (process.getuid?.() === 0) {
  // Root, as in most containers, cannot use Chromium's sandbox.
  process.env.CHROME_NO_SANDBOX = "1";
}
await marp("-o", "deck.html");
// Before Marp's own script, which counts the slides that are there.
const html = readFileSync("deck.html", "utf8");
const end = html.lastIndexOf("<script>");
const formats = `<script>\n${readFileSync("formats.js", "utf8")}</script>`;
writeFileSync("deck.html", html.slice(0, end) + formats + html.slice(end));
await marp("--pdf", "--pdf-notes", "-o", "deck.pdf");

async function marp(...options) {
  const exitCode = await marpCli(["deck.md", "--no-stdin", "--config-file", "marp.config.mjs", ...options]);
  if (exitCode !== 0) {
    process.exit(exitCode);
  }
}
