// The timeline as an SVG that stands alone: its colours are in it, and it needs no font, script or style sheet. There
// is nothing of the keys themselves in it, not even their masked ends: pictures go into tickets and chats.
import { allowancesOf, type Allowance } from './allowance.ts';
import { barOf, type Bar } from './bar.ts';
import type { Lifetime, Severity, TimelineData } from './data.ts';
import { sectionsOf } from './sections.ts';
import { placeOf, ticksOf, type Span } from './span.ts';
import { drawing, type Box, type Drawing } from './svg.ts';
import { aboutOf, dateOf, endOf, summaryOf } from './words.ts';

/** As the theme has them at the moment, and the font. */
export interface PictureLook {
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly today: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly font: string;
}

const width = 1200;
const margin = 40;
const rightEdge = width - margin;
const plot = { left: 320, width: 680 };
const usagePlot = { left: 320, width: 560 };
const axisTop = 128;
const rowHeight = 44;
const barHeight = 12;
const round = 4;

export function pictureOf(data: TimelineData, span: Span, look: PictureLook): string {
  const picture = drawing(look.font);
  const name = 'Postman Key Timeline';
  const summary = `${dateOf(data.now)} · ${summaryOf(data)}`;
  picture.text(margin, 56, name, { fill: look.text, size: 22, weight: 600 });
  picture.text(margin, 80, summary, { fill: look.faint, size: 13 });
  const keys = drawing(look.font);
  let y = axisTop + 8;
  for (const { title, lifetimes } of sectionsOf(data)) {
    y += 32;
    keys.text(margin, y, title, { fill: look.text, size: 13, weight: 600 });
    y += 12;
    for (const lifetime of lifetimes) {
      drawKey(keys, y, lifetime, look, data.now);
      drawBar(keys, y + (rowHeight - barHeight) / 2, barOf(lifetime, data.thresholds, span), {
        ...look,
        color: look.severity[lifetime.severity],
      });
      y += rowHeight;
    }
  }
  drawTicks(picture, y, span, look);
  picture.add(keys);
  drawToday(picture, y, span, look);
  const height = drawUsage(picture, y, data, look) + margin;
  return picture.toSvg(width, height, look.background, `${name}, ${summary}`);
}

function xOf(place: number, { left, width: length } = plot): number {
  return left + place * length;
}

function drawTicks(picture: Drawing, bottom: number, span: Span, look: PictureLook): void {
  for (const { at, label, strong } of ticksOf(span, 8)) {
    const style = strong ? { fill: look.text, weight: 600 } : { fill: look.faint };
    picture.line(xOf(at), axisTop + 6, xOf(at), bottom, { stroke: look.line, width: 1 });
    picture.text(xOf(at), axisTop, label, { ...style, size: 12, anchor: 'middle' });
  }
}

function drawToday(picture: Drawing, bottom: number, span: Span, look: PictureLook): void {
  const x = xOf(placeOf(span.now, span));
  const word = { fill: look.background, size: 11, weight: 600, anchor: 'middle' } as const;
  picture.line(x, axisTop + 18, x, bottom, { stroke: look.today, width: 2 });
  picture.box({ x: x - 24, y: axisTop + 8, width: 48, height: 18 }, { fill: look.today, round: [9, 9] });
  picture.text(x, axisTop + 21, 'Today', word);
}

function drawKey(picture: Drawing, y: number, lifetime: Lifetime, look: PictureLook, now: number): void {
  const color = look.severity[lifetime.severity];
  const end = endOf(lifetime, now);
  const [first, second] = [
    { y: y + 20, fill: look.text, size: 13 },
    { y: y + 36, fill: look.faint, size: 12 },
  ];
  picture.box({ x: margin, y: y + 9, width: 4, height: rowHeight - 16 }, { fill: color, round: [2, 2] });
  picture.text(margin + 16, first.y, lifetime.name, { ...first, weight: 600, room: 250 });
  picture.text(margin + 16, second.y, aboutOf(lifetime), { ...second, room: 250 });
  picture.text(rightEdge, first.y, end.text, { ...first, anchor: 'end' });
  picture.text(rightEdge, second.y, end.note, { ...second, anchor: 'end' });
}

function drawBar(picture: Drawing, y: number, bar: Bar, look: { color: string; background: string }): void {
  const { color: fill, background } = look;
  const part = (from: number, to: number, least = 0): Box => ({
    x: xOf(from),
    y,
    width: Math.max(least, (to - from) * plot.width),
    height: barHeight,
  });
  const whole = part(bar.from, bar.to, 3);
  const isKnown = bar.ends === 'known';
  const left = bar.cut.start ? 0 : round;
  const right = isKnown && !bar.cut.end ? round : 0;
  const solidTo = isKnown ? (bar.warnings[0]?.from ?? bar.to) : bar.sure;
  if (bar.ends !== 'never') picture.box(whole, { fill: background, round: [left, right] });
  picture.box(part(bar.from, solidTo), { fill, opacity: 0.6, round: [left, solidTo === bar.to ? right : 0] });
  bar.warnings.forEach(({ from, to }, index) => {
    const opacity = Math.max(0.06, 0.32 - index * 0.12);
    picture.box(part(from, to), { fill, opacity, round: [0, to === bar.to ? right : 0] });
  });
  if (bar.ends === 'never') {
    picture.fade(part(bar.sure, 1), fill);
    return;
  }
  picture.box(whole, {
    stroke: fill,
    round: [left, right],
    open: [bar.cut.start, bar.cut.end || !isKnown],
    ...(!isKnown && { dash: '4 3' }),
  });
}

function drawUsage(picture: Drawing, start: number, data: TimelineData, look: PictureLook): number {
  let y = start;
  for (const { account, operations } of data.usage) {
    y += 48;
    picture.text(margin, y, `Usage this month, ${account}`, { fill: look.text, size: 13, weight: 600 });
    y += 8;
    for (const allowance of allowancesOf(operations)) {
      drawAllowance(picture, y, allowance, look);
      y += 28;
    }
  }
  return y;
}

function drawAllowance(picture: Drawing, y: number, allowance: Allowance, look: PictureLook): void {
  const { label, amount, note, used, over, level } = allowance;
  const fill = look.severity[level === 'unlimited' ? 'unknown' : level];
  const part = (from: number, to: number): Box => ({
    x: xOf(from, usagePlot),
    y: y + 11,
    width: (to - from) * usagePlot.width,
    height: 8,
  });
  picture.text(margin, y + 19, label, { fill: look.text, size: 12, room: 260 });
  picture.text(rightEdge, y + 19, `${amount} · ${note}`, { fill: look.faint, size: 12, anchor: 'end' });
  if (level === 'unlimited') {
    picture.box(part(0, 1), { stroke: fill, dash: '4 3', round: [4, 0], open: [false, true] });
    return;
  }
  if (used > 0) picture.box(part(0, used), { fill, opacity: 0.6, round: [4, used === 1 ? 4 : 0] });
  if (over > 0) picture.box(part(used, used + over), { fill, round: [0, 4] });
  picture.box(part(0, 1), { stroke: fill, round: [4, 4] });
}
