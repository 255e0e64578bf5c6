import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { readGreppable } from "./read-greppable.ts";
import { readXmlScan } from "./read-xml-scan.ts";
import type { Scan } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses nmap's output. */
export function read(inputs: readonly string[]): ReadResult<readonly Scan[]> {
  const notes = new NoteList();
  const ruleset = inputs.flatMap((text, input) => {
    if (/^\s*</.test(text)) {
      return readXmlScan(text, input, notes);
    }
    if (/^(?:Starting Nmap |Nmap scan report for )/m.test(text)) {
      throw wrongLine({ input, line: null }, "is nmap's normal output, which omits details");
    }
    return readGreppable(text, input, notes);
  });
  return { ruleset, notes: notes.list() };
}
