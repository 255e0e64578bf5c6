import { element } from "./element.ts";

/** A drawing whose origin is its upper left corner. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** The elements. */
  readonly parts: readonly string[];
}

/** Moves a drawing to a position. */
export function placed({ parts }: Drawing, x: number, y: number): string {
  return element("g", { transform: `translate(${x} ${y})` }, [["", ...parts, ""].join("\n")]);
}
