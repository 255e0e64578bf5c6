import { registeredPort } from "../../net/service-port.ts";
import type { Origin } from "../../net/types.ts";
import { ascending } from "../../util/ascending.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { excerpt } from "../../util/excerpt.ts";
import { isPort } from "../../util/is-port.ts";
import * as limits from "../../util/limits.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import { linesOf } from "../input.ts";
import { lineOrigin } from "../line-origin.ts";
import { NoteList } from "../notes.ts";
import type { ReadResult } from "../parse-firewall.ts";
import { checkArguments } from "./check-arguments.ts";
import { isKnownKeyword } from "./is-known-keyword.ts";
import { keywords } from "./keywords.ts";
import { matchesGlob } from "./matches-glob.ts";
import type { ParseSshdOptions } from "./options.ts";
import { readLine } from "./read-line.ts";
import { readListenAddress } from "./read-listen-address.ts";
import type { AddressSetting, PortSetting, SshdSettings } from "./ruleset.ts";
import { unknownKeyword } from "./unknown-keyword.ts";
import { wrongLine } from "./wrong-line.ts";

/** Parses an sshd_config and its included files, as sshd does. */
export function read(
  inputs: readonly string[],
  { names = [] }: ParseSshdOptions,
): ReadResult<SshdSettings> {
  const reader = new Reader(inputs, names);
  reader.read(0, false, 0);
  return { ruleset: reader.settings(), notes: reader.notes.list() };
}

/** A setting with an unknown keyword. */
interface UnknownSetting {
  readonly keyword: string;
  readonly origin: Origin;
}

class Reader {
  readonly notes = new NoteList();
  readonly #inputs: readonly string[];
  readonly #names: readonly string[];
  readonly #included = new Set<number>([0]);
  readonly #ports: PortSetting[] = [];
  readonly #addresses: AddressSetting[] = [];
  #addressFamily: SshdSettings["addressFamily"] | undefined;
  #isComplete = true;
  #files = 0;

  constructor(inputs: readonly string[], names: readonly string[]) {
    this.#inputs = inputs;
    this.#names = names;
  }

  /**
   * Parses an input.
   *
   * @param isConditional - whether a Match block includes it
   */
  read(input: number, isConditional: boolean, depth: number): void {
    this.#files++;
    let isInMatch = isConditional;
    const unknown: UnknownSetting[] = [];
    let isSshd = false;
    for (const [index, raw] of linesOf(this.#inputs[input] as string).entries()) {
      const line = readLine(raw);
      if (line === undefined) {
        continue;
      }
      const origin = lineOrigin({ input, line: index + 1 }, raw);
      if (!isKnownKeyword(line.keyword, origin)) {
        if (unknown.length === limits.sshdUnknownKeywords) {
          throw unknownKeyword(line.keyword, origin);
        }
        unknown.push({ keyword: line.keyword, origin });
        continue;
      }
      isSshd = true;
      const keyword = line.keyword.toLowerCase();
      switch (keyword) {
        case "match":
          isInMatch =
            checkArguments(keyword, line.args, origin).join(" ").toLowerCase() !== "all" ||
            isConditional;
          break;
        case "include":
          this.#include(checkArguments(keyword, line.args, origin), isInMatch, depth, origin);
          break;
        case "port":
        case "listenaddress":
        case "addressfamily":
          if (isInMatch) {
            throw wrongLine(
              origin,
              `is in a Match block, where sshd rejects it: ${excerpt(raw)}`,
              raw,
            );
          }
          this.#set(keyword, checkArguments(keyword, line.args, origin), origin);
          break;
      }
    }
    this.#noteUnknown(unknown, isSshd);
  }

  /** Notes keywords that a newer sshd may have, which may set ports. Without a known keyword, it is another file. */
  #noteUnknown([first, ...others]: readonly UnknownSetting[], isSshd: boolean): void {
    if (first === undefined) {
      return;
    }
    if (!isSshd) {
      throw unknownKeyword(first.keyword, first.origin);
    }
    this.#isComplete = false;
    const meant = didYouMean(nearestWord(first.keyword, keywords));
    const [more, it] = others.length > 0 ? [` and ${others.length} more`, "them"] : ["", "it"];
    const text = `unknown keyword ${excerpt(first.keyword)}${meant}${more}: OpenSSH 10.5 rejects ${it}, and a newer sshd may use ${it} to set other ports`;
    this.notes.add("unknown", "incomplete", first.origin, text);
  }

  settings(): SshdSettings {
    for (const index of this.#inputs.keys()) {
      if (!this.#included.has(index)) {
        const text = "no Include matches the input, so it has no effect";
        this.notes.add("ignored", "unused", { input: index, line: null }, text);
      }
    }
    return {
      ports: this.#ports,
      addresses: this.#addresses,
      addressFamily: this.#addressFamily ?? "any",
      isComplete: this.#isComplete,
    };
  }

  #include(patterns: readonly string[], isInMatch: boolean, depth: number, origin: Origin): void {
    for (const pattern of patterns) {
      const found = [...this.#inputs.keys()]
        .filter(
          (index) => index > 0 && this.#pathsOf(index).some((path) => matchesGlob(path, pattern)),
        )
        .sort((a, b) => ascending(this.#names[a] as string, this.#names[b] as string));
      // Files included by a Match block cannot set ports.
      if (found.length === 0 && !isInMatch) {
        this.#isComplete = false;
        const text = `${excerpt(pattern)} is included but not among the inputs; it may set other ports`;
        this.notes.add("unknown", "incomplete", origin, text);
      }
      for (const index of found) {
        if (depth >= limits.sshdIncludeDepth || this.#files >= limits.sshdFiles) {
          throw wrongLine(origin, `includes too many files: ${excerpt(origin.text)}`, origin.text);
        }
        this.#included.add(index);
        this.read(index, isInMatch, depth + 1);
      }
    }
  }

  /** Returns the name of an input, and its path relative to the configuration's directory, which may be a copy. */
  #pathsOf(index: number): readonly string[] {
    const [main = "", name = ""] = [this.#names[0], this.#names[index]];
    const folder = main.replace(/[^/]*$/, "");
    return name.startsWith(folder) ? [name, name.slice(folder.length)] : [name];
  }

  #set(keyword: string, args: readonly string[], origin: Origin): void {
    const [value] = args as readonly [string];
    const port = (text: string) => {
      const found = /^\d+$/.test(text) ? Number(text) : registeredPort(text, "tcp");
      if (found === undefined || !isPort(found)) {
        throw wrongLine(
          origin,
          `has an invalid port, which sshd rejects: ${excerpt(origin.text)}`,
          origin.text,
        );
      }
      return found;
    };
    if (keyword === "port") {
      this.#ports.push({ port: port(value), origin });
    } else if (keyword === "listenaddress") {
      const { host, port: text } = readListenAddress(value);
      this.#addresses.push({ host, port: text === undefined ? undefined : port(text), origin });
    } else {
      const family = value.toLowerCase();
      if (family !== "any" && family !== "inet" && family !== "inet6") {
        throw wrongLine(
          origin,
          `has an invalid address family, which sshd rejects: ${excerpt(origin.text)}`,
          origin.text,
        );
      }
      this.#addressFamily ??= family;
    }
  }
}
