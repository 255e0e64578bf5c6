import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/**
 * Returns the first of a list, and a button that shows more of them; so that a list of thousands does not stop the page.
 *
 * @param first - how many are shown at first
 * @param step - how many more are shown with each press
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
