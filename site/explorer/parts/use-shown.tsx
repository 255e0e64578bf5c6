import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/**
 * Returns the first items of a list, and a button that shows more, so that a list of thousands does not freeze the page.
 *
 * @param first - the number of items shown at first
 * @param step - the number of items added per press
 */
export function useShown<T>(
  list: readonly T[],
  first: number,
  step = first,
): readonly [shown: readonly T[], more: ComponentChildren] {
  const [count, setCount] = useState(first);
  const left = list.length - count;
  const more = left > 0 && (
    <button type="button" class="quiet-button" onClick={() => setCount(count + step)}>
      Show {Math.min(step, left)} more of {left.toLocaleString("en")}
    </button>
  );
  return [list.slice(0, count), more];
}
