/** A picture before it is a document. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What it shows, on one line. */
  readonly title: string;
  /** What it shows, for those who do not see it. */
  readonly description: string;
  /** Its elements. */
  readonly parts: readonly string[];
}
