// Which days the timeline shows: nearer, farther, earlier, later, those of the path, all.
import type { VNode } from "preact";
import { go } from "../state/place.ts";
import { say } from "../words/index.ts";
import { dayText, FIRST, LAST } from "./days.ts";

type Days = readonly [number, number];

interface Props {
  readonly shown: Days;
  readonly all: Days;
  readonly path: Days | null;
}

/** Fewer days than these cannot be told apart any better. */
const LEAST = 7;

export function Period({ shown, all, path }: Props): VNode {
  const [first, last] = shown;
  const length = last - first;
  const show = (from: number, to: number) => go({ period: [dayText(Math.round(from)), dayText(Math.round(to))] });
  const move = (days: number) => {
    const by = Math.max(FIRST - first, Math.min(LAST - last, days));
    show(first + by, last + by);
  };
  return (
    <fieldset class="period">
      <legend class="hidden">{say("time.period")}</legend>
      <span class="days">{say("window.span", { earliest: dayText(first), latest: dayText(last) })}</span>
      <Tool
        label={say("time.nearer")}
        sign="＋"
        off={length <= LEAST}
        onPress={() => show(first + length / 4, last - length / 4)}
      />
      <Tool label={say("time.farther")} sign="－" onPress={() => show(first - length / 2, last + length / 2)} />
      <Tool label={say("time.earlier")} sign="←" onPress={() => move(-length / 2)} />
      <Tool label={say("time.later")} sign="→" onPress={() => move(length / 2)} />
      {path !== null && (
        <button type="button" class="small" aria-pressed={same(shown, path)} onClick={() => go({ period: null })}>
          {say("time.of_path")}
        </button>
      )}
      <button
        type="button"
        class="small"
        aria-pressed={same(shown, all)}
        onClick={() => (path === null ? go({ period: null }) : show(...all))}
      >
        {say("time.all")}
      </button>
    </fieldset>
  );
}

interface ToolProps {
  readonly label: string;
  readonly sign: string;
  readonly off?: boolean;
  readonly onPress: () => void;
}

function Tool({ label, sign, off, onPress }: ToolProps): VNode {
  return (
    <button type="button" class="small" aria-label={label} title={label} disabled={off} onClick={onPress}>
      {sign}
    </button>
  );
}

function same(one: Days, other: Days): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
