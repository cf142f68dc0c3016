/**
 * The places of a cell. A card keeps its place while it is there, so that a picture with many cards stays calm; what
 * does not fit is counted by "more".
 */
export class Slots {
  places = [];
  placeOf = new Map();

  /**
   * Chooses who is shown: all that fit; else those of `shelf.first` first, and of each the newest. Who moves on (see
   * `stays`) leaves room by itself, so there a shown card is not pushed out by a newer one.
   */
  fill(shelf, capacity, capacityBesideMore, stays) {
    const room = shelf.size <= capacity ? capacity : capacityBesideMore;
    const chosen = new Set(newest(shelf.first, room));
    if (!stays) {
      this.placeOf.forEach((_, n) => chosen.size < room && shelf.others.has(n) && chosen.add(n));
    }
    newest(shelf.others, room - chosen.size, chosen).forEach(n => chosen.add(n));
    if (stays) {
      this.#line(chosen, room);
    } else {
      this.#give(chosen, room);
    }
    return shelf.size - chosen.size;
  }

  /** One after the other, as they were chosen: who stays for good may as well stand in a row. */
  #line(chosen, room) {
    this.places = [...chosen];
    this.places.length = room;
    this.placeOf = new Map([...chosen].map((n, place) => [n, place]));
  }

  #give(chosen, room) {
    this.placeOf.forEach((place, n) => {
      if (!chosen.has(n) || place >= room) {
        this.placeOf.delete(n);
        this.places[place] = undefined;
      }
    });
    this.places.length = room;
    let free = 0;
    for (const n of [...chosen].sort((a, b) => a - b)) {
      if (!this.placeOf.has(n)) {
        while (this.places[free] !== undefined) {
          free++;
        }
        this.places[free] = n;
        this.placeOf.set(n, free);
      }
    }
  }
}

/** The last `most` of a set, without those that are chosen already. */
function newest(set, most, chosen = new Set()) {
  if (most <= 0) {
    return [];
  }
  const all = chosen.size > 0 ? [...set].filter(n => !chosen.has(n)) : [...set];
  return all.slice(-most);
}
