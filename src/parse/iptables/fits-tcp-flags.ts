import { fitsFlags } from "../../packet-filter/tcp-flags.ts";
import type { Question } from "./option-use.ts";

/** Reports whether packets have the flags of `--tcp-flags`. */
export const fitsTcpFlags: Question = ({ values }, { view }) => {
  const [mask, wanted] = values.map(readFlags) as [readonly string[], readonly string[]];
  return fitsFlags(mask, wanted, view);
};

function readFlags(text: string): readonly string[] {
  const flags = text.toLowerCase();
  return flags === "all"
    ? ["fin", "syn", "rst", "psh", "ack", "urg"]
    : flags === "none"
      ? []
      : flags.split(",");
}
