import { InvalidConfigurationError } from "../../errors.ts";
import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { readInputs } from "../input.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import type { ParseFirewalldOptions } from "./options.ts";
import { readDirect } from "./read-direct.ts";
import { readDocuments } from "./read-documents.ts";
import { readIpset } from "./read-ipset.ts";
import { readPolicyObject, readZone } from "./read-object.ts";
import { readService } from "./read-service.ts";
import type { Ipset, Ruleset, Service } from "./ruleset.ts";
import { withoutTwins } from "./without-twins.ts";

/** Reads firewalld files and `firewall-cmd` lists. */
export function read(
  inputs: readonly string[],
  { services: given = {}, names = {} }: ParseFirewalldOptions,
): ReadResult<Ruleset> {
  const all = inputs.flatMap((text, input) => readDocuments(text, input, names[input]));
  if (all.length > limits.firewalldObjects) {
    throw new InvalidConfigurationError(
      `the input has ${all.length} zones, services and policy objects; the limit is ${limits.firewalldObjects}`,
      undefined,
      undefined,
    );
  }
  const documents = withoutTwins(all);
  const services = new Map(
    Object.entries(given).map(([name, text]) => [name, readGivenService(name, text)]),
  );
  const unnamed: Service[] = [];
  const ipsets = new Map<string, Ipset>();
  const unnamedIpsets: Ipset[] = [];
  for (const { name, root } of documents.filter(({ kind }) => kind === "service")) {
    if (name === undefined) {
      unnamed.push(readService(root));
    } else {
      services.set(name, readService(root));
    }
  }
  for (const { name, root } of documents.filter(({ kind }) => kind === "ipset")) {
    if (name === undefined) {
      unnamedIpsets.push(readIpset(root));
    } else {
      ipsets.set(name, readIpset(root));
    }
  }
  return {
    ruleset: {
      zones: documents.filter(({ kind }) => kind === "zone").map(readZone),
      policies: documents.filter(({ kind }) => kind === "policy").map(readPolicyObject),
      services,
      unnamed,
      ipsets,
      unnamedIpsets,
      direct: documents.flatMap(({ kind, root }) => (kind === "direct" ? readDirect(root) : [])),
    },
    notes: new NoteList().list(),
  };
}

/** Reads a service from the options. It is not an input, so its origins have no lines. */
function readGivenService(name: string, text: string): Service {
  const [document] = readInputs(text, {
    expected: "the XML of a service",
    subject: "a service",
  }).flatMap((each, input) => readDocuments(each, input, undefined));
  if (document?.kind !== "service") {
    throw new InvalidConfigurationError(
      `service ${excerpt(name)}: the input is not a service; expected the XML of a service`,
      text,
      undefined,
    );
  }
  const service = readService(document.root);
  const table = `service ${name}`;
  const named = (origin: Origin): Origin => ({ ...origin, line: null, table });
  return {
    ...service,
    origin: named(service.origin),
    parts: service.parts.map(({ part, origin }) => ({ part, origin: named(origin) })),
  };
}
