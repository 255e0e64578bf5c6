import type { Origin } from "../../net/types.ts";

/** The sshd settings that define where it listens, in the order in which sshd reads them. */
export interface SshdSettings {
  readonly ports: readonly PortSetting[];
  readonly addresses: readonly AddressSetting[];
  readonly addressFamily: "any" | "inet" | "inet6";
  /** Whether all included files are among the inputs. */
  readonly isComplete: boolean;
}

/** A `Port` setting. */
export interface PortSetting {
  readonly port: number;
  readonly origin: Origin;
}

/** A `ListenAddress` setting. */
export interface AddressSetting {
  readonly host: string;
  /** `undefined` if it uses the ports of all `Port` settings. */
  readonly port: number | undefined;
  readonly origin: Origin;
}
