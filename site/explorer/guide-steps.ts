import { loadScript } from "./load-script.ts";

/** A part of a sentence. */
export type GuideInline =
  | { readonly kind: "code" | "plain"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly target: string };

export type GuideBlock =
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "text"; readonly parts: readonly GuideInline[] };

/** A section of a guide that says what to do. */
export interface GuideStep {
  readonly title: string;
  readonly blocks: readonly GuideBlock[];
}

type GuideSteps = Readonly<Record<string, readonly GuideStep[]>>;

/** Loads the steps of the guides of firewalls, by the names of the guides. */
export function loadGuideSteps(): Promise<GuideSteps> {
  return loadScript("guide-steps.js", () => globalThis.explorerGuideSteps);
}

declare global {
  /** The steps of the guides, which `guide-steps.js` sets. */
  var explorerGuideSteps: GuideSteps | undefined;
}
