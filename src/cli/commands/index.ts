import type { CommandDescription } from "../command-description.ts";

/** A command, with what loads the rest of it: a run loads only that command, and those that need the same. */
interface Command {
  readonly summary: string;
  readonly load: () => Promise<CommandDescription>;
  /** Whether it is about all commands, which are loaded for it. */
  readonly isAboutAll?: true;
}

/** The commands by their names, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  list: {
    summary: "List the ports of a release; with filters, those that all of them hold for.",
    load: async () => (await import("../loaded-together/questions.ts")).list,
  },
  show: {
    summary: "Show everything about a port, and since when.",
    load: async () => (await import("../loaded-together/questions.ts")).show,
  },
  diff: {
    summary: "Show what changes from one release to another: exit with 2 if that cannot be told.",
    load: async () => (await import("../loaded-together/questions.ts")).diff,
  },
  compare: {
    summary:
      "Compare a release, or a firewall, with what others open for it, such as the stock lists of CSF.",
    load: async () => (await import("../loaded-together/firewalls.ts")).compare,
  },
  releases: {
    summary: "List the releases, and how the dataset covers each.",
    load: async () => (await import("../loaded-together/configurations.ts")).releases,
  },
  services: {
    summary: "List the services, all of them or those of a release.",
    load: async () => (await import("../loaded-together/questions.ts")).services,
  },
  render: {
    summary:
      "Write the ports of a release as the configuration of a firewall, a table or a diagram.",
    load: async () => (await import("../loaded-together/configurations.ts")).render,
  },
  block: {
    summary: "Write the commands that drop everything from some addresses.",
    load: async () => (await import("../loaded-together/configurations.ts")).block,
  },
  audit: {
    summary:
      "Compare a firewall with what a release needs: exit with 0 if it fits, 1 if not, 2 if it cannot tell.",
    load: async () => (await import("../loaded-together/firewalls.ts")).audit,
  },
  check: {
    summary:
      "Check one connection against a firewall: exit with 0 if it is open, 1 if closed, 2 if unknown.",
    load: async () => (await import("../loaded-together/firewalls.ts")).check,
  },
  plan: {
    summary:
      "Plan the changes of a firewall for an upgrade: exit with 0 for none, 1 for some, 2 if unknown.",
    load: async () => (await import("../loaded-together/firewalls.ts")).plan,
  },
  completion: {
    summary: "Write the script with which a shell completes this command.",
    load: async () => (await import("../loaded-together/firewalls.ts")).completion,
    isAboutAll: true,
  },
};

/** What was loaded of commands, by their names. */
export type LoadedCommands = ReadonlyMap<string, CommandDescription>;

/** Loads the commands that arguments may be about; the names are enough for everything else. */
export async function loadCommands(args: readonly string[]): Promise<LoadedCommands> {
  const all = Object.entries(commands);
  const named = all.filter(([name]) => args.includes(name));
  const needed = named.some(([, { isAboutAll }]) => isAboutAll) ? all : named;
  return new Map(
    await Promise.all(needed.map(async ([name, { load }]) => [name, await load()] as const)),
  );
}
