import { allFamilies } from "../../net/remote-addresses.ts";
import { type Clauses, readUfwClauses } from "./read-clauses.ts";
import { readUfwPortClause } from "./read-port-clause.ts";
import type { UfwEnd, UfwRule } from "./ruleset.ts";

/**
 * Parses a rule such as `allow 22/tcp` or `deny out proto tcp to any port 25`.
 *
 * @returns `undefined` if the words are not a supported rule
 */
export function readUfwRule(words: readonly string[]): UfwRule | undefined {
  const [action, ...rest] = words;
  if (action !== "allow" && action !== "deny" && action !== "reject" && action !== "limit") {
    return undefined;
  }
  const comment = rest.indexOf("comment");
  if (comment >= 0) {
    rest.splice(comment, 2);
  }
  const way = rest[0] === "in" || rest[0] === "out" ? rest.shift() : "in";
  const device = rest[0] === "on" ? rest.splice(0, 2)[1] : undefined;
  if (rest[0] === "log" || rest[0] === "log-all") {
    rest.shift();
  }
  const [first, ...others] = rest;
  if (first === undefined && device === undefined) {
    return undefined;
  }
  const clauses =
    first !== undefined && others.length === 0 ? readSimple(first) : readUfwClauses(rest);
  if (clauses === undefined) {
    return undefined;
  }
  const { protocol, families, to, from } = clauses;
  return {
    direction: way === "in" ? "inbound" : "outbound",
    action,
    families,
    protocol,
    to: way === "in" ? on(to, device) : to,
    from: way === "in" ? from : on(from, device),
  };
}

function on(end: UfwEnd, device: string | undefined): UfwEnd {
  return device === undefined ? end : { ...end, device };
}

/** Parses `22`, `22/tcp`, `ssh` or an application name; ufw looks for a service first. */
function readSimple(word: string): Clauses | undefined {
  const [what = "", protocol, ...others] = word.split("/");
  if (others.length > 0) {
    return undefined;
  }
  const found = readUfwPortClause(what, protocol);
  if (found) {
    const { ports, service } = found;
    return { protocol: found.protocol, families: allFamilies, to: { ports, service }, from: {} };
  }
  return protocol === undefined && /^[a-z\d][\w .+-]*$/i.test(what)
    ? { protocol: undefined, families: allFamilies, to: { app: what }, from: {} }
    : undefined;
}
