// deck.html?talk shows the talk's slides alone; the names of the others stand in INSTRUCTOR.md.
// `./workshop slides` puts the numbers of each format's slides in, and this before Marp's own script.
(() => {
  const formats = {};
  const query = new URLSearchParams(location.search);
  const format = Object.keys(formats).find((name) => query.has(name));
  if (!format) {
    return;
  }
  const isShown = (index) => formats[format].includes(index + 1);
  const slides = document.querySelectorAll("svg[data-marpit-svg]");
  const notes = document.querySelectorAll(".bespoke-marp-note");
  // Marp finds the notes of a slide by its place among those that are there.
  const places = new Map([...slides.keys()].filter(isShown).map((index, place) => [index, place]));
  notes.forEach((note) => {
    const index = Number(note.dataset.index);
    if (places.has(index)) {
      note.dataset.index = places.get(index);
    } else {
      note.remove();
    }
  });
  slides.forEach((slide, index) => isShown(index) || slide.remove());
  // The speaker's view shows the next slide in a frame, and does not hand the format on to it.
  new MutationObserver(() => {
    const next = document.querySelector('iframe[src="?view=next"]');
    if (next) {
      next.src = `?${format}&view=next`;
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
