// Days as numbers, so that they can be drawn: `1970-01-02` is 1. All of it is UTC; a day has no hours.
//
// There are no days before the year 1 and none after 9999: they could not be written, in an address or anywhere else.

const LENGTH = 86_400_000;
/** The first day that there is, and the last. */
export const FIRST = dayNumber("0001-01-01");
export const LAST = dayNumber("9999-12-31");

/** The number of a day `YYYY-MM-DD`. */
export function dayNumber(text: string): number {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / LENGTH);
}

/** The day of that number, or the nearest that there is. */
export function dayText(number: number): string {
  return new Date(Math.min(LAST, Math.max(FIRST, number)) * LENGTH).toISOString().slice(0, 10);
}

/** The first and the last day that a month or year such as `2031-04` can mean; null for what is no date. */
export function partialDays(text: string): readonly [number, number] | null {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const first = numberOf(year, month - 1, day);
  if (found[3] !== undefined) return [first, first];
  const after = found[2] === undefined ? numberOf(year + 1, 0, 1) : numberOf(year, month, 1);
  return [first, after - 1];
}

/** `Date.UTC` takes the years up to 99 for those of the last century. */
function numberOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day) / LENGTH;
}

export interface Tick {
  readonly day: number;
  readonly text: string;
}

type Step = readonly [unit: "day" | "month", count: number, letters: number];

/** From fine to coarse: how far apart ticks may stand, and how much of a day is written. */
const STEPS: readonly Step[] = [
  ["day", 1, 10],
  ["day", 2, 10],
  ["day", 7, 10],
  ["day", 14, 10],
  ["month", 1, 7],
  ["month", 3, 7],
  ["month", 6, 7],
  ["month", 12, 4],
  ["month", 24, 4],
  ["month", 60, 4],
  ["month", 120, 4],
  ["month", 600, 4],
  ["month", 1200, 4],
  ["month", 6000, 4],
  ["month", 12000, 4],
];
const LETTER = 7.5;
const AIR = 16;

/** Ticks for the days from `first` to `last` over so many pixels, as many as can be read. */
export function ticks(first: number, last: number, width: number): readonly Tick[] {
  const perDay = width / Math.max(1, last - first);
  const step =
    STEPS.find(([unit, count, letters]) => perDay * count * (unit === "day" ? 1 : 28) >= letters * LETTER + AIR) ??
    STEPS.at(-1);
  if (step === undefined) return [];
  const [unit, count, letters] = step;
  const days = unit === "day" ? everyDays(first, last, count) : everyMonths(first, last, count);
  return days.map((day) => ({ day, text: dayText(day).slice(0, letters) }));
}

function everyDays(first: number, last: number, count: number): readonly number[] {
  const found: number[] = [];
  for (let day = Math.ceil(first / count) * count; day <= last; day += count) found.push(day);
  return found;
}

function everyMonths(first: number, last: number, count: number): readonly number[] {
  const begin = new Date(first * LENGTH);
  const month = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  const found: number[] = [];
  for (let at = Math.ceil(month / count) * count; ; at += count) {
    const day = numberOf(Math.floor(at / 12), at % 12, 1);
    if (day > last) return found;
    if (day >= first) found.push(day);
  }
}
