// deck.html?talk shows the talk's slides only: those whose notes have "Minutes: talk 2". INSTRUCTOR.md names the formats.
// Notes show "**Say:**" in bold. `npm run build` puts this into the deck, before Marp's own script.
(() => {
  const notes = document.querySelectorAll(".bespoke-marp-note");
  // Marp shows notes as plain text.
  notes.forEach((note) => (note.innerHTML = note.innerHTML.replace(/\*\*(.+?)\*\*/g, "<br><b>$1</b>")));
  const query = new URLSearchParams(location.search);
  const format = ["talk", "workshop", "half-day"].find((name) => query.has(name));
  if (!format) {
    return;
  }
  const slides = document.querySelectorAll("svg[data-marpit-svg]");
  const minutes = new RegExp(`^Minutes:.*\\b${format} \\d`, "m");
  const shown = [...notes].filter((note) => minutes.test(note.textContent)).map((note) => Number(note.dataset.index));
  const isShown = (index) => shown.includes(index);
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
