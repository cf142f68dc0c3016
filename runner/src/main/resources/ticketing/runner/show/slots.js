/**
 * The places of a cell. A card keeps its place while it is there, so that a picture with many cards stays calm; what
 * does not fit is counted by "more".
 */
export class Slots {
  placeOf = new Map();

  /**
   * Chooses who is shown: all that fit; else those of `shelf.first` first, and of each the newest. Where they stay for
   * good (`areLast`) those of `shelf.first` also stand first. Where they move on, room comes by itself: a card that is
   * shown is not pushed out by a newer one.
   *
   * Gives how many are not shown.
   */
  fill(shelf, capacity, capacityBesideMore, areLast) {
    const room = shelf.size <= capacity ? capacity : capacityBesideMore;
    const first = newest(shelf.first, room);
    const others = areLast
      ? newest(shelf.others, room - first.length)
      : shownAndNewest(this.placeOf, shelf.others, room - first.length);
    this.placeOf = areLast
      ? new Map([
          ...seat(this.placeOf, first, 0, first.length), ...seat(this.placeOf, others, first.length, room),
        ])
      : seat(this.placeOf, [...first, ...others], 0, room);
    return shelf.size - this.placeOf.size;
  }
}

/** Gives each number a place from `from` to below `to`: the one it had, if that is among them, else the next free one. */
export function seat(before, numbers, from, to) {
  const placeOf = new Map();
  const homeless = [];
  for (const n of numbers) {
    const place = before.get(n);
    if (place >= from && place < to) {
      placeOf.set(n, place);
    } else {
      homeless.push(n);
    }
  }
  const taken = new Set(placeOf.values());
  let free = from;
  for (const n of homeless.sort((a, b) => a - b)) {
    while (taken.has(free)) {
      free++;
    }
    placeOf.set(n, free++);
  }
  return placeOf;
}

/** The last `most` of a set. */
export const newest = (set, most) => (most > 0 ? [...set].slice(-most) : []);

function shownAndNewest(placeOf, set, most) {
  const shown = [...placeOf.keys()].filter(n => set.has(n)).slice(0, Math.max(0, most));
  const chosen = new Set(shown);
  return [...shown, ...newest([...set].filter(n => !chosen.has(n)), most - shown.length)];
}
