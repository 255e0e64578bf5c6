import type { OneOrMany } from "../../util/one-or-many.ts";
import type { HostLists } from "../host-lists.ts";
import type { ParseOptions } from "../types.ts";

/** How {@link parse.parseApf} reads its inputs. */
export interface ParseApfOptions extends ParseOptions {
  /**
   * Which of the inputs, by its index from 0, is `allow_hosts.rules` and which is `deny_hosts.rules`.
   * Needed only if the comment at its top does not say it.
   */
  readonly lists?: HostLists | undefined;
  /**
   * The server's own IPv4 addresses. APF applies every entry of its lists in both directions, so an
   * allowed network with the server in it opens more than it seems to; if they are left out, whether
   * it does is undetermined.
   */
  readonly addresses?: OneOrMany<string> | undefined;
}
