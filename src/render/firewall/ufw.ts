import { fieldsOf } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import type { PortRange } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { visible } from "../formats/escape/visible.ts";
import { chained } from "./chained.ts";
import { checkName } from "./check-name.ts";
import { commentLines } from "./comment-lines.ts";
import { limitedPorts } from "./limited-ports.ts";
import { portGroups } from "./port-groups.ts";
import { portLists } from "./port-lists.ts";
import { withoutNeedsIn } from "./without-needs-in.ts";

/** The options of {@link renderUfw} and {@link renderUfwCommands}. */
export interface UfwOptions {
  /**
   * The name of the profile; default: `cPanel`. At most 40 characters: a letter, then letters, digits,
   * `_` and `-`; not `all` or `DEFAULT`, which ufw reserves.
   */
  readonly profile?: string | undefined;
}

/**
 * Renders a policy as a ufw application profile, a file for `/etc/ufw/applications.d`. A profile has
 * only inbound ports that are open to all addresses, without the DHCP ports, which ufw always allows.
 * {@link renderUfwCommands} renders the commands that activate the profile and apply the rest of the
 * policy.
 *
 * @param input - a policy or an exposure
 * @param options - the name of the profile
 * @returns the content of the file
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the profile name is not accepted
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
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
          // ufw refuses a title of 1024 bytes.
          `title=Ports of ${[...visible(policy.title)].slice(0, 80).join("")}`,
          "description=Inbound ports, written by cpanel-ports",
          `ports=${lists.join("|")}`,
        ]
      : []),
    "",
  ].join("\n");
}

/**
 * Renders the shell commands that apply a policy with ufw: the profile of {@link renderUfw}, ports open
 * to only some addresses, outbound ports, and last the defaults. The commands add rules and remove
 * none; ufw skips rules that already exist. The first command checks that ufw has the profile, with the
 * ports of this policy. Each command runs only if the one before it succeeded.
 *
 * @param input - a policy or an exposure
 * @param options - the name of the profile
 * @returns the commands, one per line, below a comment
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when the profile name is not accepted
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderUfwCommands } from "cpanel-ports/render";
 *
 * const commands = renderUfwCommands(createPolicy(126, { services: ["ssh", "dns"], allowFrom: { ssh: "198.51.100.0/24" } }));
 * commands.split("\n").filter((line) => line.startsWith("ufw allow")); // => ["ufw allow cPanel &&", "ufw allow proto tcp from 198.51.100.0/24 to any port 22 &&"]
 * ```
 */
export function renderUfwCommands(input: PolicyOrExposure, options: UfwOptions = {}): string {
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  const profile = profileName(options);
  const action = { accept: "allow", drop: "deny" } as const;
  const { inbound, outbound } = policy.defaults;
  const lists = inboundToAll(policy);
  const commands = [
    ...(lists.length > 0
      ? [profileCheck(profile, lists), `ufw app update ${profile}`, `ufw allow ${profile}`]
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
    // An active ufw applies each command at once, so needed ports open before the rest closes.
    `ufw default ${action[inbound]} incoming`,
    `ufw default ${action[outbound]} outgoing`,
  ];
  return [
    ...commentLines(policy, []),
    ...(lists.length > 0
      ? [
          `# First write the profile ${profile} of the same policy to a file in /etc/ufw/applications.d, with:`,
          `#   cpanel-ports render ufw … --output /etc/ufw/applications.d/cpanel`,
        ]
      : []),
    ...chained(commands),
    "",
  ].join("\n");
}

/** Returns a command that fails unless ufw has the profile with these ports: `ufw app update` succeeds without it. */
function profileCheck(profile: string, lists: readonly string[]): string {
  const patterns = lists.map((list) => ` -e '  ${list}'`).join("");
  const problem = `Nothing was changed: /etc/ufw/applications.d has no profile ${profile} with these ports. Write it first: cpanel-ports render ufw, with the same options.`;
  return `ufw app info ${profile} | grep -cxF${patterns} | grep -qx ${lists.length} || { echo '${problem}' >&2; false; }`;
}

/**
 * Lists what a ufw application profile cannot express about a policy.
 *
 * @param input - a policy or an exposure
 * @returns one sentence per limitation; empty without limitations
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
      ? ["a profile cannot accept all other inbound traffic: ufw commands do"]
      : []),
    ...(policy.defaults.outbound === "drop"
      ? ["a profile has only inbound ports: ufw commands limit the outbound ones"]
      : []),
    ...(limitedPorts(policy, "inbound").length > 0
      ? ["ports open to only some addresses are not in the profile: ufw commands open them"]
      : []),
  ]);
}

function profileName(options: UfwOptions): string {
  const { profile } = fieldsOf("options", options, { profile: true });
  return checkName(
    "profile",
    profile ?? "cPanel",
    /^(?!(?:all|DEFAULT)$)[A-Za-z][\w-]{0,39}$/,
    "at most 40 characters: a letter, then letters, digits, _ and -; not all or DEFAULT",
  );
}

/** Returns the inbound ports that are open to all addresses, as ufw lists: `22,53/tcp`. */
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
