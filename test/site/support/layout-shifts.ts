import type { Page } from "playwright-core";

/** The unexpected layout shifts of a page, as measured by the browser. */
export function layoutShifts(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const shifts: string[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { sources } = entry as unknown as { sources: readonly { node: Node | null }[] };
            shifts.push(sources.map(({ node }) => (node as Element | null)?.className).join(" "));
          }
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(shifts)));
      }),
  );
}
