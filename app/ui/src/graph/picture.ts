// Scene, places and words → what is drawn, down to lines of text: the same for the map on the page and for its pictures.
import type { Kind, Status } from "../parts/forms.ts";
import { chainOf, type Layout, type Places, type Point } from "./chain.ts";
import { placeNear } from "./near.ts";
import { routesOf } from "./routes.ts";
import type { OpenEnd, Scene, SceneActor, SceneTransfer, Tie } from "./scene.ts";
import { wrapped } from "./wrapped.ts";

/** Of lines under a thing, in em, less than a column; of names the most lines; and what fits at an arrow. */
const WIDTH = 9;
const LINES = 3;
const AT_ARROW = 7;

/** What things are called, in the reader's language. */
export interface Words {
  name(actor: SceneActor): string;
  /** Under the name: what it did; */
  role(actor: SceneActor): string;
  /** and how many more transfers it has, whether it had the data. */
  below(actor: SceneActor): readonly string[];
  end(end: OpenEnd): string;
  /** At an arrow: what was done, and when. */
  transfer(transfer: SceneTransfer, isCertain: boolean | null): readonly string[];
  tie(tie: Tie): string;
}

export type Held = "certain" | "possible" | null;

export interface Node extends Point {
  readonly id: string;
  readonly kind: Kind | "open";
  readonly name: readonly string[];
  readonly below: readonly string[];
  readonly held: Held;
  readonly isLit: boolean;
  readonly isDim: boolean;
}

export interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly lines: readonly string[];
  readonly status: Status | "tie";
  readonly isLit: boolean;
  readonly isDim: boolean;
}

export interface Picture {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Where all stands. `base` places the base; what was added stands near it, part by part, and moves nothing. */
export function layoutOf(scene: Scene, base: (part: Scene) => Layout): Layout {
  const first = scene.parts[0];
  return first === undefined ? { places: new Map(), ways: new Map() } : addedTo(base(upTo(scene, first)), scene);
}

/** The same for a scene of which something stands already. */
export function addedTo({ places, ways }: Layout, scene: Scene): Layout {
  let found = places;
  for (const size of scene.parts.slice(1)) found = placeNear(found, ...joined(upTo(scene, size)));
  return { places: placeNear(found, ...joined(scene)), ways };
}

/** Left to right as the data moved. */
export function chainLayout(scene: Scene): Layout {
  return chainOf(...joined(scene));
}

/** Ids of all things, and what joins them. What the legend has put out keeps its place. */
function joined(scene: Scene): [string[], readonly SceneTransfer[], readonly Tie[]] {
  return [[...scene.actors, ...scene.ends].map((one) => one.id), scene.transfers, scene.ties];
}

function upTo(scene: Scene, size: Scene["parts"][number]): Scene {
  const actors = scene.actors.slice(0, size.actors);
  const transfers = scene.transfers.slice(0, size.transfers);
  const there = new Set([...actors.map((one) => one.id), ...transfers.map((one) => one.id)]);
  const ends = scene.ends.filter((one) => there.has(one.transfer));
  return {
    ...scene,
    actors,
    transfers,
    ends,
    ties: scene.ties.filter((one) => there.has(one.whole) && there.has(one.part)),
  };
}

/** What is drawn of a scene at these places. Pure. */
export function pictureOf(scene: Scene, places: Places, ways: Layout["ways"], words: Words): Picture {
  const isLit = scene.path !== null && scene.path.drawn > 0;
  const transfers = scene.transfers.filter((one) => !one.isOut);
  const routes = routesOf(transfers, places, ways);
  const at = (id: string): Point => places.get(id) ?? { x: 0, y: 0 };
  const ends = new Set(transfers.flatMap((one) => [one.from, one.to]));
  return {
    nodes: [
      ...scene.actors
        .filter((one) => !one.isOut)
        .map((one) => ({
          id: one.id,
          ...at(one.id),
          kind: one.kind,
          name: wrapped(words.name(one), WIDTH, LINES),
          below: [
            ...wrapped(words.role(one), WIDTH + 0.5, 1),
            ...words.below(one).flatMap((line) => wrapped(line, WIDTH + 0.5, 2)),
          ],
          held: heldOf(one),
          isLit: one.onPath,
          isDim: isLit && !one.onPath,
        })),
      ...scene.ends
        .filter((one) => ends.has(one.id))
        .map((one) => ({
          id: one.id,
          ...at(one.id),
          kind: "open" as const,
          name: [words.end(one)],
          below: [],
          held: null,
          isLit: one.onPath,
          isDim: isLit && !one.onPath,
        })),
    ],
    edges: [
      ...scene.ties
        .filter((one) => !one.isOut)
        .map((one) => ({
          id: one.id,
          from: one.whole,
          to: one.part,
          points: ways.get(one.id) ?? [],
          lines: [words.tie(one)],
          status: "tie" as const,
          isLit: false,
          isDim: isLit,
        })),
      ...transfers.map((one) => ({
        id: one.id,
        from: one.from,
        to: one.to,
        points: routes.get(one.id) ?? [],
        lines: words
          .transfer(one, one.hop === null ? null : (scene.path?.certain ?? null))
          .flatMap((line) => wrapped(line, AT_ARROW, 2)),
        status: one.status,
        isLit: one.hop !== null,
        isDim: isLit && one.hop === null,
      })),
    ],
  };
}

function heldOf(actor: SceneActor): Held {
  if (actor.held === null) return null;
  return actor.held.certain ? "certain" : "possible";
}
