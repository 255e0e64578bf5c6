import { type Command, InvalidArgumentError } from "commander";
import { closedConnection } from "../../audit/closed-connection.ts";
import { readKept } from "../../audit/read-closing.ts";
import type { ClosingOptions, FirewallPlan } from "../../audit/types.ts";
import type { InvalidOptionError } from "../../errors.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { checkRollback } from "../../render/plan/check-rollback.ts";
import { planWriters } from "../../render/plan/render-plan.ts";
import type { PlanFormat } from "../../render/plan/types.ts";
import type { Io } from "../io.ts";
import { WrongQuestion } from "../wrong-question.ts";
import { sshSession, whyNoSession } from "./ssh-session.ts";

/** The formats of commands that change a firewall. */
export const planFormats: readonly string[] = Object.keys(planWriters);

/** The options of {@link addPlanOptions} that are about closing and undoing, as they were given. */
export interface GivenPlanOptions {
  readonly close?: true;
  readonly keep?: readonly string[];
  readonly rollback?: number;
}

/**
 * Adds the options that say what a plan closes, and how it is undone.
 *
 * @param close - the help of `--close`
 */
export function addPlanOptions(command: Command, close: string): Command {
  return command
    .option("--close", close)
    .option(
      "--keep <address:port>",
      "a connection that must stay possible, such as 198.51.100.7:22 or [2001:db8::7]:22; that of your SSH session is kept anyway; can be given again",
      kept,
    )
    .option(
      "--rollback <seconds>",
      "undo the commands of a plan after so many seconds, 30 to 3600, unless you confirm them",
      seconds,
    );
}

/** Whether a format is that of commands that change a firewall. */
export function isPlanFormat(format: string): format is PlanFormat {
  return planFormats.includes(format);
}

const howToTell =
  "give --keep ADDRESS:PORT with your address and the server's port, which are the first and the last word of: echo $SSH_CONNECTION";

/**
 * Returns what a plan may close, with the connection of the SSH session, if there is one, among those to keep; says
 * on standard error that it is.
 *
 * @param actual - the firewall; `undefined` if none was read
 * @throws {@link WrongQuestion} for `--close` where no connection to keep is known, or one is closed in the firewall
 */
export function closingOptions(
  { close, keep = [] }: GivenPlanOptions,
  actual: PolicyOrExposure | undefined,
  io: Io,
): ClosingOptions {
  const closedOf = (connections: readonly string[]) =>
    actual && closedConnection(connections, actual);
  const own = sessionOf(io.env);
  const closed = close && closedOf(keep);
  if (closed) {
    throw new WrongQuestion(
      `--keep ${closed} is closed in this firewall, so it is not how you are connected: ${howToTell}`,
    );
  }
  if (close && own !== undefined && keep.length === 0 && closedOf([own])) {
    throw new WrongQuestion(
      `--close could lock you out: the connection of this SSH session, ${own}, is closed in this firewall, which may be that of another server; on that server, ${howToTell}`,
    );
  }
  if (close && own !== undefined) {
    io.stderr(
      `cpanel-ports: ${own} is kept: it is the connection of this SSH session (SSH_CONNECTION)\n`,
    );
  }
  if (close && own === undefined && keep.length === 0) {
    throw new WrongQuestion(
      `--close could lock you out: ${whyNoSession(io.env, "sudo often removes it")}; ${howToTell}`,
    );
  }
  return { close, keep: own === undefined ? keep : [own, ...keep] };
}

/**
 * Refuses options that mean nothing unless a plan is printed as commands.
 *
 * @throws {@link WrongQuestion} for one that was given with another format
 */
export function refuseWithoutCommands(
  options: GivenPlanOptions & { readonly format: string },
  names: readonly (keyof GivenPlanOptions)[],
): void {
  const [name] = names.filter((each) => options[each] !== undefined);
  if (name !== undefined && !isPlanFormat(options.format)) {
    throw new WrongQuestion(
      `--${name} is about commands that change a firewall; print them with --format ${planFormats.join("|")}`,
    );
  }
}

/** Says on standard error how to close what a plan leaves open. */
export function printClosable({ closable }: FirewallPlan, io: Io): void {
  const { length } = closable;
  if (length > 0) {
    io.stderr(
      `cpanel-ports: ${length} ${length === 1 ? "change is" : "changes are"} left out that would close ports; --close makes ${length === 1 ? "it" : "them"}\n`,
    );
  }
}

/** The connection of the SSH session that runs the command; `undefined` for none. */
function sessionOf(env: Io["env"]): string | undefined {
  const { client, port } = sshSession(env);
  const text = `${client.includes(":") ? `[${client}]` : client}:${port}`;
  return whatIsExpected(() => readKept(text)) === undefined ? text : undefined;
}

function kept(value: string, before: readonly string[] = []): readonly string[] {
  const expected = whatIsExpected(() => readKept(value));
  if (expected !== undefined) {
    throw new InvalidArgumentError(`Expected ${expected}.`);
  }
  return [...before, value];
}

function seconds(value: string): number {
  const expected = whatIsExpected(() => checkRollback(/^\d+$/.test(value) ? Number(value) : value));
  if (expected !== undefined) {
    throw new InvalidArgumentError(`Expected ${expected}.`);
  }
  return Number(value);
}

/** Returns what is accepted in place of a value that the library refuses; `undefined` if it takes it. */
function whatIsExpected(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as InvalidOptionError).expected;
  }
}
