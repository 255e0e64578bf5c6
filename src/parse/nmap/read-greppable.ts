import { parsePrefix } from "../../net/network.ts";
import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import type { NoteList } from "../notes.ts";
import { isLoopback } from "./is-loopback.ts";
import { oddOptionOf, readTechniques } from "./read-arguments.ts";
import { readGreppablePorts } from "./read-greppable-ports.ts";
import { readRanges } from "./read-port-state.ts";
import type { Scan, ScannedHost, Technique } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** A run whose end was not reached yet. */
interface OpenScan extends Scan {
  techniques: readonly Technique[];
  readonly hosts: ScannedHost[];
}

/** Parses the greppable output of one or more runs of nmap. */
export function readGreppable(text: string, input: number, notes: NoteList): readonly Scan[] {
  const scans: Scan[] = [];
  let open: OpenScan | undefined;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    const origin = lineOrigin({ input, line: index + 1 }, raw);
    const [, args] = /^# nmap \S+ scan initiated .*? as: (.*)$/i.exec(content) ?? [];
    if (args !== undefined) {
      refuseOpen(open, origin);
      open = { techniques: readTechniques(args), oddOption: oddOptionOf(args), hosts: [] };
    } else if (content !== "" && open === undefined) {
      throw wrongLine(origin, `cannot be parsed: ${excerpt(content)}`, content);
    } else if (open && /^# Nmap (?:done|run completed) at /i.test(content)) {
      scans.push(open);
      open = undefined;
    } else if (open && content !== "") {
      readLine(content, open, origin, notes);
    }
  }
  refuseOpen(open, { input, line: null });
  return scans;
}

/** @throws {@link InvalidConfigurationError} if a run has no end: ports may be missing */
function refuseOpen(open: OpenScan | undefined, place: Pick<Origin, "input" | "line">): void {
  if (open) {
    throw wrongLine(place, "is cut off: the line that begins with # Nmap done is missing");
  }
}

function readLine(content: string, scan: OpenScan, origin: Origin, notes: NoteList): void {
  const [, tcp, udp] = /^# Ports scanned: TCP\(\d+;(.*?)\) UDP\(\d+;(.*?)\)/.exec(content) ?? [];
  if (tcp !== undefined && udp !== undefined) {
    const ports = { tcp: readRanges(tcp), udp: readRanges(udp) };
    scan.techniques = scan.techniques.map((each) => ({ ...each, ports: ports[each.protocol] }));
    return;
  }
  const [, address, name = "", kind, rest = ""] =
    /^Host: (\S+) \(([^\t]*?)\)\s+(Status|Ports): (.*)$/.exec(content) ?? [];
  if (address === undefined) {
    notes.add("unknown", "entry", origin, `unsupported line: ${excerpt(content)}`);
  } else if (kind === "Ports") {
    scan.hosts.push(readHost(address, name, rest, origin));
  } else if (rest !== "Up" && rest !== "Down") {
    notes.add(
      "unknown",
      "incomplete",
      origin,
      `the scan of the host did not finish: ${excerpt(content)}`,
    );
  }
}

function readHost(shown: string, name: string, rest: string, origin: Origin): ScannedHost {
  const address = shown.replace(/%.*/, "");
  const read = parsePrefix(address);
  if (read === undefined) {
    throw wrongLine(origin, `has a host without an address: ${excerpt(origin.text)}`);
  }
  return {
    family: read.family,
    address,
    names: name === "" ? [] : [name],
    isScanner: isLoopback(read),
    isComplete: true,
    ...readGreppablePorts(rest, origin),
    origin,
  };
}
