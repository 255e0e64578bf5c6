import type { Policy } from "../policy/types.ts";

/**
 * A remark of a parser.
 *
 * - `unknown`: something that was not understood, or depends on more than addresses and ports; the
 *   ports that it touches are in the policy's `unknown`
 * - `assumed`: what was taken for granted because the text does not say it
 * - `warning`: something that closes much and is hardly meant, such as no rule for established
 *   connections
 * - `ignored`: something that has no influence on new connections to and from the server's ports,
 *   although it looks as if it had
 */
export interface ParseNote {
  readonly kind: "assumed" | "ignored" | "unknown" | "warning";
  /** Which of the texts it is about, from 0. */
  readonly input: number;
  /** The line of the text, from 1; `null` for a remark on the whole. */
  readonly line: number | null;
  readonly text: string;
}

/** A text, or several that belong together. */
export type Texts = string | readonly string[];

/** What a parser makes of a text. */
export interface ParsedFirewall {
  readonly policy: Policy;
  /** In the order of the texts and lines, those on the whole of a text first. */
  readonly notes: readonly ParseNote[];
}
