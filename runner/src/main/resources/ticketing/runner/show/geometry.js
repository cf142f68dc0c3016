import {STEPS} from './state.js';

/**
 * Where things are in a lane. It is measured once for each size of the window, in one lane, for all have the same; the
 * places of cards are then counted and never measured, so that drawing needs no layout.
 */

const MOST_IN_A_CELL = 24;

/** Sizes in rem: what a card and a ticket take, by the digits of the greatest number. */
const CARD_WIDTH = [1.75, 1.75, 1.75, 2.3, 2.75];
const CARD_HEIGHT = 1.4;
const TICKET_WIDTH = [1.8, 1.8, 1.8, 2.3, 2.75];
const TICKET_HEIGHT = 1.4;
const GAP = 0.42;
const MORE_WIDTH = 4.4;
const SHORT_MORE_WIDTH = 2.6;

/** Measures the cells of a lane: a grid of places for each step, and one for the ledger. */
export function measure(lane, greatest) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const digits = Math.min(4, String(greatest).length);
  const cells = new Map(
    STEPS.map(step => [
      step,
      grid(lane.querySelector(`[data-cell="${step}"]`), rem, CARD_WIDTH[digits], CARD_HEIGHT),
    ]),
  );
  const ledger = grid(lane.querySelector('[data-ledger]'), rem, TICKET_WIDTH[digits], TICKET_HEIGHT);
  return {cells, ledger, width: CARD_WIDTH[digits], ticketWidth: TICKET_WIDTH[digits]};
}

function grid(cell, rem, width, height) {
  const gap = GAP * rem;
  const stepX = width * rem + gap;
  const stepY = height * rem + gap;
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
