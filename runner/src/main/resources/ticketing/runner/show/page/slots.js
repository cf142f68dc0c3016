/**
 * Gives the cards of a cell their places. A card keeps its place while it is in the cell, so that many cards stay
 * calm; what does not fit is counted by "more".
 */
export class Slots {
  placeOf = new Map();

  /**
   * Chooses who is shown: all that fit; else those of `shelf.first` first, and of each the newest. Where they stay for
   * good (`areLast`) those of `shelf.first` also stand first. Where they move on, room comes by itself: a card that is
   * shown is not pushed out by a newer one.
   *
   * Returns how many are not shown.
   */
  fill(shelf, capacity, capacityBesideMore, areLast) {
    const room = shelf.size <= capacity ? capacity : capacityBesideMore;
    const first = newest(shelf.first, room);
    const others = areLast
      ? newest(shelf.others, room - first.length)
      : shownAndNewest(this.placeOf, shelf.others, room - first.length);
    const places = range(0, room);
    this.placeOf = areLast
      ? new Map([
          ...assign(this.placeOf, first, places.slice(0, first.length)),
          ...assign(this.placeOf, others, places.slice(first.length)),
        ])
      : assign(this.placeOf, [...first, ...others], places);
    return shelf.size - this.placeOf.size;
  }
}

/** Gives each number one of the places: the one it had, if it is among them, else the next free one. */
export function assign(before, numbers, places) {
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

/** The places from `from` to below `to`. */
export const range = (from, to) => Array.from({length: Math.max(0, to - from)}, (_, i) => from + i);

/** The last `most` of a set. */
export const newest = (set, most) => (most > 0 ? [...set].slice(-most) : []);

function shownAndNewest(placeOf, set, most) {
  const shown = [...placeOf.keys()].filter(n => set.has(n)).slice(0, Math.max(0, most));
  const others = [...set].filter(n => !shown.includes(n));
  return [...shown, ...newest(others, most - shown.length)];
}
