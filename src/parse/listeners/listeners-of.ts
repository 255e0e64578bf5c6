import { familyNames } from "../../net/family-names.ts";
import type { Origin } from "../../net/types.ts";
import type { Match } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { ParseOptions } from "../types.ts";
import { DualStack } from "./dual-stack.ts";
import { type Reach, reachOf } from "./reach.ts";
import type { ListenerInput, Socket } from "./ruleset.ts";

/** The remote addresses that reach a socket. */
export type Reached = Pick<Match, "doubt" | "family" | "remotes">;

/** A socket that accepts new connections, and who reaches it: nobody on loopback. */
export interface Listener {
  readonly socket: Socket;
  readonly reached: readonly Reached[];
}

/** Returns the sockets that accept new connections, and who reaches them. */
export function listenersOf(
  inputs: readonly ListenerInput[],
  options: ParseOptions,
  notes: NoteList,
): readonly Listener[] {
  const sockets = inputs.flatMap((input) =>
    input.sockets.map((socket) => ({ socket, reach: reachOf(socket.address, input.version) })),
  );
  const dualStack = new DualStack(sockets, options);
  const listeners = sockets.flatMap(({ socket, reach }): readonly Listener[] => {
    const reached = reachedBy(socket, reach, options, dualStack, notes);
    return reached ? [{ socket, reached }] : [];
  });
  dualStack.addNotes(notes);
  return listeners;
}

/** Returns who reaches a socket; `undefined` if not even the server itself does. */
function reachedBy(
  socket: Socket,
  reach: Reach,
  options: ParseOptions,
  dualStack: DualStack,
  notes: NoteList,
): readonly Reached[] | undefined {
  const { address, device, origin } = socket;
  if (device === "lo" || reach === "loopback") {
    return [];
  }
  if (reach === "unclear") {
    const what =
      address?.kind === "name"
        ? "the address is a name; use -n to show it as a number"
        : "unsupported line";
    return [{ doubt: notes.doubt("entry", origin, `${what}: ${excerpt(origin.text)}`) }];
  }
  if (reach === "multicast") {
    const text = `the socket receives only multicast: ${excerpt(origin.text)}`;
    notes.add("ignored", "no-effect", origin, text);
    return undefined;
  }
  if (device !== undefined && device !== options.interface) {
    return options.interface === undefined
      ? [onOneInterface(reach, notes, origin, device)]
      : undefined;
  }
  const { maybe, ...certain } = reach;
  if (maybe === undefined || (maybe === "ipv4" && dualStack.isOpenAnyway(socket))) {
    return [certain];
  }
  if (maybe === "ipv4" && dualStack.isAssumed(socket)) {
    return [{}];
  }
  const text = `the input does not show whether the socket also accepts ${familyNames[maybe]}`;
  return [certain, { family: maybe, doubt: notes.doubt("family", origin, text) }];
}

function onOneInterface(
  { maybe, ...certain }: Exclude<Reach, string>,
  notes: NoteList,
  origin: Origin,
  device: string,
): Reached {
  const text = `the socket is bound to the interface ${excerpt(device)}`;
  const doubt = notes.doubt("scope", origin, text);
  return maybe === undefined ? { ...certain, doubt } : { doubt };
}
