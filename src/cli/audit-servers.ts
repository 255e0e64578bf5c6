import type { FirewallAudit } from "../audit/types.ts";
import { type FailedAudit, isFailed, type NamedAudit } from "../render/audited-servers.ts";
import { visible } from "../render/formats/escape/visible.ts";
import type { Io } from "./io.ts";
import type { AskedServer } from "./options/asked-servers.ts";
import { hasMessage } from "./run-command.ts";

/**
 * Audits servers one after the other. If a server cannot be read, the reason is printed on standard error and the next one
 * is audited. Every message about a server begins with its name.
 *
 * @param read - reads the files of a server
 * @param audit - audits a server that was read; an error it throws concerns the question, not the server
 */
export function auditServers<Server>(
  asked: readonly AskedServer[],
  read: (paths: readonly string[], io: Io) => Server,
  audit: (server: Server, io: Io) => Omit<NamedAudit, "name">,
  io: Io,
): readonly (FailedAudit | NamedAudit)[] {
  return asked.map(({ name, paths }) => {
    const ioOfServer = withPrefix(name, io);
    let server: Server;
    try {
      server = read(paths, ioOfServer);
    } catch (error) {
      if (!hasMessage(error)) {
        throw error;
      }
      ioOfServer.stderr(`cpanel-ports: ${visible(error.message)}\n`);
      return { name, error: error.message };
    }
    return { name, ...audit(server, ioOfServer) };
  });
}

function withPrefix(name: string, io: Io): Io {
  const start = "cpanel-ports: ";
  return {
    ...io,
    stderr: (text) =>
      io.stderr(
        text.startsWith(start) ? `${start}${visible(name)}: ${text.slice(start.length)}` : text,
      ),
  };
}

/** Returns the worst verdict: `differs`, then `unknown`, which includes a server that could not be audited, then `fits`. */
export function worstVerdict(
  servers: readonly (FailedAudit | NamedAudit)[],
): FirewallAudit["verdict"] {
  const verdicts = servers.map((each) => (isFailed(each) ? "unknown" : each.audit.verdict));
  return (["differs", "unknown"] as const).find((each) => verdicts.includes(each)) ?? "fits";
}
