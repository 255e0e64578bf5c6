import { fieldsOf } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import type { PortRange } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { visible } from "../formats/escape/visible.ts";
import { checkName } from "./check-name.ts";
import { commentLines } from "./comment-lines.ts";
import { limitedPorts } from "./limited-ports.ts";
import { portGroups } from "./port-groups.ts";
import { portLists } from "./port-lists.ts";
import { withoutNeedsIn } from "./without-needs-in.ts";

/** How {@link renderUfw} and {@link renderUfwCommands} write. */
export interface UfwOptions {
  /**
   * The name of the profile, `cPanel` where left out: a letter, then letters, digits, `_` and `-`, 40
   * characters at most; `all` and `DEFAULT` mean something else to ufw.
   */
  readonly profile?: string | undefined;
}

/**
 * Writes a policy as an application profile of ufw, a file for `/etc/ufw/applications.d`. A profile
 * holds the inbound ports that are open to all, without those of DHCP, which ufw lets in by itself; {@link renderUfwCommands} writes the commands that
 * put it in force, with everything else that the policy says.
 *
 * @returns the file
 * @throws {@link index.InvalidOptionError} for a name that cannot be a profile's
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderUfw } from "cpanel-ports/render";
 *
 * renderUfw(createPolicy(126, { services: ["ssh", "dns"] })).includes("\nports=22,53/tcp|53/udp\n"); // => true
 * ```
 */
export function renderUfw(input: PolicyOrExposure, options: UfwOptions = {}): string {
  const profile = profileName(options);
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  const lists = inboundToAll(policy);
  return [
    ...commentLines(policy, ufwNotes(policy)),
    // ufw refuses a profile without ports.
    ...(lists.length > 0
      ? [
          `[${profile}]`,
          // ufw refuses one of 1024 bytes.
          `title=Ports of ${[...visible(policy.title)].slice(0, 80).join("")}`,
          "description=Inbound ports, written by cpanel-ports",
          `ports=${lists.join("|")}`,
        ]
      : []),
    "",
  ].join("\n");
}

/**
 * Writes the commands, for a shell, that make ufw do what a policy says: the profile of
 * {@link renderUfw}, the ports that are open to some sources alone, the outbound ones, and last the
 * defaults. They add rules and remove none; ufw skips those that it has.
 *
 * @returns the commands, a line each, below a comment
 * @throws {@link index.InvalidOptionError} for a name that cannot be a profile's
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderUfwCommands } from "cpanel-ports/render";
 *
 * const commands = renderUfwCommands(createPolicy(126, { services: ["ssh", "dns"], allowFrom: { ssh: "198.51.100.0/24" } }));
 * commands.split("\n").filter((line) => line.startsWith("ufw allow")); // => ["ufw allow cPanel", "ufw allow proto tcp from 198.51.100.0/24 to any port 22"]
 * ```
 */
export function renderUfwCommands(input: PolicyOrExposure, options: UfwOptions = {}): string {
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  const profile = profileName(options);
  const action = { accept: "allow", drop: "deny" } as const;
  const { inbound, outbound } = policy.defaults;
  return [
    ...commentLines(policy, []),
    ...(inboundToAll(policy).length > 0
      ? [`ufw app update ${profile}`, `ufw allow ${profile}`]
      : []),
    ...limitedPorts(policy, "inbound").flatMap(({ protocol, source, ports }) =>
      portLists(ports).map(
        (list) => `ufw allow proto ${protocol} from ${source} to any port ${listText(list)}`,
      ),
    ),
    ...(outbound === "drop"
      ? portGroups(policy, "outbound").flatMap(({ protocol, sources, ports }) =>
          (sources === "any" ? [sources] : sources).flatMap((destination) =>
            portLists(ports).map(
              (list) => `ufw allow out proto ${protocol} to ${destination} port ${listText(list)}`,
            ),
          ),
        )
      : []),
    // Where ufw is active, each command holds at once: what is needed is open before the rest closes.
    `ufw default ${action[inbound]} incoming`,
    `ufw default ${action[outbound]} outgoing`,
    "",
  ].join("\n");
}

/**
 * What an application profile of ufw cannot say of a policy.
 *
 * @returns a sentence for each; empty where it says everything
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { ufwNotes } from "cpanel-ports/render";
 *
 * ufwNotes(createPolicy(126)); // => []
 * ufwNotes(createPolicy(126, { outbound: "needed" })).length; // => 1
 * ```
 */
export function ufwNotes(input: PolicyOrExposure): readonly string[] {
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  return Object.freeze([
    ...(policy.defaults.inbound === "accept"
      ? ["everything else is accepted, which is said by a ufw command, and not by a profile"]
      : []),
    ...(policy.defaults.outbound === "drop"
      ? ["a profile holds inbound ports alone: ufw commands limit the outbound ones"]
      : []),
    ...(limitedPorts(policy, "inbound").length > 0
      ? ["ports that are open to some sources alone are not in the profile: ufw commands open them"]
      : []),
  ]);
}

function profileName(options: UfwOptions): string {
  const { profile } = fieldsOf("options", options, { profile: true });
  return checkName(
    "profile",
    profile ?? "cPanel",
    /^(?!(?:all|DEFAULT)$)[A-Za-z][\w-]{0,39}$/,
    "a letter, then letters, digits, _ and -, 40 characters at most, and neither all nor DEFAULT",
  );
}

/** The inbound ports that are open to all, in lists as ufw takes them: `22,53/tcp`. */
function inboundToAll(policy: PolicyOrExposure): readonly string[] {
  return portGroups(policy, "inbound")
    .filter(({ sources }) => sources === "any")
    .flatMap(({ protocol, ports }) =>
      portLists(ports).map((list) => `${listText(list)}/${protocol}`),
    );
}

function listText(list: readonly PortRange[]): string {
  return list.map((range) => rangeText(range, ":")).join(",");
}
