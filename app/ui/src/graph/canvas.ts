// The map itself: Cytoscape in an element of the page. A file of its own, which is fetched when a map is first shown.
//
//   const canvas = open(element, { onChoose, onOpen });   canvas.show(picture, colours);   canvas.close();
//
// Nothing is animated, so that a picture is the same for everybody and at once.
import cytoscape, { type CollectionReturnValue, type Core, type ElementDefinition, type EventObject } from "cytoscape";
import { besideLine } from "./beside.ts";
import { styleOf } from "./canvasStyle.ts";
import { islandsOf, type Point } from "./chain.ts";
import type { Colours } from "./colours.ts";
import type { Edge, Node, Picture } from "./picture.ts";
import { type Box, sightOf } from "./sight.ts";
import { first } from "./walk.ts";

/** Cytoscape writes a style sheet of one rule, which the policy of the page forbids; the rule stands in graph.css. */
const SHEET = "__________cytoscape_stylesheet";
const PADDING = 24;
/** When the first picture was there; tests/bench/page_graph.py measures by it. */
const DRAWN = "leaktrail.map";
const STEP = 1.25;
const ISLANDS = 8;
/** Under the buttons that stand over the map. */
const BUTTONS = 40;

export interface Heard {
  /** A click on a thing, or on nothing. */
  onChoose(id: string | null): void;
  /** A double click on an actor. */
  onOpen(id: string): void;
}

/** Ids of what is chosen, and of what the question is about: the first of these that can be seen whole is what matters. */
export type Asked = readonly (readonly string[])[];

export interface Canvas {
  /**
   * Draw that, and only that; things that the reader has moved stay where they are. `asked`: what is in sight at first
   * where not everything can be.
   */
  show(picture: Picture, colours: Colours, asked: Asked): void;
  /** What is chosen, where the keys stand, and what a list points at. */
  mark(chosen: string | null, current: string | null, glanced: readonly string[]): void;
  /** Bring a thing into sight, if it is not. */
  reveal(id: string): void;
  zoom(by: "in" | "out" | "all"): void;
  close(): void;
}

export function open(container: HTMLElement, heard: Heard): Canvas {
  keepOutSheet();
  const cy = cytoscape({ container, minZoom: 0.05, maxZoom: 4, autounselectify: true, boxSelectionEnabled: false });
  let styled: Colours | null = null;
  let shown: Picture | null = null;
  let about: Asked = [];
  let lit = "";
  let isTouched = false; // from then on it is the reader who says what is in sight
  const touch = () => {
    isTouched = true;
  };
  const fitAgain = () => {
    if (shown !== null && shown.nodes.length > 0) fit(cy, shown, about);
  };
  const reveal = (id: string) => {
    const thing = cy.getElementById(id);
    if (!thing.empty() && !isInSight(cy, thing)) cy.center(thing);
  };
  let size = `${container.clientWidth} ${container.clientHeight}`;
  const sizes = new ResizeObserver(() => {
    const now = `${container.clientWidth} ${container.clientHeight}`;
    if (now === size) return; // as an observer says once at its beginning
    size = now;
    cy.resize();
    if (!isTouched) fitAgain();
    else for (const one of cy.elements(".chosen").toArray()) reveal(one.id());
  });
  sizes.observe(container);
  listen(cy, heard);
  cy.on("dragpan scrollzoom pinchzoom grab tap", touch);
  return {
    show(picture, colours, asked) {
      if (styled !== colours) cy.style(styleOf(colours));
      styled = colours;
      const isFirst = shown === null || shown.nodes.length === 0;
      cy.batch(() => put(cy, picture));
      shown = picture;
      about = asked;
      const former = lit;
      lit = litOf(picture);
      const isOtherPath = lit !== former && lit !== "" && !isInSight(cy, cy.elements(".lit"));
      if (isFirst || isOtherPath) fitAgain();
      if (isFirst) cy.one("render", () => performance.mark(DRAWN));
    },
    mark(chosen, current, glanced) {
      cy.batch(() => {
        cy.elements(".chosen, .current, .glanced").removeClass("chosen current glanced");
        for (const id of glanced) cy.getElementById(id).addClass("glanced");
        if (chosen !== null) cy.getElementById(chosen).addClass("chosen");
        if (current !== null) cy.getElementById(current).addClass("current");
      });
    },
    reveal,
    zoom(by) {
      touch();
      if (by === "all") cy.fit(undefined, PADDING);
      else {
        const level = cy.zoom() * (by === "in" ? STEP : 1 / STEP);
        cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
      }
    },
    close() {
      sizes.disconnect();
      cy.destroy();
    },
  };
}

function keepOutSheet(): void {
  if (document.getElementById(SHEET) !== null) return;
  const sheet = document.createElement("meta");
  sheet.id = SHEET;
  document.head.append(sheet);
}

function listen(cy: Core, heard: Heard): void {
  cy.on("tap", (event: EventObject) => heard.onChoose(event.target === cy ? null : event.target.id()));
  cy.on("dbltap", "node", (event: EventObject) => heard.onOpen(event.target.id()));
}

function isInSight(cy: Core, things: CollectionReturnValue): boolean {
  const { x1, y1, x2, y2 } = things.renderedBoundingBox();
  return x1 >= 0 && y1 >= 0 && x2 <= cy.width() && y2 <= cy.height();
}

/** The path that is lit, by what of it is drawn. */
function litOf(picture: Picture): string {
  return picture.edges.flatMap((one) => (one.isLit ? [one.id] : [])).join(" ");
}

/** All of it; where that would be too small to read, the path that is lit, what is asked about, or where the flow begins. */
function fit(cy: Core, picture: Picture, asked: Asked): void {
  const window = { width: cy.width(), height: cy.height() - BUTTONS };
  cy.viewport(sightOf({ whole: boxOf(cy.elements()), focus: boxesOf(focusOf(cy, picture, asked)) }, window));
}

/** What matters of it, the most important first; one by one, since few of them are looked at. */
function* focusOf(cy: Core, picture: Picture, asked: Asked): Generator<CollectionReturnValue> {
  const of = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    return cy.elements().filter((one) => wanted.has(one.id()));
  };
  const lit = cy.elements(".lit");
  if (lit.nonempty()) {
    yield lit;
    yield of(asked[0] ?? []);
    yield* beginnings(lit);
    return;
  }
  for (const ids of asked) yield of(ids);
  for (const ids of islands(picture)) yield of(ids);
  yield of([first(picture) ?? ""]);
}

function* boxesOf(all: Iterable<CollectionReturnValue>): Generator<Box> {
  for (const things of all) if (things.nonempty()) yield boxOf(things);
}

/** What is joined, the most things first; more of these are not looked at. Not Cytoscape's: see forces.ts on ids. */
function islands(picture: Picture): readonly (readonly string[])[] {
  const ids = picture.nodes.map((one) => one.id);
  const found = islandsOf(ids, picture.edges, []);
  return found.toSorted((a, b) => b.length - a.length).slice(0, ISLANDS);
}

/** Of a path all but its last things, all but the last two, … */
function beginnings(lit: CollectionReturnValue): CollectionReturnValue[] {
  const nodes = lit.nodes().sort((a, b) => a.position().x - b.position().x);
  return nodes.map((_, index) => nodes.slice(0, nodes.length - index)) as CollectionReturnValue[];
}

function boxOf(things: CollectionReturnValue): Box {
  const { x1, y1, x2, y2 } = things.boundingBox();
  return { x1, y1, x2, y2 };
}

/** Bring what is drawn to the picture. */
function put(cy: Core, picture: Picture): void {
  const wanted = elementsOf(picture);
  const ids = new Set(wanted.map((one) => one.data.id));
  cy.elements()
    .filter((one) => !ids.has(one.id()))
    .remove();
  const fresh: ElementDefinition[] = [];
  for (const one of wanted) {
    const there = cy.getElementById(one.data.id ?? "");
    if (there.empty()) fresh.push(one);
    else {
      const former = there.data("place");
      there.data(one.data);
      there.classes(one.classes ?? "");
      if (one.position !== undefined && former !== one.data.place) there.position(one.position as Point);
    }
  }
  cy.add(fresh);
}

/** `place` says where a thing was put, whatever the reader has done with it since. */
export function elementsOf(picture: Picture): ElementDefinition[] {
  const places = new Map(picture.nodes.map((one) => [one.id, one]));
  return [
    ...picture.nodes.map(
      (one): ElementDefinition => ({
        group: "nodes",
        data: { id: one.id, label: [...one.name, ...one.below].join("\n"), place: `${one.x} ${one.y}` },
        position: { x: one.x, y: one.y },
        classes: [one.kind, one.held === null ? "" : `held-${one.held}`, ...stateOf(one)],
      }),
    ),
    ...picture.edges.map((one): ElementDefinition => {
      const bends = bendsOf(one, places);
      const [from, to] = [places.get(one.from), places.get(one.to)];
      const aside = from && to ? besideLine(from, to, one.points, one.lines.length) : { x: 0, y: 0 };
      const ends = { id: one.id, source: one.from, target: one.to };
      const data = { ...ends, label: one.lines.join("\n"), right: aside.x, down: aside.y, ...bends };
      return { group: "edges", data, classes: [one.status, bends === null ? "" : "bent", ...stateOf(one)] };
    }),
  ];
}

function stateOf(one: Node | Edge): string[] {
  return [one.isLit ? "lit" : "", one.isDim ? "dim" : ""];
}

/** Points between two ends as Cytoscape has them: how far along the line, and how far from it. */
function bendsOf(edge: Edge, places: ReadonlyMap<string, Point>): { weights: number[]; distances: number[] } | null {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  if (from === undefined || to === undefined || edge.points.length === 0) return null;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return null;
  const along = edge.points.map((p) => ((p.x - from.x) * dx + (p.y - from.y) * dy) / length ** 2);
  const aside = edge.points.map((p) => ((p.y - from.y) * dx - (p.x - from.x) * dy) / length);
  return { weights: along, distances: aside };
}
