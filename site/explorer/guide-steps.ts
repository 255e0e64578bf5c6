import { loadScript } from "./load-script.ts";

/** A part of a sentence. */
export type GuideInline =
  | { readonly kind: "code" | "plain"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly target: string };

export type GuideBlock =
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "text"; readonly parts: readonly GuideInline[] };

/** A section of a guide with instructions. */
export interface GuideStep {
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}

type GuideSteps = Readonly<Record<string, readonly GuideStep[]>>;

/** Loads the steps of the firewall guides, by guide name. */
export function loadGuideSteps(): Promise<GuideSteps> {
  return loadScript("guide-steps.js", () => globalThis.explorerGuideSteps);
}

declare global {
  /** The steps of the firewall guides, set by `guide-steps.js`. */
  var explorerGuideSteps: GuideSteps | undefined;
}
