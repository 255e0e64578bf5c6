import type { Origin } from "../../net/types.ts";

/** The settings of sshd that say where it listens, in the order in which it reads them. */
export interface SshdSettings {
  readonly ports: readonly PortSetting[];
  readonly addresses: readonly AddressSetting[];
  readonly addressFamily: "any" | "inet" | "inet6";
  /** Whether all files that are included are inputs. */
  readonly isComplete: boolean;
}

/** A `Port`. */
export interface PortSetting {
  readonly port: number;
  readonly origin: Origin;
}

/** A `ListenAddress`. */
export interface AddressSetting {
  readonly host: string;
  /** `undefined` if it has those of all `Port`. */
  readonly port: number | undefined;
  readonly origin: Origin;
}
