// Returns the problems of the live page in its current state, as sentences. Runs after contrast.js.
function inspectShow() {
  // In pixels of the screen. Zoomed, the page may be longer than the window, but not wider.
  const isZoomed = devicePixelRatio > 1;
  const SMALLEST = document.body.hasAttribute("data-big") ? 18 : 14;
  const problems = [];
  const short = (text) => JSON.stringify(text.trim().slice(0, 40));
  const dialog = document.querySelector("dialog[open]");
  const root = dialog ?? document.body;

  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth || (!isZoomed && page.scrollHeight > innerHeight)) {
    problems.push(`the page is ${page.scrollWidth} x ${page.scrollHeight}, larger than the window`);
  }
  for (const control of root.querySelectorAll("button, select, label:has(input), .caption, .verdict, .says, h2")) {
    if (isShown(control) && control.textContent.trim() && !control.closest(".cell")) {
      reachable(control);
    }
  }

  const seen = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("noscript, option, .unseen") || !isShown(element)) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(text);
    const what = short(text.data);
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize) * devicePixelRatio;
    if (size < SMALLEST - 0.05) {
      problems.push(`${what} is ${size.toFixed(1)} px high, less than ${SMALLEST}`);
    }
    const ratio = contrastOf(element, style);
    const isPale = ratio !== null && ratio < contrastWanted(style, size);
    if (isPale && !element.closest(":disabled") && !appears(element)) {
      problems.push(`${what} has a contrast of ${ratio.toFixed(1)} only`);
    }
    for (const box of range.getClientRects()) {
      if (!appears(element)) {
        whole(element, box, what);
      }
      // Cards move, and their marks lie on top of them.
      if (!element.closest(".cell")) {
        apart(text, visible(element, box), what);
      }
    }
  }
  return [...new Set(problems)];

  function isShown(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  // A new card is transparent and large for a moment, and one that moves leaves its cell.
  function appears(element) {
    const card = element.closest(".chip, .sold");
    return card?.getAnimations().some((animation) => animation.playState === "running");
  }

  function reachable(control) {
    const box = control.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const scrolls = control.closest("dialog");
    if (!scrolls && !(isZoomed && hit === null) && !(hit && control.contains(hit))) {
      problems.push(`something lies on ${short(control.textContent)}, or it is outside the window`);
    }
  }

  // Neither the window nor an element may cut it off, unless the element scrolls or shows "…".
  function whole(element, box, what) {
    const spare = 1.5;
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (/auto|scroll/.test(style.overflowX + style.overflowY) || style.textOverflow === "ellipsis") {
        return;
      }
      const clips = /hidden|clip|strict/.test(style.overflowX + style.overflowY + style.contain);
      const edge = each.getBoundingClientRect();
      if (clips && (box.left < edge.left - spare || box.right > edge.right + spare
          || box.top < edge.top - spare || box.bottom > edge.bottom + spare)) {
        problems.push(`${what} is cut off`);
        return;
      }
    }
    if (box.left < -spare || box.right > innerWidth + spare
        || (!isZoomed && (box.top < -spare || box.bottom > innerHeight + spare))) {
      problems.push(`${what} goes beyond the window`);
    }
  }

  // What "…" stands for is not there.
  function visible(element, box) {
    const edge = element.getBoundingClientRect();
    const isCut = getComputedStyle(element).textOverflow === "ellipsis";
    return isCut ? { ...box.toJSON(), right: Math.min(box.right, edge.right) } : box;
  }

  function apart(text, box, what) {
    for (const other of seen.filter((other) => other.text !== text)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 2 && down > 4) {
        problems.push(`${what} lies on ${other.what}`);
      }
    }
    seen.push({ text, box, what });
  }
}
