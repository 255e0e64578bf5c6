/** The content of a picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The title, on one line. */
  readonly title: string;
  /** The description for readers who cannot see the picture. */
  readonly description: string;
  /** The elements. */
  readonly parts: readonly string[];
}
