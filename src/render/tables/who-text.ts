import type { WhoMay } from "../../net/types.ts";

/** Who may use ports, in words: `anywhere but 203.0.113.9`; of many exceptions, the first three. */
export function whoText({ sources, except }: WhoMay): string {
  return [
    sources === "any" ? "anywhere" : sources.join(", "),
    ...(except.length > 4
      ? [`but ${except.slice(0, 3).join(", ")} and ${except.length - 3} more`]
      : except.length > 0
        ? [`but ${except.join(", ")}`]
        : []),
  ].join(" ");
}
