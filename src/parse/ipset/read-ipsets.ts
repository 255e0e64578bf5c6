import { familyBits } from "../../net/network.ts";
import type { Family, Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import { lineErrors } from "../line-error.ts";
import { lineOrigin } from "../line-origin.ts";
import type { NoteList, Place } from "../notes.ts";
import type { Dimension, Ipset, Member } from "./ipset.ts";
import { readMember, type Shape } from "./read-member.ts";

/** The expected input, for error messages. */
const expected = "the output of ipset save";

const wrongLine = lineErrors(expected);

/** Returns whether an input is the output of `ipset save`. */
export function isIpsetSave(input: string): boolean {
  return /^[ \t]*(?:create|-N) \S+ (?:hash|bitmap|list):/m.test(input);
}

/** A set to which later lines may add members. */
interface Draft extends Ipset {
  readonly shape: Shape;
  readonly members: Member[];
  readonly sets: string[];
  expiring: number;
}

/**
 * Parses the output of `ipset save`, and returns the sets by name.
 *
 * @param inputs - the inputs with such output, by their indices
 * @throws {@link InvalidConfigurationError} if a line is malformed
 */
export function readIpsets(
  inputs: ReadonlyMap<number, string>,
  notes: NoteList,
): ReadonlyMap<string, Ipset> {
  const sets = new Map<string, Draft>();
  for (const [input, text] of inputs) {
    for (const [index, raw] of linesOf(text).entries()) {
      const content = raw.trim();
      if (content !== "" && !content.startsWith("#")) {
        readLine(content, { input, line: index + 1 }, sets);
      }
    }
  }
  for (const { name, expiring, origin } of sets.values()) {
    if (expiring > 0) {
      const what = expiring === 1 ? "a member" : `${expiring} members`;
      notes.add("assumed", "temporary", origin, `${what} of the ipset ${name} will expire`);
    }
  }
  return sets;
}

function readLine(content: string, place: Place, sets: Map<string, Draft>): void {
  const [command = "", name = "", word = "", ...options] = wordsOf(content);
  const set = sets.get(name);
  if (command === "create" || command === "-N") {
    const shape = shapeOf(word, options);
    if (set || shape === undefined) {
      throw wrongLine(
        place,
        set ? `creates the ipset ${excerpt(name)} again` : `cannot be parsed: ${excerpt(content)}`,
        content,
      );
    }
    const { family, dimensions } = shape;
    const origin: Origin = lineOrigin(place, content);
    sets.set(name, { name, family, dimensions, shape, members: [], sets: [], origin, expiring: 0 });
  } else if ((command === "add" || command === "-A") && set) {
    addMember(set, word, options, place, content);
  } else if (command === "flush" && set) {
    set.members.length = 0;
  } else if (command !== "COMMIT") {
    throw wrongLine(
      place,
      command === "add"
        ? `adds to the ipset ${excerpt(name)}, which no line creates: the input is cut off`
        : `cannot be parsed: ${excerpt(content)}`,
      content,
    );
  }
}

function addMember(
  set: Draft,
  word: string,
  options: readonly string[],
  place: Place,
  content: string,
): void {
  if (set.dimensions[0] === "set") {
    set.sets.push(word);
    return;
  }
  const parts = readMember(word, set.shape);
  if (parts === undefined) {
    throw wrongLine(
      place,
      `is not a valid member of the ipset ${set.name}: ${excerpt(content)}`,
      content,
    );
  }
  set.members.push({ parts, isExcluded: options.includes("nomatch") });
  const timeout = options[options.indexOf("timeout") + 1];
  if (options.includes("timeout") && timeout !== "0") {
    set.expiring++;
  }
}

/** Splits a non-empty line into words; a quoted comment is one word. */
function wordsOf(line: string): readonly string[] {
  return line.match(/"[^"]*"|\S+/g) as readonly string[];
}

const dimensions: Readonly<Record<string, Dimension>> = {
  ip: "address",
  net: "address",
  port: "port",
  iface: "interface",
  mac: "other",
  mark: "other",
  set: "set",
};

/** Returns the shape of a set type, such as `hash:ip,port`; `undefined` if unknown. */
function shapeOf(type: string, options: readonly string[]): Shape | undefined {
  const [method = "", parts = ""] = type.split(":");
  const known = parts
    .split(",")
    .map((part) => (Object.hasOwn(dimensions, part) ? dimensions[part] : undefined));
  if (!["bitmap", "hash", "list"].includes(method) || known.includes(undefined)) {
    return undefined;
  }
  const optionOf = (name: string) =>
    options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
  const family: Family = optionOf("family") === "inet6" ? "ipv6" : "ipv4";
  const netmask = Number(optionOf("netmask") ?? familyBits[family]);
  if (!(netmask >= 0 && netmask <= familyBits[family])) {
    return undefined;
  }
  return {
    dimensions: known as Dimension[],
    family: known.includes("address") ? family : undefined,
    netmask,
    hasProtocols: method === "hash",
  };
}
