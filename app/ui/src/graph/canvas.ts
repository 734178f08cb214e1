// The map itself: Cytoscape in an element of the page. A file of its own, which is fetched when a map is first shown.
//
//   const canvas = open(element, { onChoose, onOpen });   canvas.show(picture, colours);   canvas.close();
//
// Nothing is animated, so that a picture is the same for everybody and at once.
import cytoscape, { type Core, type ElementDefinition, type EventObject } from "cytoscape";
import { styleOf } from "./canvasStyle.ts";
import type { Point } from "./chain.ts";
import type { Colours } from "./colours.ts";
import type { Edge, Node, Picture } from "./picture.ts";
import { first } from "./walk.ts";

/** Cytoscape writes a style sheet of one rule, which the policy of the page forbids; the rule stands in graph.css. */
const SHEET = "__________cytoscape_stylesheet";
const PADDING = 24;
/** When the first picture was there; tests/bench/page_graph.py measures by it. */
const DRAWN = "leaktrail.map";
/** Names are hard to read in smaller type: what does not fit then is moved to. */
const SMALLEST = 0.6;
const STEP = 1.25;

export interface Heard {
  /** A click on a thing, or on nothing. */
  onChoose(id: string | null): void;
  /** A double click on an actor. */
  onOpen(id: string): void;
}

export interface Canvas {
  /** Draw that, and only that; things that the reader has moved stay where they are. */
  show(picture: Picture, colours: Colours): void;
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
  let isTouched = false; // from then on it is the reader who says what is in sight
  const touch = () => {
    isTouched = true;
  };
  const fitAgain = () => {
    if (!isTouched && shown !== null && shown.nodes.length > 0) fit(cy, shown);
  };
  let size = `${container.clientWidth} ${container.clientHeight}`;
  const sizes = new ResizeObserver(() => {
    const now = `${container.clientWidth} ${container.clientHeight}`;
    if (now === size) return; // as an observer says once at its beginning
    size = now;
    cy.resize();
    fitAgain();
  });
  sizes.observe(container);
  listen(cy, heard);
  cy.on("dragpan scrollzoom pinchzoom grab tap", touch);
  return {
    show(picture, colours) {
      if (styled !== colours) cy.style(styleOf(colours));
      styled = colours;
      const isFirst = shown === null || shown.nodes.length === 0;
      cy.batch(() => put(cy, picture));
      shown = picture;
      if (isFirst) {
        fitAgain();
        cy.one("render", () => performance.mark(DRAWN));
      }
    },
    mark(chosen, current, glanced) {
      cy.batch(() => {
        cy.elements(".chosen, .current, .glanced").removeClass("chosen current glanced");
        for (const id of glanced) cy.getElementById(id).addClass("glanced");
        if (chosen !== null) cy.getElementById(chosen).addClass("chosen");
        if (current !== null) cy.getElementById(current).addClass("current");
      });
    },
    reveal(id) {
      const thing = cy.getElementById(id);
      if (thing.empty()) return;
      touch();
      const { x1, y1, x2, y2 } = thing.renderedBoundingBox();
      if (x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height()) cy.center(thing);
    },
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

/** All of it; where that would be too small to read, what is lit, or where the flow begins. */
function fit(cy: Core, picture: Picture): void {
  cy.fit(undefined, PADDING);
  if (cy.zoom() > 1) cy.zoom(1);
  if (cy.zoom() >= SMALLEST) {
    cy.center();
    return;
  }
  cy.zoom(SMALLEST);
  const lit = cy.elements(".lit");
  const begin = cy.getElementById(first(picture) ?? "");
  if (lit.nonempty()) cy.center(lit);
  else cy.center(begin).panBy({ x: PADDING * 3 - cy.width() / 2, y: 0 });
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
      const data = { id: one.id, source: one.from, target: one.to, label: one.lines.join("\n"), ...bends };
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
