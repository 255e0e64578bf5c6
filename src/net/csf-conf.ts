/** A line of a CSF file. */
export interface CsfLine {
  readonly content: string;
  /** The line ending; empty for the last line. */
  readonly end: string;
  /** Its line number, as editors count, from 1. */
  readonly line: number;
}

/** Splits a CSF file into lines; CSF recognizes more line endings than editors do. */
export function* csfLines(text: string): Generator<CsfLine> {
  let start = 0;
  let line = 1;
  for (const { 0: end, index } of text.matchAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g)) {
    yield { content: text.slice(start, index), end, line };
    start = index + end.length;
    line += end.endsWith("\n") ? 1 : 0;
  }
  yield { content: text.slice(start), end: "", line };
}

/** A setting of `csf.conf`. */
export interface CsfAssignment {
  readonly name: string;
  /** The quoted value; `undefined` if missing, in which case CSF does not start. */
  readonly value: string | undefined;
}

/** Parses a line of `csf.conf` as CSF does; `undefined` if CSF skips it. */
export function readCsfAssignment(content: string): CsfAssignment | undefined {
  const line = content.trim();
  const middle = line.indexOf("=");
  if (line.startsWith("#") || middle < 0) {
    return undefined;
  }
  const first = line.indexOf('"', middle);
  const last = line.lastIndexOf('"');
  return {
    name: line.slice(0, middle).replace(/\s/g, ""),
    value: first < 0 || first === last ? undefined : line.slice(first + 1, last),
  };
}
