// The forms of statuses and kinds, as numbers and paths: for what is drawn in the page, on the map and in pictures.
//
// Lines are those of reports: solid is confirmed, dashed alleged, dotted suspected.
import type { Shapes } from "../api/ask.ts";

export type Status = Shapes["DrawnTransfer"]["status"];
export type Kind = Shapes["DrawnActor"]["kind"];

/** Lengths of strokes and gaps, in pixels; [] is a line without gaps. */
export const DASHES: Readonly<Record<Status, readonly number[]>> = {
  confirmed: [],
  alleged: [8, 4],
  suspected: [2, 4],
  planned: [10, 3, 2, 3],
  denied: [4, 4],
};

/** Outlines in a box of 20 by 20. */
export const OUTLINES: Readonly<Record<Kind, string>> = {
  organization: "M2 2H18V18H2Z",
  person: "M10 1A9 9 0 1 1 9.99 1Z",
  group: "M5.5 2H14.5L19 10L14.5 18H5.5L1 10Z",
  unknown: "M10 1L19 10L10 19L1 10Z",
};

/** What stands in the outline. */
export const ICONS: Readonly<Record<Kind, string>> = {
  organization: "M6 15V6H14V15M8.5 8.5H9M11 8.5H11.5M8.5 11.5H9M11 11.5H11.5",
  person: "M10 5.2A2.2 2.2 0 1 1 9.99 5.2ZM6 15C6 11.5 14 11.5 14 15",
  group: "M8 6A1.8 1.8 0 1 1 7.99 6ZM12 6A1.8 1.8 0 1 1 11.99 6ZM5 14C5 10.8 10 10.8 10 14M10 14C10 10.8 15 10.8 15 14",
  unknown: "M8 8A2 2 0 1 1 10 10V11.5M10 13.5V14",
};
