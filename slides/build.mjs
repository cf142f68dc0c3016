// Builds deck.html, one file that needs no network, and deck.pdf from deck.md. Run by: npm run build
// Another folder to write into: npm run build -- FOLDER
import { marpCli } from "@marp-team/marp-cli";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const slides = fileURLToPath(new URL(".", import.meta.url));
const folder = resolve(process.argv[2] ?? slides);
const html = join(folder, "deck.html");
process.chdir(slides);
if (process.getuid?.() === 0) {
  // Root, as in most containers, cannot use Chromium's sandbox.
  process.env.CHROME_NO_SANDBOX = "1";
}

await marp("-o", html);
// Before Marp's own script, which counts the slides that are there.
const deck = readFileSync(html, "utf8");
const marpsScript = deck.lastIndexOf("<script>");
const formats = `<script>\n${readFileSync("formats.js", "utf8")}</script>`;
writeFileSync(html, deck.slice(0, marpsScript) + formats + deck.slice(marpsScript));
await marp("--pdf", "-o", join(folder, "deck.pdf"));

async function marp(...options) {
  const exitCode = await marpCli(["deck.md", "--no-stdin", "--config-file", "marp.config.mjs", ...options]);
  if (exitCode !== 0) {
    process.exit(exitCode);
  }
}
