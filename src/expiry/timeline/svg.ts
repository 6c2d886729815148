export interface TextLook {
  readonly fill: string;
  readonly size: number;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  /** What does not fit in is cut, with dots. */
  readonly room?: number;
}

type Pair<T> = readonly [left: T, right: T];

export interface BoxLook {
  readonly fill?: string;
  readonly opacity?: number;
  readonly stroke?: string;
  readonly dash?: string;
  /** Of the corners at the left and at the right. */
  readonly round?: Pair<number>;
  /** Without an edge at the left, at the right. */
  readonly open?: Pair<boolean>;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An SVG in the making. Text is text: nothing in it can become markup. */
export interface Drawing {
  text(x: number, y: number, words: string, look: TextLook): void;
  box(box: Box, look: BoxLook): void;
  /** From the colour to nothing, to the right. */
  fade(box: Box, color: string): void;
  line(x1: number, y1: number, x2: number, y2: number, look: { stroke: string; width: number }): void;
  add(other: Drawing): void;
  readonly marks: readonly string[];
  readonly fades: ReadonlyMap<string, string>;
  /** @param title what the picture is, for those who do not see it */
  toSvg(width: number, height: number, background: string, title: string): string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

export function drawing(font: string): Drawing {
  const marks: string[] = [];
  /** Ids of gradients by their colour. */
  const fades = new Map<string, string>();
  return {
    marks,
    fades,
    text: (x, y, words, { fill, size, weight, anchor, room }) => {
      const attributes = { x, y, fill, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor };
      marks.push(element('text', attributes, escaped(room === undefined ? words : cut(words, room, size))));
    },
    box: (box, { fill = 'none', opacity, stroke, dash, round, open }) => {
      const look = { fill, 'fill-opacity': opacity, stroke, 'stroke-dasharray': dash };
      marks.push(element('path', { d: outline(box, round ?? [0, 0], open ?? [false, false]), ...look }));
    },
    fade: (box, color) => {
      const id = fades.get(color) ?? `fade-${color.replaceAll(/\W+/g, '-')}`;
      fades.set(color, id);
      marks.push(element('rect', { ...box, fill: `url(#${id})` }));
    },
    line: (x1, y1, x2, y2, { stroke, width }) => {
      marks.push(element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width }));
    },
    add: (other) => {
      marks.push(...other.marks);
      for (const [color, id] of other.fades) fades.set(color, id);
    },
    toSvg: (width, height, background, title) => {
      const gradients = Array.from(fades, ([color, id]) => gradient(id, color));
      return element(
        'svg',
        {
          xmlns: 'http://www.w3.org/2000/svg',
          width,
          height,
          viewBox: `0 0 ${width} ${height}`,
          'font-family': font,
          role: 'img',
        },
        [
          element('title', {}, escaped(title)),
          ...(gradients.length > 0 ? [element('defs', {}, gradients.join(''))] : []),
          element('rect', { width, height, fill: background }),
          ...marks,
        ].join('\n'),
      );
    },
  };
}

function outline({ x, y, width, height }: Box, round: Pair<number>, open: Pair<boolean>): string {
  const [left, right] = round.map((radius) => Math.min(radius, width / 2, height / 2));
  const corner = (radius = 0, dx: number, dy: number): string =>
    radius === 0
      ? ''
      : `a${written(radius)} ${written(radius)} 0 0 0 ${written(dx * radius)} ${written(dy * radius)}`;
  const start = written(x + (left ?? 0));
  const end = written(x + width - (right ?? 0));
  const side = (radius: number | undefined, to: number, dx: number): string =>
    `${corner(radius, dx, dx * -1)}V${written(to)}${corner(radius, dx * -1, dx * -1)}`;
  return [
    `M${end} ${written(y)}H${start}`,
    open[0] ? `M${start} ${written(y + height)}` : side(left, y + height - (left ?? 0), -1),
    `H${end}`,
    open[1] ? '' : side(right, y + (right ?? 0), 1),
    open[0] || open[1] ? '' : 'Z',
  ].join('');
}

function gradient(id: string, color: string): string {
  const stop = (offset: number, opacity: number): string =>
    element('stop', { offset, 'stop-color': color, 'stop-opacity': opacity });
  return element('linearGradient', { id }, stop(0, 0.6) + stop(1, 0));
}

function element(name: string, attributes: Attributes, content?: string): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? written(value) : escaped(value)}"`],
  );
  const head = `<${name}${pairs.join('')}`;
  return content === undefined ? `${head}/>` : `${head}>${content}</${name}>`;
}

/** Hundredths of a pixel will do. */
function written(value: number): string {
  return String(Math.round(value * 100) / 100);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // XML has no way at all to write these.
      .replaceAll(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
      .replaceAll(/[&<>"]/g, (character) => entities[character] ?? '')
  );
}

/** Cut at a guess: without a page there is nobody to ask how wide a text is. */
function cut(words: string, room: number, size: number): string {
  const characters = Array.from(words);
  const widthOf = (character: string): number =>
    size * (/[\u1100-\uffff]|.{2}/u.test(character) ? 1.05 : 0.56);
  let left = room;
  const fitting = characters.findIndex((character) => (left -= widthOf(character)) < 0);
  return fitting === -1
    ? words
    : `${characters
        .slice(0, fitting - 1)
        .join('')
        .trimEnd()}…`;
}
