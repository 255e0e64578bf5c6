import type { Exposure, ListenerExposure, SshListeners } from "../../net/types.ts";
import type { FirewallFormat } from "../detect.ts";

/** What the files of a server state, by subject. */
export interface ServerParts {
  /** What the firewall lets through. */
  readonly firewall: Exposure;
  /** What listens on the server; `undefined` if no file lists it, or if the list is read as the firewall. */
  readonly listeners: ListenerExposure | undefined;
  /** Where SSH listens; `undefined` without a configuration of sshd. */
  readonly ssh: SshListeners | undefined;
}

/** A server as its files describe it: plain, frozen data. */
export interface ParsedServer extends ServerParts {
  /** The format of the firewall's files. */
  readonly format: FirewallFormat;
  /** The names of the firewall's files, in the order of its inputs. */
  readonly inputs: readonly string[];
  /** The names of the files that list what listens, in the order of their inputs. */
  readonly listenerInputs: readonly string[];
  /** The names of the files that configure sshd, in the order of their inputs: `sshd_config` before its included files. */
  readonly sshInputs: readonly string[];
}
