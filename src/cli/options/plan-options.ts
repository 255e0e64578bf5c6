import { type Command, InvalidArgumentError } from "commander";
import { closedConnection } from "../../audit/closed-connection.ts";
import { isOfListeners } from "../../audit/is-of-listeners.ts";
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

/** The hint about {@link planFormats} in the help of `--format`. */
export const planFormatHint = `${planFormats.join(", ")}: commands that change the firewall`;

/** The values of the options that {@link addPlanOptions} adds. */
export interface GivenPlanOptions {
  readonly close?: true;
  readonly keep?: readonly string[];
  readonly rollback?: number;
}

/** Adds the options that control which ports a plan closes and how it is undone. */
export function addPlanOptions(command: Command): Command {
  return command
    .option("--close", "also close ports that are open but not needed (default: leave them open)")
    .option(
      "--keep <address:port>",
      "connection that must stay possible, such as 198.51.100.7:22 or [2001:db8::7]:22 (repeatable); the connection in SSH_CONNECTION is also kept",
      kept,
    )
    .option(
      "--rollback <seconds>",
      "undo the commands after 30 to 3600 seconds unless you confirm them",
      seconds,
    );
}

/** Returns whether a format is commands that change a firewall. */
export function isPlanFormat(format: string): format is PlanFormat {
  return planFormats.includes(format);
}

const howToTell =
  "give --keep ADDRESS:PORT with your address and the server's port, the first and the last word of: echo $SSH_CONNECTION";

/**
 * Returns the options for closing ports. Adds the connection of the current SSH session to those to keep and reports that
 * on standard error.
 *
 * @param actual - the firewall; `undefined` if none was read
 * @throws {@link WrongQuestion} for `--close` if no connection to keep is known, or the firewall closes one
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
      `--keep ${closed}: ${actual && isOfListeners(actual) ? "nothing listens there" : "closed in this firewall"}, so you cannot be connected over it; ${howToTell}`,
    );
  }
  if (close && own !== undefined && keep.length === 0 && closedOf([own])) {
    throw new WrongQuestion(
      `--close could lock you out: this firewall closes the connection of your SSH session, ${own}; if the files are from another server, log in there and ${howToTell}`,
    );
  }
  if (close && own !== undefined) {
    io.stderr(
      `cpanel-ports: keeping ${own}, the connection of your SSH session (SSH_CONNECTION)\n`,
    );
  }
  if (close && own === undefined && keep.length > 0) {
    io.stderr(
      `cpanel-ports: keeping only the connections of --keep: ${whyNoSession(io.env, "sudo often removes it")}\n`,
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
 * Rejects options that apply only to a plan printed as commands.
 *
 * @throws {@link WrongQuestion} if one of them was given with another format
 */
export function refuseWithoutCommands(
  options: GivenPlanOptions & { readonly format: string },
  names: readonly (keyof GivenPlanOptions)[],
): void {
  const [name] = names.filter((each) => options[each] !== undefined);
  if (name !== undefined && !isPlanFormat(options.format)) {
    throw new WrongQuestion(
      `--${name}: applies only to commands that change a firewall; add --format ${planFormats.join("|")}`,
    );
  }
}

/** Reports on standard error how to close the ports that a plan leaves open. */
export function printClosable({ closable }: FirewallPlan, io: Io): void {
  const { length } = closable;
  if (length > 0) {
    io.stderr(
      `cpanel-ports: ${length} ${length === 1 ? "change that closes ports is" : "changes that close ports are"} omitted; add --close to include ${length === 1 ? "it" : "them"}\n`,
    );
  }
}

/** Returns the connection of the SSH session that runs the command; `undefined` without a session. */
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

/** Returns what the library expects instead of a rejected value; `undefined` if it accepts the value. */
function whatIsExpected(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as InvalidOptionError).expected;
  }
}
