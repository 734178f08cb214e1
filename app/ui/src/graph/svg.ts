// Picture → SVG: the map as a file that can be passed on, with the same forms, lines and places, and words of what it shows.
//
// Equal pictures give equal files. It names no font but the families that every system has, and asks for nothing.
import { DASHES, ICONS, OUTLINES } from "../parts/forms.ts";
import { LINE as AT_ARROW, besideLine } from "./beside.ts";
import type { Point } from "./chain.ts";
import type { Edge, Node, Picture } from "./picture.ts";
import { widthOf } from "./wrapped.ts";

export interface Captions {
  /** What it is, for those who hear it, and what it shows in words. */
  readonly title: string;
  readonly description: string;
  /** Under the drawing: the question, the day, the state of the record, what forms mean, what is not shown. */
  readonly lines: readonly string[];
  readonly language: string;
}

/** Colours as CSS has them. */
export interface Ink {
  readonly ground: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly kind: Readonly<Record<string, string>>;
  readonly status: Readonly<Record<string, string>>;
}

const RADIUS = 18;
const OPEN = 7;
const FONT = 12;
const LINE = 15;
const MARGIN = 40;
const CAPTION = 17;
const FAMILY = "system-ui, sans-serif";

/** The file. Pure. */
export function svgOf(picture: Picture, ink: Ink, captions: Captions): string {
  const box = boxOf(picture, captions.lines);
  const places = new Map(picture.nodes.map((one) => [one.id, one]));
  const top = box.y + box.height - MARGIN / 2 - CAPTION * (captions.lines.length - 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x} ${box.y} ${box.width} ${box.height}"` +
      ` width="${box.width}" height="${box.height}" role="img" xml:lang="${escaped(captions.language)}"` +
      ` font-family="${FAMILY}" font-size="${FONT}">`,
    `<title>${escaped(captions.title)}</title>`,
    `<desc>${escaped(captions.description)}</desc>`,
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="${ink.ground}"/>`,
    ...picture.edges.map((one) => edge(one, places, ink)),
    ...picture.nodes.map((one) => node(one, ink)),
    `<g fill="${ink.quiet}">`,
    ...captions.lines.map((line, index) => text(line, box.x + MARGIN / 2, top + index * CAPTION, "")),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function boxOf(picture: Picture, lines: readonly string[]) {
  const points = [...picture.nodes, ...picture.edges.flatMap((one) => one.points)];
  const xs = points.map((one) => one.x);
  const ys = points.map((one) => one.y);
  const below = Math.max(0, ...picture.nodes.map((one) => one.name.length + one.below.length)) * LINE;
  const [left, upper] = [Math.min(0, ...xs) - 2 * MARGIN, Math.min(0, ...ys) - MARGIN];
  const caption = Math.max(0, ...lines.map(widthOf)) * FONT + MARGIN;
  return {
    x: Math.floor(left),
    y: Math.floor(upper),
    width: Math.ceil(Math.max(Math.max(0, ...xs) - left + 2 * MARGIN, caption)),
    height: Math.ceil(Math.max(0, ...ys) - upper + RADIUS + below + MARGIN * 1.5 + lines.length * CAPTION),
  };
}

function node(one: Node, ink: Ink): string {
  const colour = one.kind === "open" ? ink.quiet : (ink.kind[one.kind] ?? ink.text);
  const faded = one.isDim ? ' opacity="0.3"' : "";
  const width = one.held === "certain" ? 3.2 : one.isLit || one.held === "possible" ? 2.4 : 1.2;
  const dash = one.held === "possible" ? ' stroke-dasharray="2 1.5"' : "";
  const scale = RADIUS / 9;
  const form =
    one.kind === "open"
      ? `<circle cx="${one.x}" cy="${one.y}" r="${OPEN}" fill="${ink.ground}" stroke="${colour}" stroke-width="2" stroke-dasharray="3 2"/>`
      : `<g transform="translate(${one.x - 10 * scale} ${one.y - 10 * scale}) scale(${rounded(scale)})" fill="none" stroke="${colour}">` +
        `<path d="${OUTLINES[one.kind]}" fill="${ink.ground}" stroke-width="${width}"${dash}/>` +
        `<path d="${ICONS[one.kind]}" stroke-width="1" stroke-linecap="round"/></g>`;
  const first = one.y + (one.kind === "open" ? OPEN : RADIUS) + LINE;
  const lines = [...one.name.map((line) => [line, ' font-weight="bold"']), ...one.below.map((line) => [line, ""])];
  const told = lines.map(([line, style], index) =>
    text(line ?? "", one.x, first + index * LINE, `${style} text-anchor="middle" fill="${ink.text}"${HALO(ink)}`),
  );
  return `<g${faded}>${form}${told.join("")}</g>`;
}

function edge(one: Edge, places: ReadonlyMap<string, Node>, ink: Ink): string {
  const [from, to] = [places.get(one.from), places.get(one.to)];
  if (from === undefined || to === undefined) return "";
  const inner = one.points.length > 0 ? one.points : [];
  const start = clipped(from, inner[0] ?? to);
  const end = clipped(to, inner.at(-1) ?? from);
  const colour = one.status === "tie" ? ink.line : (ink.status[one.status] ?? ink.text);
  const dash = one.status === "tie" ? [1, 4] : DASHES[one.status];
  const width = one.status === "tie" ? 1 : one.isLit ? 4 : 2;
  const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
  const points = [start, ...inner, end];
  const line = `<path d="${way(points)}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
  const tip = one.status === "tie" ? "" : arrow(points, colour, one.status === "denied");
  const at = middle(points);
  const aside = besideLine(from, to, inner, one.lines.length);
  const top = at.y + aside.y - ((one.lines.length - 1) * AT_ARROW) / 2 + 4;
  const weight = one.isLit ? ' font-weight="bold"' : "";
  const told = one.lines.map((words, index) =>
    text(
      words,
      at.x + aside.x,
      top + index * AT_ARROW,
      `${weight} text-anchor="middle" fill="${ink.text}"${HALO(ink)}`,
    ),
  );
  return `<g${one.isDim ? ' opacity="0.3"' : ""}>${line}${tip}${told.join("")}</g>`;
}

/** A ground around letters, so that lines behind them do not cross them out. */
const HALO = (ink: Ink) => ` stroke="${ink.ground}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"`;

function text(words: string, x: number, y: number, attributes: string): string {
  return `<text x="${rounded(x)}" y="${rounded(y)}"${attributes}>${escaped(words)}</text>`;
}

/** Where a line leaves the form of a thing. */
function clipped(one: Node, towards: Point): Point {
  const length = Math.hypot(towards.x - one.x, towards.y - one.y) || 1;
  const radius = (one.kind === "open" ? OPEN : RADIUS) + 2;
  return { x: one.x + ((towards.x - one.x) / length) * radius, y: one.y + ((towards.y - one.y) / length) * radius };
}

function way(points: readonly Point[]): string {
  return points.map((one, index) => `${index === 0 ? "M" : "L"}${rounded(one.x)} ${rounded(one.y)}`).join("");
}

function arrow(points: readonly Point[], colour: string, isBar: boolean): string {
  const [before, tip] = points.slice(-2);
  if (before === undefined || tip === undefined) return "";
  const angle = rounded((Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI);
  const at = `transform="translate(${rounded(tip.x)} ${rounded(tip.y)}) rotate(${angle})"`;
  return isBar
    ? `<path ${at} d="M0 -7V7" stroke="${colour}" stroke-width="3"/>`
    : `<path ${at} d="M0 0L-10 -5V5Z" fill="${colour}"/>`;
}

/** Half the way along a line. */
function middle(points: readonly Point[]): Point {
  const steps = points.slice(1).map((one, index) => {
    const before = points[index] ?? one;
    return { before, one, length: Math.hypot(one.x - before.x, one.y - before.y) };
  });
  let left = steps.reduce((sum, step) => sum + step.length, 0) / 2;
  for (const { before, one, length } of steps) {
    if (left <= length && length > 0) {
      const part = left / length;
      return { x: before.x + (one.x - before.x) * part, y: before.y + (one.y - before.y) * part };
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text as XML has it; what no XML may hold is left out. */
function escaped(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
  const plain = words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "");
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
