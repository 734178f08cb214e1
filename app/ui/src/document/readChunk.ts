// A document → its chunks with the claims that rest on them, each asked for once as long as the record stays as it is.
import { ask, type Shapes } from "../api/ask.ts";
import { stretchQuestion } from "../api/things.ts";
import { url } from "../api/url.ts";
import { bounds } from "./chunks.ts";

export interface Chunk {
  readonly stretch: Shapes["StretchAnswer"];
  readonly claims: readonly Shapes["ClaimItem"][];
}

/** `chunk(3)` asks for the fourth chunk, the first time. */
export interface Chunks {
  readonly document: string;
  readonly read: (number: number) => Promise<Chunk>;
}

const MOST = 500; // claims of a page

export function chunksOf(document: string): Chunks {
  const known = new Map<number, Promise<Chunk>>();
  const read = (number: number) => {
    const there = known.get(number) ?? readChunk(document, number);
    known.set(number, there);
    // What failed is asked for anew by whoever tries again.
    there.catch(() => known.delete(number));
    return there;
  };
  return { document, read };
}

async function readChunk(document: string, number: number): Promise<Chunk> {
  const [start, end] = bounds(number);
  const stretch = await ask<Shapes["StretchAnswer"]>(stretchQuestion(document, start, end, "lines"));
  return { stretch, claims: stretch.start < stretch.end ? await readClaims(stretch) : [] };
}

async function readClaims(stretch: Shapes["StretchAnswer"]): Promise<Shapes["ClaimItem"][]> {
  const asked = { document: stretch.document, after: stretch.start, before: stretch.end, limit: MOST };
  const found: Shapes["ClaimItem"][] = [];
  let cursor: string | null = null;
  do {
    const page: Shapes["List_ClaimItem_"] = await ask(url("/v1/claims", { ...asked, cursor }));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}
