import type { Origin } from "../../net/types.ts";
import { readSocket } from "./read-socket.ts";
import type { Socket } from "./ruleset.ts";

/** Reads `tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))`. */
export function readSsRow(content: string, origin: Origin): Socket | "none" | undefined {
  const [protocol = "", state = "", received, queued, local = "", peer = "", ...rest] =
    content.split(/\s+/);
  const names = [...rest.join(" ").matchAll(/\("([^"]+)",pid=\d+,fd=\d+\)/g)].map(
    ([, name = ""]) => name,
  );
  return readSocket({
    origin,
    protocol,
    state,
    counts: [received, queued],
    local,
    peer,
    names,
    tool: "ss",
  });
}
