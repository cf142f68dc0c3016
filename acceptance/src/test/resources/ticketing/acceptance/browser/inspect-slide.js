// Returns the problems of the current slide, as sentences. Sizes are in the slide's own pixels: a slide is
// 1280 pixels wide. Runs after contrast.js.
function inspectSlide() {
  const SMALLEST = { text: 24, code: 22, stub: 18 };
  const MOST_WORDS = 40;
  const MOST_LINES = 12;
  const STUB = 128;
  const problems = [];
  const section = document.querySelector("svg.bespoke-marp-active section");
  const page = section.getBoundingClientRect();
  const scale = page.width / section.offsetWidth;
  const short = (text) => JSON.stringify(text.trim().slice(0, 40));
  let words = 0;

  if (!section.querySelector("h1")?.textContent.trim()) {
    problems.push("has no title");
  }
  for (const picture of section.querySelectorAll("svg:not([aria-hidden])")) {
    if (picture.getAttribute("role") !== "img" || !picture.getAttribute("aria-label")) {
      problems.push("has a picture without a text for those who cannot see it");
    }
  }
  for (const element of section.querySelectorAll("*:not(style)")) {
    for (const box of element.getClientRects()) {
      inside(box, element.closest("header") ? 0 : STUB, "<" + element.localName + ">");
    }
  }
  for (const code of section.querySelectorAll("pre")) {
    if (code.querySelectorAll(".row:not(.gap)").length > MOST_LINES) {
      problems.push(`has code of more than ${MOST_LINES} lines`);
    }
  }

  const texts = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("style")) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      inside(box, element.closest("header") ? 0 : STUB, short(text.data));
    }
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize) * zoom(element);
    const smallest = SMALLEST[element.closest("header") ? "stub" : element.closest("pre, code") ? "code" : "text"];
    if (size < smallest - 0.05) {
      problems.push(`${short(text.data)} is ${size.toFixed(1)} px high, less than ${smallest}`);
    }
    const ratio = element.closest("svg.pic") ? contrastInPicture(element, style) : contrastOf(element, style);
    if (ratio === null) {
      problems.push(`${short(text.data)} is on top of a picture, so its contrast is unknown`);
    } else if (ratio < contrastWanted(style, size)) {
      problems.push(`${short(text.data)} has a contrast of ${ratio.toFixed(1)} only`);
    }
    if (!element.closest("h1, header, pre, svg.pic, .timeline, .figures")) {
      words += text.data.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
    }
  }
  if (words > MOST_WORDS) {
    problems.push(`has ${words} words, more than ${MOST_WORDS}`);
  }
  return [...new Set(problems)];

  function inside(box, left, what) {
    const spare = 1;
    if (box.left < page.left + left * scale - spare || box.right > page.right + spare
        || box.top < page.top - spare || box.bottom > page.bottom + spare) {
      problems.push(what + " goes beyond the slide");
    }
  }

  // How much larger than in its style a text is. The viewer scales slides, and slides scale pictures.
  function zoom(element) {
    return element.getBBox ? element.getBoundingClientRect().height / element.getBBox().height / scale : 1;
  }

  // A text in a picture is on the last shape that was drawn at its place before it.
  function contrastInPicture(text, style) {
    const box = text.getBoundingClientRect();
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const shape = [...text.closest("svg").querySelectorAll("rect, path[fill]:not([fill=none])")].filter((each) => {
      const area = each.getBoundingClientRect();
      return each.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING
          && area.left <= x && x <= area.right && area.top <= y && y <= area.bottom;
    }).at(-1);
    const ground = color(shape ? getComputedStyle(shape).fill : getComputedStyle(section).backgroundColor);
    return ratioOf(luminance(color(style.fill)), luminance(ground));
  }
}
