// What is drawn → a file: names are asked for anew as they may stand in it, and the question is written under it.
import { ask, type Shapes } from "../api/ask.ts";
import { graphQuestion, graphQuestions } from "../api/questions.ts";
import type { Address } from "../state/address.ts";
import { number, say, term } from "../words/index.ts";
import type { Layout } from "./chain.ts";
import type { Colours } from "./colours.ts";
import { pictureOf } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { endsText, wordsOf } from "./sceneWords.ts";
import { type Captions, svgOf } from "./svg.ts";

export type Form = "png" | "svg";

interface Wanted {
  readonly at: Address;
  readonly scene: Scene;
  readonly layout: Layout;
  readonly names: "masked" | "shown";
  readonly colours: Colours;
}

/** Sharp on paper. */
const SCALE = 2;
/** Browsers make no larger canvas than this, across. */
const MOST = 8192;
/** Transfers that are told in the description of a picture. */
const TOLD = 50;

/** Raises Problem where the names cannot be asked for. */
export async function pictureFile(form: Form, wanted: Wanted): Promise<Blob> {
  const { at, scene, layout, colours } = wanted;
  const names = wanted.names === "shown" ? scene.labels : await masked(at, scene);
  const picture = pictureOf(scene, layout.places, layout.ways, wordsOf(scene, names));
  const ink = { ...colours, quiet: colours["text-quiet"], line: colours["line-strong"] };
  const svg = new Blob([svgOf(picture, ink, captionsOf(at, scene, names, wanted.names))], { type: "image/svg+xml" });
  return form === "svg" ? svg : png(svg);
}

/** What everything is called where names are masked; what no answer names is not named. */
async function masked(at: Address, scene: Scene): Promise<ReadonlyMap<string, string>> {
  const without = (question: string) => `${question}${question.includes("?") ? "&" : "?"}names=masked`;
  const found = new Map<string, string>();
  const read = async (question: string) => {
    const answer = await ask<Shapes["GraphAnswer"]>(without(question));
    for (const one of [...answer.actors, ...answer.datasets, ...answer.incidents]) found.set(one.id, one.label);
  };
  await Promise.all(graphQuestions(at).map(read));
  const rest = scene.actors.filter((one) => !found.has(one.id)); // of a path whose hops are beside what is drawn
  await Promise.all(rest.map((one) => read(graphQuestion(at, { actor: one.id }))));
  return found;
}

function captionsOf(at: Address, scene: Scene, names: ReadonlyMap<string, string>, how: Wanted["names"]): Captions {
  const transfers = scene.transfers.filter((one) => !one.isOut);
  const actors = scene.actors.filter((one) => !one.isOut);
  const told = transfers.slice(0, TOLD).map((one) => `${endsText(one, names)} (${term("status", one.status)})`);
  const more = transfers.length - told.length;
  const name = (id: string | null) => (id === null ? null : (names.get(id) ?? say("graph.unnamed")));
  const [from, to] = [name(at.from), name(at.to)];
  return {
    title: say("graph.caption", { actors: actors.length, transfers: transfers.length }),
    description: [...told, ...(more > 0 ? [say("graph.table.more", { count: more })] : [])].join("\n"),
    language: at.lang,
    lines: [
      say("graph.caption", { actors: actors.length, transfers: transfers.length }),
      ...(from === null || to === null ? [] : [say("graph.caption.path", { from, to })]),
      ...(at.dataset === null ? [] : [say("graph.caption.dataset", { name: name(at.dataset) ?? "" })]),
      ...(at.on === null ? [] : [say("graph.caption.on", { day: at.on })]),
      ...(at.known_on === null ? [] : [say("graph.caption.known_on", { day: at.known_on })]),
      ...(at.policy === "all" ? [] : [term("policy", at.policy)]),
      ...(scene.path === null ? [] : [say(scene.path.certain ? "graph.caption.certain" : "graph.caption.possible")]),
      ...notShown(scene),
      say("graph.caption.lines"),
      say(how === "masked" ? "graph.caption.masked" : "graph.caption.named"),
      ...(scene.revisions.length === 0 ? [] : [say("graph.caption.record", { revision: scene.revisions.join(", ") })]),
      say("graph.caption.proof"),
    ],
  };
}

function notShown(scene: Scene): readonly string[] {
  const count = scene.leftOut + scene.beyond.length + scene.out.transfers;
  return count === 0 ? [] : [say("graph.caption.rest", { count: number(count) })];
}

async function png(svg: Blob): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const scale = Math.min(SCALE, MOST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws on no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return await new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob === null ? fail(new Error("the picture is too large")) : done(blob)), "image/png");
  });
}
