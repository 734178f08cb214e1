// How Cytoscape draws nodes and edges of a picture: forms and lines of parts/forms.ts, colours of tokens.css.
import type { StylesheetStyle } from "cytoscape";
import { DASHES, ICONS, type Kind, OUTLINES, type Status } from "../parts/forms.ts";
import type { Colours } from "./colours.ts";

/** Across, in pixels of the map at its own size. */
export const SIZE = 36;
export const FONT = 12;
const SHAPES: Readonly<Record<Kind, "rectangle" | "ellipse" | "hexagon" | "diamond">> = {
  organization: "rectangle",
  person: "ellipse",
  group: "hexagon",
  unknown: "diamond",
};

export function styleOf(colours: Colours): StylesheetStyle[] {
  return [...nodes(colours), ...edges(colours), ...states(colours)];
}

function nodes(colours: Colours): StylesheetStyle[] {
  const kinds = Object.keys(OUTLINES) as Kind[];
  return [
    {
      selector: "node",
      style: {
        width: SIZE,
        height: SIZE,
        "background-color": colours.raised,
        "border-width": 2,
        label: "data(label)",
        color: colours.text,
        "font-family": colours.font,
        "font-size": FONT,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": "400px", // lines are broken by the page
        "line-height": 1.25,
        "text-background-color": colours.ground,
        "text-background-opacity": 0.85,
        "min-zoomed-font-size": 5,
      },
    },
    ...kinds.map(
      (kind): StylesheetStyle => ({
        selector: `node.${kind}`,
        style: {
          shape: SHAPES[kind],
          "border-color": colours.kind[kind],
          "background-image": icon(kind, colours.kind[kind]),
          "background-fit": "none",
          "background-width": "72%",
          "background-height": "72%",
        },
      }),
    ),
    {
      selector: "node.open",
      style: {
        width: 14,
        height: 14,
        "border-style": "dashed",
        "border-color": colours["text-quiet"],
        "border-width": 2,
      },
    },
    { selector: "node.held-certain", style: { "border-width": 8, "border-style": "double" } },
    { selector: "node.held-possible", style: { "border-width": 4, "border-style": "dashed" } },
  ];
}

function edges(colours: Colours): StylesheetStyle[] {
  const statuses = Object.keys(DASHES) as Status[];
  return [
    {
      selector: "edge",
      style: {
        width: 2,
        "curve-style": "straight",
        label: "data(label)",
        color: colours.text,
        "font-family": colours.font,
        "font-size": FONT,
        "text-margin-x": "data(right)" as unknown as number,
        "text-margin-y": "data(down)" as unknown as number,
        "text-wrap": "wrap",
        "text-max-width": "400px",
        "line-height": 1.15,
        "text-background-color": colours.ground,
        "text-background-opacity": 0.9,
        "text-background-padding": "1px",
        "min-zoomed-font-size": 5,
        "arrow-scale": 1.1,
      },
    },
    {
      selector: "edge.bent",
      style: {
        "curve-style": "round-segments",
        "segment-weights": "data(weights)",
        "segment-distances": "data(distances)",
        "segment-radii": [24],
        "edge-distances": "node-position",
      },
    },
    ...statuses.map(
      (status): StylesheetStyle => ({
        selector: `edge.${status}`,
        style: {
          "line-color": colours.status[status],
          "target-arrow-color": colours.status[status],
          "target-arrow-shape": status === "denied" ? "tee" : "triangle",
          ...(DASHES[status].length > 0 && { "line-style": "dashed", "line-dash-pattern": [...DASHES[status]] }),
        },
      }),
    ),
    {
      selector: "edge.tie",
      style: { width: 1, "line-style": "dotted", "line-color": colours["line-strong"], color: colours["text-quiet"] },
    },
  ];
}

/** The path that is lit, what is beside it, what is chosen, and where the keys stand. */
function states(colours: Colours): StylesheetStyle[] {
  return [
    { selector: ".dim", style: { opacity: 0.3 } },
    { selector: "edge.lit", style: { width: 4, "font-weight": "bold", "z-index": 3 } },
    { selector: "node.lit", style: { "border-width": 4, "font-weight": "bold", "z-index": 3 } },
    {
      selector: ".chosen",
      style: { "underlay-color": colours["mark-chosen"], "underlay-opacity": 0.75, "underlay-padding": 9, opacity: 1 },
    },
    {
      selector: ".glanced",
      style: { "underlay-color": colours.accent, "underlay-opacity": 0.4, "underlay-padding": 9, opacity: 1 },
    },
    {
      selector: ".current",
      style: { "overlay-color": colours.accent, "overlay-opacity": 0.35, "overlay-padding": 6, opacity: 1 },
    },
  ];
}

function icon(kind: Kind, colour: string): string {
  const path = `<path d="${ICONS[kind]}" fill="none" stroke="${colour}" stroke-width="1.4" stroke-linecap="round"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" viewBox="3 3 14 14">${path}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
