import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { Span } from "../dataset/types.ts";

/** Returns the value for a release; the spans must cover every release. */
export function valueAt<T>(spans: readonly Span<T>[], release: ReleaseNumber): T {
  return (spans.find((span) => release <= span.through) as Span<T>).value;
}
