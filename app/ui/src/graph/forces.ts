// A picture → places by forces between things (fcose). A file of its own, which is fetched when that layout is first shown.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Places, Point } from "./chain.ts";
import type { Picture } from "./picture.ts";

cytoscape.use(fcose);

/** Equal for equal pictures. */
export function forced(picture: Picture): Places {
  const cy = cytoscape({ headless: true, styleEnabled: true, style: ROOM, elements: numbered(picture) });
  const chance = Math.random;
  Math.random = drawn(); // fcose draws from it, and knows no seed; all it does is done when `run` ends
  try {
    cy.layout(FORCES as cytoscape.LayoutOptions).run();
  } finally {
    Math.random = chance;
  }
  const found = new Map(
    picture.nodes.map((one, place) => [one.id, rounded(cy.getElementById(`n${place}`).position())]),
  );
  cy.destroy();
  return found;
}

/** The picture by numbers: an id of the record may be `toString`, and fcose keeps ids as properties of objects. */
function numbered(picture: Picture): cytoscape.ElementDefinition[] {
  const names = new Map(picture.nodes.map((one, place) => [one.id, `n${place}`]));
  return [
    ...picture.nodes.map((one, place) => ({ data: { id: `n${place}` }, position: { x: one.x, y: one.y } })),
    ...picture.edges.map((one) => ({ data: { source: names.get(one.from) ?? "", target: names.get(one.to) ?? "" } })),
  ];
}

/** What a thing takes with its name, so that none lies on another. */
const ROOM: cytoscape.StylesheetStyle[] = [{ selector: "node", style: { width: 120, height: 96, shape: "rectangle" } }];
const FORCES = {
  name: "fcose",
  quality: "default",
  animate: false,
  fit: false,
  nodeSeparation: 120,
  idealEdgeLength: 110,
  nodeRepulsion: 12_000,
  gravity: 0.4,
};

/** Numbers of [0, 1) that look drawn by chance and are the same each time (Park and Miller, 1988). */
function drawn(): () => number {
  let state = 20_030_612;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
