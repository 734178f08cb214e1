// A name → the few lines that fit under its thing on the map; what does not fit ends in "…", in the drawing only.
//
// Widths are those of Japanese type: a full-width character is 1 em, a Latin letter about half of one. Words of Latin
// letters stay whole where they fit a line; marks that end something do not begin a line.

const FULL =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ENDS = new Set("、。,.)」』】〕〉》!?:;…ー々・");

/** About how wide a text is, in em. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += FULL.test(sign) ? 1 : 0.56;
  return width;
}

/** At most `lines` lines of at most `width` em. Pure. */
export function wrapped(text: string, width: number, lines: number): readonly string[] {
  const found: string[] = [];
  let line = "";
  for (const piece of pieces(text.replace(/\s+/g, " ").trim(), width)) {
    if (line !== "" && widthOf(line + piece) > width && !ENDS.has(piece)) {
      found.push(line.trimEnd());
      line = "";
    }
    if (line !== "" || piece !== " ") line += piece;
  }
  if (line !== "") found.push(line);
  if (found.length <= lines) return found;
  return [...found.slice(0, lines - 1), cut(found[lines - 1] ?? "", width)];
}

function cut(line: string, width: number): string {
  let kept = [...line];
  while (kept.length > 1 && widthOf(`${kept.join("")}…`) > width) kept = kept.slice(0, -1);
  return `${kept.join("").trimEnd()}…`;
}

/** Words of Latin letters that fit a line, and all other signs one by one. */
function pieces(text: string, width: number): readonly string[] {
  const found = text.match(/[A-Za-z0-9\u00c0-\u024f'’.-]+|\P{M}\p{M}*/gsu) ?? [];
  return found.flatMap((piece) => (widthOf(piece) > width ? [...piece] : [piece]));
}
