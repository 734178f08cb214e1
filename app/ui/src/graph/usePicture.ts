// The scene and the layout that is asked for → the picture of now. What has a place keeps it while parts are added.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Layout as LayoutName } from "../state/address.ts";
import { place } from "../state/place.ts";
import type { Layout } from "./chain.ts";
import { addedTo, chainLayout, layoutOf, type Picture, pictureOf } from "./picture.ts";
import type { Scene } from "./scene.ts";
import { wordsOf } from "./sceneWords.ts";

type Canvas = typeof import("./canvas.ts");
type Forces = typeof import("./forces.ts");

export interface Shown {
  readonly layout: Layout;
  readonly picture: Picture;
}

interface Placed {
  readonly key: string;
  readonly layout: Layout;
}

/** Cytoscape, once it is there, and what places by forces, once that was asked for. */
export function useCanvas(): { readonly canvas: Canvas | null; readonly forces: Forces | null } {
  const isForced = place.value.layout === "force";
  const [canvas, setCanvas] = useState<Canvas | null>(null);
  const [forces, setForces] = useState<Forces | null>(null);
  useEffect(() => {
    let isWanted = true;
    const keep = <T>(set: (module: T) => void) => {
      return (module: T) => {
        if (isWanted) set(module);
      };
    };
    import("./canvas.ts").then(keep(setCanvas));
    if (isForced) import("./forces.ts").then(keep(setForces));
    return () => {
      isWanted = false;
    };
  }, [isForced]);
  return { canvas, forces };
}

/** The picture; null while there is nothing to draw it from. `key`: what the base of the scene is. */
export function usePicture(scene: Scene | null, key: string, forces: Forces | null): Shown | null {
  const { lang, layout: name } = place.value;
  const placed = useRef<Placed | null>(null);
  return useMemo(() => {
    if (scene === null || name === "table" || name === "list" || (name === "force" && forces === null)) return null;
    const own = `${name} ${key}`;
    const former = placed.current?.key === own ? placed.current.layout : null;
    const layout = former === null ? fresh(scene, name, forces) : addedTo(former, scene);
    placed.current = { key: own, layout };
    return { layout, picture: pictureOf(scene, layout.places, layout.ways, wordsOf(scene)) };
  }, [scene, key, forces, name, lang]);
}

function fresh(scene: Scene, name: LayoutName, forces: Forces | null): Layout {
  if (name !== "force" || forces === null) return layoutOf(scene, chainLayout);
  return layoutOf(scene, (base) => {
    const { places } = chainLayout(base);
    const picture = pictureOf(whole(base), places, new Map(), wordsOf(base));
    return { places: forces.forced(picture), ways: new Map() };
  });
}

/** The scene with all that the legend has put out: it keeps its place. */
function whole(scene: Scene): Scene {
  const back = <T extends { readonly isOut: boolean }>(things: readonly T[]) =>
    things.map((one) => ({ ...one, isOut: false }));
  const { actors, ends, transfers, ties } = scene;
  return { ...scene, actors: back(actors), ends: back(ends), transfers: back(transfers), ties: back(ties) };
}
