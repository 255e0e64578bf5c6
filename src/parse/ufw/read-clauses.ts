import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import { readUfwAddress } from "./read-address.ts";
import { readUfwPortClause } from "./read-port-clause.ts";
import { type UfwEnd, type UfwProtocol, ufwProtocols } from "./ruleset.ts";

/** The parts of a rule, except its action and interface. */
export interface Clauses {
  readonly protocol: UfwProtocol | undefined;
  readonly families: readonly Family[];
  readonly to: UfwEnd;
  readonly from: UfwEnd;
}

/** Parses pairs of words: `proto tcp from 198.51.100.0/24 to any port 22`. */
export function readUfwClauses(words: readonly string[]): Clauses | undefined {
  const clauses = new ClauseReader();
  const protocol = words.indexOf("proto");
  if (
    words.length % 2 > 0 ||
    (protocol >= 0 && (words.includes("app") || !clauses.protocol(words[protocol + 1])))
  ) {
    return undefined;
  }
  for (let index = 0; index < words.length; index += 2) {
    const [key, value] = words.slice(index, index + 2) as [string, string];
    if (!clauses.pair(key, value)) {
      return undefined;
    }
  }
  return clauses.result();
}

/** Parses pairs of words one by one; each method returns whether ufw accepts them. */
class ClauseReader {
  readonly #ends: Record<"to" | "from", UfwEnd> = { to: {}, from: {} };
  readonly #families = new Set<Family>();
  #end: "to" | "from" | undefined;
  #protocol: UfwProtocol | undefined;

  protocol(name: string | undefined): boolean {
    this.#protocol = ufwProtocols.find((each) => each === name);
    return this.#protocol !== undefined;
  }

  pair(key: string, value: string): boolean {
    switch (key) {
      case "proto":
        return true;
      case "to":
      case "from":
        this.#end = key;
        return value === "any" || this.#address(value);
      case "port":
        return this.#port(value);
      case "app":
        return this.#add({ app: value });
      default:
        return false;
    }
  }

  result(): Clauses | undefined {
    const families = [...this.#families];
    return families.length > 1
      ? undefined
      : {
          protocol: this.#protocol,
          families: families.length > 0 ? families : allFamilies,
          ...this.#ends,
        };
  }

  #address(value: string): boolean {
    const address = readUfwAddress(value);
    if (address === undefined) {
      return false;
    }
    this.#families.add(address.family);
    // ufw treats a network of all addresses as any.
    return this.#add({ address: address.text.endsWith("/0") ? undefined : address });
  }

  #port(value: string): boolean {
    const clause = readUfwPortClause(value, this.#protocol);
    if (clause === undefined) {
      return false;
    }
    this.#protocol = clause.protocol;
    return this.#add({ ports: clause.ports, service: clause.service });
  }

  #add(part: UfwEnd): boolean {
    if (this.#end === undefined) {
      return false;
    }
    this.#ends[this.#end] = { ...this.#ends[this.#end], ...part };
    return true;
  }
}
