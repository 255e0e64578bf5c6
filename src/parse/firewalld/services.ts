import { Budget } from "../../packet-filter/budget.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { builtInParts } from "./built-in-services.ts";
import type { Part, Service } from "./ruleset.ts";

/** Looks up services: those defined in inputs, then the built-in ones. */
export class Services {
  /** The services whose built-in parts were used. */
  readonly usedBuiltIns = new Set<string>();
  readonly #given: ReadonlyMap<string, Service>;
  readonly #nameless: readonly Part[];
  readonly #own = new Map<string, readonly Part[]>();
  readonly #budget = new Budget(limits.firewalldServiceParts);

  /**
   * @param given - the services defined in inputs, by name
   * @param nameless - the unnamed services in inputs, each of which may define any service not defined by name
   */
  constructor(given: ReadonlyMap<string, Service>, nameless: readonly Service[]) {
    this.#given = given;
    this.#nameless = nameless.flatMap(ownParts);
  }

  /**
   * Returns the parts of a service and of the services it includes.
   *
   * @param known - the services to omit because they were returned before; new ones are added to it
   */
  parts(name: string, known: Set<string> = new Set()): readonly Part[] {
    const parts: Part[] = [];
    const names = [name];
    // The list grows as included services are found.
    for (const each of names) {
      if (!known.has(each)) {
        known.add(each);
        const own = this.#ownParts(each);
        this.#budget.spend(own.length + 1);
        for (const part of own) {
          parts.push(part);
        }
        for (const included of this.#given.get(each)?.includes ?? []) {
          names.push(included);
        }
      }
    }
    return parts;
  }

  #ownParts(name: string): readonly Part[] {
    const given = this.#given.get(name);
    const own = this.#own.get(name) ?? (given ? ownParts(given) : this.#builtInParts(name));
    this.#own.set(name, own);
    return own;
  }

  #builtInParts(name: string): readonly Part[] {
    const parts = builtInParts(name);
    if (parts === undefined) {
      return [
        {
          kind: "unknown",
          what: `the definition of service ${excerpt(name)}; add /etc/firewalld/services/${fileName(name)}.xml or the output of firewall-cmd --info-service`,
        },
      ];
    }
    this.usedBuiltIns.add(name);
    return this.#nameless.length === 0
      ? parts
      : [...parts, ...this.#nameless].map((part) => ({ ...part, isInDoubt: true }));
  }
}

/** Returns a name as a file name, if it is valid for a firewalld service. */
function fileName(name: string): string {
  return /^[\w.-]{1,64}$/.test(name) ? name : "NAME";
}

function ownParts({ parts }: Service): readonly Part[] {
  return parts.map(({ part }) => part);
}
