// Values that come too fast → at most one in `pause` milliseconds; the first at once, the last always.

export interface Throttle<T> {
  readonly push: (value: T) => void;
  /** Gives what is still held back, at once. */
  readonly flush: () => void;
}

export function throttle<T>(pause: number, give: (value: T) => void): Throttle<T> {
  let held: { readonly value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    const last = held;
    held = null;
    if (last !== null) give(last.value);
  };
  const tick = () => {
    timer = held === null ? null : setTimeout(tick, pause);
    flush();
  };
  const push = (value: T) => {
    held = { value };
    if (timer !== null) return;
    flush();
    timer = setTimeout(tick, pause);
  };
  return { push, flush };
}
