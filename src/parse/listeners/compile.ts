import { allFamilies } from "../../net/remote-addresses.ts";
import type { NoteCode } from "../../net/types.ts";
import type { BaseChain, Match, Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { reachOf } from "./reach.ts";
import type { Socket } from "./ruleset.ts";

/** A socket, and the rules of a firewall that lets through just those who reach it; none on loopback. */
export interface Listener {
  readonly socket: Socket;
  readonly rules: readonly Rule[];
}

/** What compiling returns, and the sockets that count. */
export interface CompiledListeners extends CompileResult {
  readonly listeners: readonly Listener[];
}

/** Compiles sockets to a firewall that lets through just those who reach them. */
export function compile(sockets: readonly Socket[], options: ParseOptions): CompiledListeners {
  const notes = new NoteList();
  const old = new Set(
    sockets.filter(({ isFromOldSs }) => isFromOldSs).map(({ origin }) => origin.input),
  );
  const listeners = sockets.flatMap((socket): readonly Listener[] => {
    const rules = rulesOf(socket, old.has(socket.origin.input), options, notes);
    return rules ? [{ socket, rules }] : [];
  });
  addAssumptions(sockets, notes);
  const all = listeners.flatMap(({ rules }) => rules);
  const chain: BaseChain = {
    name: "listeners",
    policy: "drop",
    origin: null,
    // What is open for certain comes first, as one step, and leaves no doubt to those after it.
    rules: [
      ...all.filter(({ match }) => match.doubt === undefined),
      ...all.filter(({ match }) => match.doubt !== undefined),
    ],
  };
  return {
    title: "Listening ports",
    families: allFamilies,
    filter: { original: { inbound: [chain], outbound: [] } },
    notes: notes.list(),
    listeners,
  };
}

/** Compiles a socket; `undefined` if no new connections reach it, not even from the server itself. */
function rulesOf(
  socket: Socket,
  isOldSs: boolean,
  options: ParseOptions,
  notes: NoteList,
): readonly Rule[] | undefined {
  const { address, device, origin } = socket;
  const reach = address && reachOf(address, isOldSs);
  if (device === "lo" || reach === "loopback") {
    return [];
  }
  if (reach === undefined) {
    const text = `the line is not understood: ${excerpt(origin.text)}`;
    return [accept(socket, { doubt: notes.doubt("entry", origin, text) })];
  }
  if (reach === "multicast") {
    const text = `the socket is for multicast only: ${excerpt(origin.text)}`;
    notes.add("ignored", "no-effect", origin, text);
    return undefined;
  }
  const { isMaybeIpv4, ...match } = reach;
  if (device === undefined || device === options.interface) {
    const doubt = () =>
      notes.doubt("family", origin, "the input does not say whether the socket takes IPv4 too");
    return [
      accept(socket, match),
      ...(isMaybeIpv4 ? [accept(socket, { family: "ipv4", doubt: doubt() })] : []),
    ];
  }
  if (options.interface !== undefined) {
    return undefined;
  }
  const text = `the socket is bound to the interface ${excerpt(device)}`;
  const doubt = notes.doubt("scope", origin, text);
  return [accept(socket, isMaybeIpv4 ? { doubt } : { ...match, doubt })];
}

function accept({ protocol, port, origin }: Socket, match: Match): Rule {
  return {
    match: { protocols: [protocol], ports: [{ from: port, through: port }], ...match },
    action: { kind: "accept" },
    origin,
  };
}

/** Notes what the input does not have, and is therefore taken not to be there. */
function addAssumptions(sockets: readonly Socket[], notes: NoteList): void {
  const assume = (code: NoteCode, text: string) =>
    notes.add("assumed", code, { input: 0, line: null }, text);
  if (sockets.some(({ tool }) => tool === "netstat")) {
    assume(
      "interface",
      "no socket is bound to an interface, which ss would show and netstat does not",
    );
  }
  const isIpv4 = ({ address }: Socket) =>
    address?.kind === "one" && address.family === "ipv4" && !address.isMapped;
  if (!sockets.some((each) => isIpv4(each) || each.address?.kind === "all")) {
    assume("family", "nothing listens on IPv4 only: no such socket is in the input");
  }
  if (sockets.every(isIpv4)) {
    assume("family", "nothing listens on IPv6 only: no such socket is in the input");
  }
}
