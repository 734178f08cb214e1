// Things with uncertain days → where they are drawn: a form, its place, and a lane in which nothing overlaps.
//
// A single day is a diamond, a span a bar from its first day to its last; an end that is open is an arrow of a fixed
// length, for how far it reaches is not told. The label stands behind the mark, before it where there is no room behind,
// else on it; it belongs to the room that the mark takes.
import { dayNumber, FIRST, LAST } from "./days.ts";

export interface Dated {
  readonly id: string;
  readonly label: string;
  readonly earliest: string | null;
  readonly latest: string | null;
  /** Its number on the path that is chosen: the lanes above are for these. */
  readonly hop?: number | null;
}

export interface Scale {
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

export type Form = "day" | "span" | "until" | "since";

export interface Placed<T> {
  readonly item: T;
  readonly form: Form;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly textAt: number;
  readonly lane: number;
}

export interface Placing<T> {
  readonly placed: readonly Placed<T>[];
  readonly lanes: number;
  /** Those whose days lie outside of the scale. */
  readonly outside: readonly T[];
}

/** Length of an open end, and half of a diamond. */
export const ARROW = 40;
export const HALF = 6;
const GAP = 10;
/** Between a mark and its label; and what room a label is cut for rather than laid on the mark. */
const BESIDE = 5;
const ENOUGH = 110;
const WIDE = 12.5;
const NARROW = 7;

/** Pixels from the left for the beginning of a day. */
export function at(day: number, { first, last, width }: Scale): number {
  return ((day - first) / (last + 1 - first)) * width;
}

/** The day at so many pixels from the left. */
export function dayAt(x: number, { first, last, width }: Scale): number {
  const share = Math.min(1, Math.max(0, x / width));
  return Math.min(last, first + Math.floor(share * (last + 1 - first)));
}

/** Puts all that have a day into lanes, hops of the path above, in the order of their days. What has none must not be given. */
export function placing<T extends Dated>(items: readonly T[], scale: Scale): Placing<T> {
  const inside = items.filter((item) => overlaps(item, scale));
  const outside = items.filter((item) => !overlaps(item, scale));
  const marks = inside.map((item) => mark(item, scale)).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const lanes: [number, number][][] = [];
  const laid = (one: (typeof marks)[number]): Placed<T> => {
    const from = Math.min(one.start, one.textAt) - GAP;
    const to = Math.max(one.end, one.textAt + textWidth(one.text));
    const free = lanes.findIndex((taken) => taken.every(([start, end]) => to + GAP <= start || end <= from));
    const lane = free === -1 ? lanes.push([]) - 1 : free;
    lanes[lane]?.push([from + GAP, to]);
    return { ...one, lane };
  };
  const isFirst = ({ item }: { readonly item: T }) => item.hop !== null && item.hop !== undefined;
  const placed = [...marks.filter(isFirst), ...marks.filter((one) => !isFirst(one))].map(laid);
  return { placed: placed.toSorted((a, b) => a.start - b.start || a.end - b.end), lanes: lanes.length, outside };
}

/** The first and the last day that are told of any of these; null if none is. */
export function extent(items: readonly Pick<Dated, "earliest" | "latest">[]): readonly [number, number] | null {
  const days = items.flatMap(({ earliest, latest }) => [earliest, latest].filter((day) => day !== null)).map(dayNumber);
  return days.length === 0 ? null : [Math.min(...days), Math.max(...days)];
}

/** The same days with a little air at both ends. */
export function aired([first, last]: readonly [number, number]): readonly [number, number] {
  const air = Math.max(3, Math.round((last - first) * 0.04));
  return [Math.max(FIRST, first - air), Math.min(LAST, last + air)];
}

/** A text cut to so many pixels, with an ellipsis. */
export function fitted(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  let kept = "";
  let left = room - textWidth("…");
  for (const letter of text) {
    left -= textWidth(letter);
    if (left < 0) break;
    kept += letter;
  }
  return `${kept}…`;
}

function overlaps({ earliest, latest }: Dated, { first, last }: Scale): boolean {
  const begin = dayNumber(earliest ?? latest ?? "");
  const end = dayNumber(latest ?? earliest ?? "");
  return end >= first && begin <= last;
}

function mark<T extends Dated>(item: T, scale: Scale): Omit<Placed<T>, "lane"> {
  const [form, start, end] = formOf(item, scale);
  return { item, form, start, end, ...labelled(item.label, start, end, scale.width) };
}

function labelled(
  label: string,
  start: number,
  end: number,
  width: number,
): { readonly text: string; readonly textAt: number } {
  const [before, behind, needed] = [start - BESIDE, width - end - BESIDE, textWidth(label)];
  if (needed <= behind) return { text: label, textAt: end + BESIDE };
  if (needed <= before) return { text: label, textAt: start - BESIDE - needed };
  if (Math.max(before, behind) < ENOUGH) {
    const text = fitted(label, width);
    return { text, textAt: Math.max(0, Math.min(start + BESIDE, width - textWidth(text))) };
  }
  const text = fitted(label, Math.max(before, behind));
  return { text, textAt: behind >= before ? end + BESIDE : start - BESIDE - textWidth(text) };
}

function formOf({ earliest, latest }: Dated, scale: Scale): readonly [Form, number, number] {
  const inside = (x: number) => Math.min(scale.width, Math.max(0, x));
  if (earliest === null) {
    const end = inside(at(dayNumber(latest ?? "") + 1, scale));
    return ["until", Math.max(0, end - ARROW), end];
  }
  const start = inside(at(dayNumber(earliest), scale));
  if (latest === null) return ["since", start, Math.min(scale.width, start + ARROW)];
  if (earliest === latest) {
    const middle = (start + inside(at(dayNumber(latest) + 1, scale))) / 2;
    return ["day", middle - HALF, middle + HALF];
  }
  return ["span", start, Math.max(start + 3, inside(at(dayNumber(latest) + 1, scale)))];
}

/** About how wide a text is. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) < 0x1100 ? NARROW : WIDE;
  return width;
}
