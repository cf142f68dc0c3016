import {CELLS} from './state.js';

/**
 * Knows where things are in a lane. Its cells are measured once for each size of the window, in one lane, since all are
 * the same. The places of cards are then computed, so that drawing needs no layout.
 */

const MOST_IN_A_CELL = 24;

/** Sizes of a card or a ticket in rem; the widths by the digits of the greatest number. */
const WIDTHS = {2: 1.75, 3: 2.3, 4: 2.75};
const HEIGHT = 1.4;
const GAP = 0.42;
const MORE_WIDTH = 4.4;
const SHORT_MORE_WIDTH = 2.6;

/** Measures a lane: the width of its cards, and for each cell a grid of places, which are numbered. */
export function measure(lane, digits) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = WIDTHS[digits];
  const gridOf = cell => grid(lane.querySelector(`[data-cell="${cell}"]`), rem, width);
  return {width, cells: new Map(CELLS.map(cell => [cell, gridOf(cell)]))};
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
    position: place => ({
      x: Math.round(left + (place % columns) * stepX),
      y: Math.round(top + Math.floor(place / columns) * stepY),
    }),
  };
}

/**
 * Chooses who is shown in a cell: all that fit; else those of `shelf.first` first, and of each those that `choose`
 * takes from a set. Those of `shelf.first` also stand first, and take `span` places each. A card keeps the place that
 * it had before, so that many cards stay calm.
 *
 * Returns the places by number.
 */
export function fill(shelf, {columns, capacity, besideMore}, before, choose, span) {
  const startsIn = room =>
    range(0, room - span + 1).filter(place => (place % columns) % span === 0 && (place % columns) + span <= columns);
  const isAll =
    shelf.first.size <= startsIn(capacity).length && shelf.first.size * span + shelf.others.size <= capacity;
  const room = isAll ? capacity : besideMore;
  const starts = startsIn(room);
  const first = choose(shelf.first, starts.length, before);
  const taken = starts.slice(0, first.length);
  const free = range(0, room).filter(place => !taken.some(start => start <= place && place < start + span));
  const others = choose(shelf.others, free.length, before);
  return new Map([...assign(before, first, taken), ...assign(before, others, free)]);
}

/** Gives each number one of the places: the one it had, if it is among them, else the next free one. */
function assign(before, numbers, places) {
  const free = new Set(places);
  const placeOf = new Map();
  for (const n of numbers) {
    if (free.delete(before.get(n))) {
      placeOf.set(n, before.get(n));
    }
  }
  const withoutPlace = numbers.filter(n => !placeOf.has(n)).sort((a, b) => a - b);
  const next = free.values();
  withoutPlace.forEach(n => placeOf.set(n, next.next().value));
  return placeOf;
}

const range = (from, to) => Array.from({length: Math.max(0, to - from)}, (_, i) => from + i);

/** Where they stay for good, the newest are chosen. */
export const newest = (set, most) => (most > 0 ? [...set].slice(-most) : []);

/** Where they move on, room comes by itself: nobody who is shown is pushed out by a newer one. */
export function shownAndNewest(set, most, before) {
  const shown = [...before.keys()].filter(n => set.has(n)).slice(0, Math.max(0, most));
  const others = [...set].filter(n => !shown.includes(n));
  return [...shown, ...newest(others, most - shown.length)];
}
