import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const clear: Colour = [255, 255, 255, 0];
const white: Colour = [255, 255, 255, 255];
const rust: Colour = [0xb2, 0x45, 0x0f, 255];

/** Smooth edges: every pixel is looked at in this many places each way. */
const SAMPLES = 4;

/** A white baton on the product's colour. */
export function colourIcon(): Buffer {
  return png(192, (x, y) => (batonAt(x, y) < 0 ? white : rust));
}

/** The same as a white outline that Teams puts on whatever its theme has. */
export function outlineIcon(): Buffer {
  return png(32, (x, y) => {
    const edge = batonAt(x, y);
    return edge < 0 && edge > -0.06 ? white : clear;
  });
}

/** How far a point is outside the baton, negative within; the icon is 1 wide and 1 high. */
function batonAt(x: number, y: number): number {
  const along = (x - 0.22 + (0.78 - y)) / 1.12; // from the lower left end, 0, to the upper right one, 1
  const nearest = Math.min(1, Math.max(0, along)) * 0.56;
  const distance = Math.hypot(x - 0.22 - nearest, y - 0.78 + nearest);
  const rings = Math.min(Math.abs(along - 0.06), Math.abs(along - 0.94)) * 0.8; // one for each hand
  return Math.max(distance - 0.1, 0.02 - rings);
}

/** https://www.w3.org/TR/png-3: eight bits of red, green, blue and alpha, no filter, no interlace. */
function png(size: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      rows.set(smooth(size, column, row, colourAt), row * (1 + size * 4) + 1 + column * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND")];
  return Buffer.concat([signature, ...image]);
}

/** The colour of a pixel; what is transparent weighs nothing in it. */
function smooth(
  size: number,
  column: number,
  row: number,
  colourAt: (x: number, y: number) => Colour,
): number[] {
  const sums = [0, 0, 0, 0];
  for (let sample = 0; sample < SAMPLES ** 2; sample++) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    const [red, green, blue, alpha] = colourAt(x, y);
    for (const [at, part] of [red, green, blue].entries())
      sums[at] = (sums[at] ?? 0) + part * alpha;
    sums[3] = (sums[3] ?? 0) + alpha;
  }
  const [, , , alpha = 0] = sums;
  return [
    ...sums.slice(0, 3).map((sum) => (alpha === 0 ? 255 : sum / alpha)),
    alpha / SAMPLES ** 2,
  ];
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
