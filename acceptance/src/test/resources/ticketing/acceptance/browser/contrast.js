// Computes the contrast of a text with its background: Web Content Accessibility Guidelines 2.1, 1.4.3.
// Runs before the scripts that inspect a page.

// Returns the ratio, from 1 to 21; null if the background is a picture.
function contrastOf(element, style) {
  const behind = [];
  for (let each = element; each; each = each.parentElement) {
    const its = getComputedStyle(each);
    if (its.backgroundImage !== "none") {
      return null;
    }
    behind.push(color(its.backgroundColor));
    if (behind.at(-1)[3] === 1) {
      break;
    }
  }
  const ground = behind.reverse().reduce((under, over) => mix(over, under), [255, 255, 255, 1]);
  let seen = color(style.color);
  for (let each = element; each; each = each.parentElement) {
    seen = [...seen.slice(0, 3), seen[3] * parseFloat(getComputedStyle(each).opacity)];
  }
  return ratioOf(luminance(mix(seen, ground)), luminance(ground));
}

function ratioOf(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

// Returns the required contrast for a text of this size, in pixels.
function contrastWanted(style, size) {
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
}

// A canvas can parse any color format.
function color(text) {
  const canvas = (window.inspected ??= document.createElement("canvas").getContext("2d", {
    willReadFrequently: true,
  }));
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function mix(over, under) {
  return [0, 1, 2].map((i) => over[i] * over[3] + under[i] * (1 - over[3])).concat(1);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.slice(0, 3).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

