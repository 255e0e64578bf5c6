import { element } from "./element.ts";

/** Something drawn from its own upper left corner on. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Its elements. */
  readonly parts: readonly string[];
}

/** Puts a drawing at a place. */
export function placed({ parts }: Drawing, x: number, y: number): string {
  return element("g", { transform: `translate(${x} ${y})` }, [["", ...parts, ""].join("\n")]);
}
