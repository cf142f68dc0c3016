// Draws the fences of deck.md: code with a marked line, timelines, and the figures of a run.
// DocumentsTest compares their text with compiled code and with acceptance/recordings.
import { readFileSync } from "node:fs";

const icon = (name) => readFileSync(`pictures/${name}.svg`, "utf8").replace("<svg", '<svg class="icon" aria-hidden="true"');
/** What a workflow hears of a fact in the journal of the ticket system. What it cannot know is in parentheses. */
const HEARD = [
  [/.* stored late$/, "(writes late)"],
  [/.* stored, but the response was lost/, "an error (response lost)"],
  [/^failed before the write/, "an error (not written)"],
  [/ stored$|: TICKET[^)]*|;.*/g, ""],
];
/** Shown with the next key, so that the room can be asked before. */
const REVEALED = '<div class="revealed" data-marpit-fragment="1">';
const MARKS = { "!": "is-bad", "+": "is-good", "?": "is-wait" };

export function draw(info, text, escape, highlight) {
  const [language, marked = ""] = info.split(" ");
  switch (language) {
    case "timeline":
      return timeline(text.trimEnd().split("\n"), escape);
    case "figures":
      return figures(text.trimEnd().split("\n"), escape);
    default:
      return code(highlight(text.trimEnd(), language), marked.slice(1, -1).split(",").map(Number));
  }
}

/** In "java {3,5}" lines 3 and 5 are decisive. */
function code(html, marked) {
  const rows = html.split("\n").map((line, i) => {
    const kind = marked.includes(i + 1) ? " hit" : line.trim() === "…" ? " gap" : "";
    return `<span class="row${kind}">${line || " "}</span>`;
  });
  return `<pre><code>${rows.join("")}</code></pre>`;
}

/** A line is one of a recorded timeline, after "! " if it is fatal, "+ " if it saves the order, "? " if nobody knows. */
function timeline(lines, escape) {
  const tickets = [];
  let before;
  let failed = false;
  let asked = false;
  const rows = lines.map((line, i) => {
    const [, sign, at, text] = /^([!+?])? *((?:day \d+, )?\d+:\d\d:\d\d|order-\d+)? *(.*)$/.exec(line);
    const time = at?.replace(/, .*|^order-.*/, "").replace(/^0:0?/, "").replace(/(:\d\d):\d\d/, "$1 h") ?? "";
    const pause = before && at ? pauseBetween(before, at) : "";
    before = at ?? before;
    tickets.push(...(/(?<=TICKET-)\d+(?= stored)/.exec(text) ?? []));
    failed ||= text.startsWith("the workflow failed");
    const answer = !asked && /[!+]/.test(sign) ? REVEALED : "";
    asked ||= answer !== "";
    const drawn = text === "…" ? step("wide gap", "", "…", "") : row(text, MARKS[sign] ?? "", time, /worker dies/.test(lines[i + 1]));
    return answer + (pause && step("wide pause", "", pause, "")) + drawn;
  });
  return `<div class="timeline">${step("head", "", "call", "", "the workflow hears", "in the ledger")}${rows.join("")}${asked ? "</div>" : ""}</div>`;

  function row(text, kind, time, isUnheard) {
    const [, call, answer] = /^(\w+ #\d+) → (.*)$/.exec(text) ?? [];
    if (call) {
      const isLost = isUnheard || /^no answer|response was lost$|^failed/.test(answer);
      const arrow = / late$/.test(answer) ? "late" : isLost ? "lost" : "";
      const hears = isUnheard ? "" : HEARD.reduce((heard, [fact, hears]) => heard.replace(fact, hears), answer);
      return step(kind, time, call, `<i class="arrow ${arrow}"></i>`, escape(readable(hears)), ledger());
    }
    if (text.startsWith("In the end")) {
      const verdict = ["no ticket", failed ? "sold, but told “failed”" : "one seat, one ticket", "one seat, two tickets"];
      return step(`wide end ${kind}`, "", icon("seat") + verdict[tickets.length], ledger());
    }
    const told = /^the workflow (?=returned|failed)/;
    const event = readable(text.replace(told, "").replace("returned", "is told:").replace(/^failed.*/, "is told: “failed”"));
    return step(`wide ${kind}`, time, (told.test(text) ? icon("customer") : "") + escape(event), ledger());
  }

  function ledger() {
    return tickets.map((number, i) => `<b class="ticket${i ? " second" : ""}">${number}</b>`).join("");
  }
}

const step = (kind, ...cells) => `<div class="step ${kind}">${cells.map((cell) => `<span>${cell}</span>`).join("")}</div>`;
const readable = (text) => text.replace("TICKET-", "ticket ");

function pauseBetween(before, at) {
  const seconds = (time) => time.replace(/^.*, /, "").split(":").reduce((sum, part) => 60 * sum + Number(part), 0);
  const pause = seconds(at) - seconds(before);
  return pause >= 3600 ? `${Math.round(pause / 3600)} hours later` : pause >= 60 ? `${Math.floor(pause / 60)} minutes later` : "";
}

/** Lines of the table that ./workshop demo prints, or of the list that ./workshop prove prints. */
function figures(lines, escape) {
  const cell = (kind, text) => `<span class="${kind}">${text}</span>`;
  const proved = lines.map((line) => /^✓ +(\d+) (schedules with .*)$/.exec(line)).filter(Boolean);
  if (proved.length) {
    return `<div class="figures proved">${proved.map(([, n, what]) => cell("n good", n) + cell("of", escape(what))).join("")}</div>`;
  }
  const runs = lines.map((line) => line.trim().split(/ +/));
  const labels = [`tickets for ${runs[0][1]} orders`, "tickets too many", "orders without a ticket", "told “failed”, but has a ticket"];
  const rows = runs.map(([name, orders, tickets, ...wrong]) => {
    const right = wrong.slice(0, 3).every((count) => count === "0");
    const counts = wrong.slice(0, 3).map((count) => cell(`n ${count === "0" ? "nil" : "bad"}`, count));
    return `<div class="run${right ? " right" : ""}" data-marpit-fragment="1">${cell("name", name.replaceAll("-", " "))}${cell(`n ${right ? "good" : "bad"}`, tickets)}${counts.join("")}</div>`;
  });
  const head = ["", ...labels].map((label) => cell("of", label)).join("");
  return `<div class="figures${runs.length === 2 ? " two" : ""}"><div class="run">${head}</div>${rows.join("")}</div>`;
}
