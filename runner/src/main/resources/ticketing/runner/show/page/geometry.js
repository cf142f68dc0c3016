import {STEPS} from './state.js';

/**
 * Measures where things are in a lane: once for each size of the window, in one lane, since all are the same. The
 * places of cards are then computed, so that drawing needs no layout.
 */

const MOST_IN_A_CELL = 24;

/** Sizes of a card or a ticket in rem; the widths by the digits of the greatest number. */
const WIDTHS = {2: 1.75, 3: 2.3, 4: 2.75};
const HEIGHT = 1.4;
const GAP = 0.42;
const MORE_WIDTH = 4.4;
const SHORT_MORE_WIDTH = 2.6;

/** Measures the cells of a lane: a grid of places for each step, and one for the ledger. */
export function measure(lane, digits) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = WIDTHS[digits];
  const cells = new Map(
    STEPS.map(step => [step, grid(lane.querySelector(`[data-cell="${step}"]`), rem, width)]),
  );
  return {cells, ledger: grid(lane.querySelector('.ledger'), rem, width), width};
}

function grid(cell, rem, width) {
  const gap = GAP * rem;
  const stepX = width * rem + gap;
  const stepY = HEIGHT * rem + gap;
  const columns = Math.max(1, Math.floor((cell.clientWidth - gap) / stepX));
  const rows = Math.max(1, Math.floor((cell.clientHeight - gap) / stepY));
  const left = cell.offsetLeft + (cell.clientWidth - columns * stepX + gap) / 2;
  const top = cell.offsetTop + gap;
  const capacity = Math.min(MOST_IN_A_CELL, columns * rows);
  const isNarrow = columns * stepX < 2 * MORE_WIDTH * rem;
  const forMore = Math.min(columns, Math.ceil(((isNarrow ? SHORT_MORE_WIDTH : MORE_WIDTH) * rem) / stepX));
  return {
    columns,
    isNarrow,
    capacity,
    besideMore: Math.max(rows > 1 ? 1 : 0, Math.min(capacity, columns * rows - forMore)),
    place: slot => ({
      x: Math.round(left + (slot % columns) * stepX),
      y: Math.round(top + Math.floor(slot / columns) * stepY),
    }),
  };
}
