// The map, with its keys: arrows lead along transfers, Enter chooses, E adds neighbours, + − 0 zoom, Esc leaves.
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { keyOf } from "../parts/keys.ts";
import { glance } from "../state/glance.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import type { Asked, Canvas } from "./canvas.ts";
import { type Colours, coloursOf } from "./colours.ts";
import { openUp } from "./expansion.ts";
import type { Picture } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { spoken } from "./sceneWords.ts";
import { first, isKey, walk } from "./walk.ts";

interface Props {
  readonly module: typeof import("./canvas.ts");
  readonly picture: Picture;
  readonly scene: Scene;
}

export function MapCanvas({ module, picture, scene }: Props): VNode {
  const element = useRef<HTMLDivElement>(null);
  const canvas = useRef<Canvas | null>(null);
  const colours = useColours(element);
  const [current, setCurrent] = useState<string | null>(null);
  const hint = useId();
  const latest = useRef(scene);
  latest.current = scene;

  useEffect(() => {
    if (element.current === null) return;
    canvas.current = module.open(element.current, {
      onChoose: choose,
      onOpen: (id) => openUp(latest.current, id),
    });
    return () => canvas.current?.close();
  }, [module]);
  useEffect(() => {
    if (colours !== null) canvas.current?.show(picture, colours, asked());
  }, [picture, colours]);
  const { sel } = place.value;
  const lit = glance.value;
  useEffect(() => canvas.current?.mark(sel, current, lit), [sel, current, lit, picture, colours]);
  useEffect(() => {
    if (sel !== null) canvas.current?.reveal(sel);
  }, [sel]);

  const step = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acted = act(key);
    if (acted) event.preventDefault();
  };
  const act = (key: string | null): boolean => {
    if (isKey(key)) {
      const next = walk(picture, current ?? placeOf(picture, sel), key);
      setCurrent(next);
      if (next !== null) canvas.current?.reveal(next);
    } else if (key === "Enter" && current !== null) choose(current);
    else if (key === "e" || key === "E") openUp(scene, current ?? sel ?? "");
    else if (key === "+" || key === ";" || key === "=") canvas.current?.zoom("in");
    else if (key === "-") canvas.current?.zoom("out");
    else if (key === "0") canvas.current?.zoom("all");
    else if (key === "Escape") {
      setCurrent(null);
      element.current?.closest(".graph")?.querySelector<HTMLElement>(".legend button")?.focus();
    } else return false;
    return true;
  };

  return (
    <div class="map-frame">
      <div
        class="map-canvas"
        ref={element}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is operated by keys
        tabIndex={0}
        aria-label={summary(scene)}
        aria-describedby={hint}
        onKeyDown={step}
        onFocus={() => setCurrent((was) => was ?? placeOf(picture, sel) ?? first(picture))}
        onBlur={() => setCurrent(null)}
      />
      <div class="zoom">
        <button type="button" onClick={() => canvas.current?.zoom("in")} aria-label={say("graph.zoom.in")}>
          +
        </button>
        <button type="button" onClick={() => canvas.current?.zoom("out")} aria-label={say("graph.zoom.out")}>
          −
        </button>
        <button type="button" onClick={() => canvas.current?.zoom("all")}>
          {say("graph.zoom.all")}
        </button>
      </div>
      <details class="map-keys">
        <summary aria-label={say("graph.keys")}>?</summary>
        <p id={hint}>{say("graph.keys.told")}</p>
      </details>
      <p class="hidden" aria-live="polite">
        {current === null ? "" : spoken(scene, current)}
      </p>
    </div>
  );
}

/** What is chosen, and what is asked about. */
function asked(): Asked {
  const { sel, from, to, around } = place.peek();
  const ends = [from, to].filter((one) => one !== null);
  return [sel === null ? [] : [sel], ends, ends.slice(0, 1), ends.slice(1), around];
}

function choose(id: string | null): void {
  if (id === null || !id.startsWith("open:")) go({ sel: place.peek().sel === id ? null : tieless(id) });
}

/** A line between a group and its member is chosen as the group. */
function tieless(id: string | null): string | null {
  const tie = /^(?:member|candidate):([^:]+):/.exec(id ?? "");
  return tie?.[1] ?? id;
}

/** The chosen thing, if it is drawn. */
function placeOf(picture: Picture, id: string | null): string | null {
  return [...picture.nodes, ...picture.edges].some((one) => one.id === id) ? id : null;
}

function summary(scene: Scene): string {
  const actors = scene.actors.filter((one) => !one.isOut).length;
  const transfers = scene.transfers.filter((one) => !one.isOut).length;
  return say("graph.summary", { actors, transfers });
}

/** Those of the theme that is shown, and of the system's where it decides. */
function useColours(element: { readonly current: HTMLElement | null }): Colours | null {
  const { theme } = place.value;
  const [colours, set] = useState<Colours | null>(null);
  useEffect(() => {
    const read = () => {
      if (element.current !== null) set(coloursOf(element.current));
    };
    // The frame writes the theme into the document in an effect of its own, which comes after this one.
    const frame = requestAnimationFrame(read);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    return () => {
      cancelAnimationFrame(frame);
      system.removeEventListener("change", read);
    };
  }, [theme]);
  return colours;
}
