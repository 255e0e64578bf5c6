import type { OneOrMany } from "../../util/one-or-many.ts";
import type { HostLists } from "../host-lists.ts";
import type { ParseOptions } from "../types.ts";

/** Options of {@link parse.parseApf | parseApf}. */
export interface ParseApfOptions extends ParseOptions {
  /**
   * Maps the index of an input, from 0, to `"allow"` for `allow_hosts.rules` or `"deny"` for
   * `deny_hosts.rules`. Needed only if the comment at the top of the file does not identify it.
   */
  readonly lists?: HostLists | undefined;
  /**
   * The server's own IPv4 addresses. APF applies every list entry in both directions, so an allowed network
   * that includes the server opens more than it seems to. If omitted, this effect is undetermined.
   */
  readonly addresses?: OneOrMany<string> | undefined;
}
