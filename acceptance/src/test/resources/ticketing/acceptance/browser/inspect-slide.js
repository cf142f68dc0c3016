// Returns the problems of the current slide, as sentences. Sizes are in the slide's own pixels: a slide is
// 1280 pixels wide. Runs after contrast.js.
function inspectSlide() {
  const SMALLEST = { prose: 20, code: 16, picture: 13, margin: 13 };
  const problems = [];
  const slide = document.querySelector("svg.bespoke-marp-active");
  const section = [...slide.querySelectorAll("section")].find(
    (each) => (each.dataset.marpitAdvancedBackground ?? "content") === "content");
  const page = section.getBoundingClientRect();
  const scale = page.width / section.offsetWidth;
  const short = (text) => JSON.stringify(text.trim().slice(0, 40));

  const title = section.querySelector("h1, h2");
  if (!title || !title.textContent.trim()) {
    problems.push("has no title");
  }
  const footer = section.querySelector(":scope > footer")?.getBoundingClientRect();
  const number = numberBox();
  for (const picture of slide.querySelectorAll("img")) {
    if (!picture.complete || picture.naturalWidth === 0) {
      problems.push("does not show a picture: " + picture.src.slice(0, 60));
    }
    if (!picture.alt.trim()) {
      problems.push("has a picture without a text for those who cannot see it");
    }
    apart(picture.getBoundingClientRect(), "a picture");
    smallestIn(picture);
  }
  for (const element of section.querySelectorAll("*")) {
    inside(element.getBoundingClientRect(), "<" + element.localName + ">");
  }

  const texts = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    const style = getComputedStyle(element);
    if (!text.data.trim() || style.visibility === "hidden" || element.closest("style, script")) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    if (boxes.length === 0) {
      // The element is not displayed.
      continue;
    }
    const inFooter = element.closest("footer, header");
    for (const box of boxes) {
      inside(box, short(text.data));
      if (!inFooter) {
        apart(box, short(text.data));
      }
    }
    const size = parseFloat(style.fontSize) * zoom(element);
    const kind = inFooter ? "margin" : element.closest("pre, code") ? "code" : "prose";
    if (size < SMALLEST[kind] - 0.05) {
      problems.push(`${short(text.data)} is ${size.toFixed(1)} px high, less than ${SMALLEST[kind]}`);
    }
    contrast(element, style, size, short(text.data));
  }
  return [...new Set(problems)];

  function inside(box, what) {
    const spare = 1;
    if (box.left < page.left - spare || box.right > page.right + spare
        || box.top < page.top - spare || box.bottom > page.bottom + spare) {
      problems.push(what + " goes beyond the slide");
    }
  }

  // The footer and the page number are below the content.
  function apart(box, what) {
    if (footer && overlap(box, footer)) {
      problems.push(what + " lies on the footer");
    }
    if (number && overlap(box, number)) {
      problems.push(what + " lies on the slide's number");
    }
  }

  // Text in a picture can only be measured in a copy of the picture.
  function smallestIn(picture) {
    const [type, content] = picture.src.split(";base64,");
    if (type !== "data:image/svg+xml") {
      return;
    }
    const holder = document.createElement("div");
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    holder.attachShadow({ mode: "open" }).innerHTML = new TextDecoder().decode(bytes);
    document.body.append(holder);
    const svg = holder.shadowRoot.querySelector("svg");
    const shown = picture.getBoundingClientRect().width / svg.viewBox.baseVal.width / scale;
    for (const text of svg.querySelectorAll("text, tspan")) {
      const size = parseFloat(getComputedStyle(text).fontSize) * shown;
      if (size < SMALLEST.picture) {
        problems.push(
          `${short(text.textContent)}, in a picture, is ${size.toFixed(1)} px high, less than ${SMALLEST.picture}`);
      }
    }
    holder.remove();
  }

  // A script cannot query the position of the page number, so compute it from the style.
  function numberBox() {
    const style = getComputedStyle(section, "::after");
    const [width, height, right, bottom] =
        ["width", "height", "right", "bottom"].map((name) => parseFloat(style[name]) * scale);
    if (style.content === "none" || style.display === "none" || !(width > 0)) {
      return null;
    }
    return {
      right: page.right - right,
      left: page.right - right - width,
      bottom: page.bottom - bottom,
      top: page.bottom - bottom - height,
    };
  }

  function overlap(one, other) {
    return one.left < other.right && other.left < one.right
        && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  }

  // Marp scales down code that is too wide, which does not show in its style.
  function zoom(element) {
    const probe = document.createElement("span");
    probe.style.cssText = "position:absolute;display:block;width:100px;height:1px;padding:0;border:0";
    element.append(probe);
    const width = probe.getBoundingClientRect().width;
    probe.remove();
    return width / 100 / scale;
  }

  function contrast(element, style, size, what) {
    const ratio = contrastOf(element, style);
    if (ratio === null) {
      problems.push(`${what} is on top of a picture, so its contrast is unknown`);
    } else if (ratio < contrastWanted(style, size)) {
      problems.push(`${what} has a contrast of ${ratio.toFixed(1)} only`);
    }
  }
}
