import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import { readXmlDocument, type XmlElement } from "../read-xml-document.ts";
import { oddOptionOf } from "./read-arguments.ts";
import { isTransport, readRanges } from "./read-port-state.ts";
import { readXmlHost } from "./read-xml-host.ts";
import type { Scan, Technique } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses the XML output of an nmap run. */
export function readXmlScan(text: string, input: number, notes: NoteList): Scan {
  const root = readXmlDocument(text, input, { wrongLine, doctype: "nmaprun" });
  if (root.name !== "nmaprun") {
    throw wrongLine(root.origin, `has the root element ${excerpt(root.name)}`);
  }
  noteEnd(root, notes);
  const ofName = (name: string) => root.children.filter((child) => child.name === name);
  const infos = ofName("scaninfo");
  const withFlags = infos.find(({ attributes }) => attributes.scanflags !== undefined);
  return {
    techniques: infos.flatMap(readTechnique),
    oddOption: withFlags ? "--scanflags" : oddOptionOf(root.attributes.args ?? ""),
    hosts: ofName("host").flatMap((host) => readXmlHost(host) ?? []),
  };
}

function readTechnique({ attributes, origin }: XmlElement): readonly Technique[] {
  const { protocol, type = "unknown", services = "" } = attributes;
  const ports = readRanges(services);
  if (ports === undefined) {
    throw wrongLine(origin, `has an invalid port list: ${excerpt(services)}`);
  }
  return isTransport(protocol) ? [{ protocol, name: type, ports }] : [];
}

/** Adds a note if a run did not finish. */
function noteEnd({ children, origin }: XmlElement, notes: NoteList): void {
  const finished = children
    .find(({ name }) => name === "runstats")
    ?.children.find(({ name }) => name === "finished");
  const exit = finished?.attributes.exit;
  if (exit !== "success") {
    const place: Origin = finished?.origin ?? origin;
    notes.add("unknown", "incomplete", place, "nmap did not finish: hosts may be missing");
  }
}
