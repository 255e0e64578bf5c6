import type { CommandDescription } from "../command-description.ts";

/** A command and how to load it. A run loads only its own command and the commands bundled with it. */
interface Command {
  readonly summary: string;
  readonly load: () => Promise<CommandDescription>;
  /** Whether it needs all other commands. */
  readonly isAboutAll?: true;
}

/** The commands by name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  list: {
    summary: "List the ports of a release that match all filters.",
    load: async () => (await import("../loaded-together/questions.ts")).list,
  },
  show: {
    summary: "Show everything about a port, release by release.",
    load: async () => (await import("../loaded-together/questions.ts")).show,
  },
  diff: {
    summary: "Show the changes from one release to another: exit with 2 if undetermined.",
    load: async () => (await import("../loaded-together/questions.ts")).diff,
  },
  compare: {
    summary:
      "Compare a release or a firewall with a published list of ports, such as CSF's stock lists.",
    load: async () => (await import("../loaded-together/firewalls.ts")).compare,
  },
  releases: {
    summary: "List the releases and how the dataset covers each.",
    load: async () => (await import("../loaded-together/configurations.ts")).releases,
  },
  services: {
    summary: "List all services, or the services of a release.",
    load: async () => (await import("../loaded-together/questions.ts")).services,
  },
  render: {
    summary: "Write the ports of a release as a firewall configuration, a table or a diagram.",
    load: async () => (await import("../loaded-together/configurations.ts")).render,
  },
  block: {
    summary: "Write commands that drop all traffic from the given addresses.",
    load: async () => (await import("../loaded-together/configurations.ts")).block,
  },
  audit: {
    summary:
      "Compare a firewall with the needs of a release: exit with 0 if it fits, 1 if not, 2 if undetermined.",
    load: async () => (await import("../loaded-together/firewalls.ts")).audit,
  },
  check: {
    summary:
      "Check one connection against a firewall: exit with 0 if open, 1 if closed, 2 if undetermined or mixed.",
    load: async () => (await import("../loaded-together/firewalls.ts")).check,
  },
  plan: {
    summary:
      "Plan firewall changes for an upgrade: exit with 0 if there are none, 1 if there are some, 2 if undetermined.",
    load: async () => (await import("../loaded-together/firewalls.ts")).plan,
  },
  completion: {
    summary: "Write the completion script for a shell.",
    load: async () => (await import("../loaded-together/firewalls.ts")).completion,
    isAboutAll: true,
  },
};

/** The loaded commands by name. */
export type LoadedCommands = ReadonlyMap<string, CommandDescription>;

/** Loads the commands that the arguments may name. */
export async function loadCommands(args: readonly string[]): Promise<LoadedCommands> {
  const all = Object.entries(commands);
  const named = all.filter(([name]) => args.includes(name));
  const needed = named.some(([, { isAboutAll }]) => isAboutAll) ? all : named;
  return new Map(
    await Promise.all(needed.map(async ([name, { load }]) => [name, await load()] as const)),
  );
}
