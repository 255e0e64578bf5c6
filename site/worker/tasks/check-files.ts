import {
  type Connection,
  type ConnectionFate,
  type ConnectionVerdict,
  checkConnection,
  type FirewallFormat,
} from "cpanel-ports/parse";
import { aboutFiles } from "../firewall/about-files.ts";
import { type Place, placeOf } from "../firewall/place.ts";
import { type Remark, remarkOf } from "../firewall/remark.ts";
import type { FilesRequest } from "../firewall/request.ts";
import { type FileRole, sortRequest } from "../firewall/sorted-request.ts";

/** A connection to check against the firewall in the files. */
export interface CheckRequest extends FilesRequest {
  readonly connection: Connection;
}

/** The fate of a connection, as shown. */
export interface ShownFate {
  readonly address: string;
  readonly verdict: ConnectionVerdict;
  readonly sentence: string;
  readonly reasons: readonly string[];
  readonly decidedBy: Place | null;
  readonly jumps: readonly Place[];
  readonly alternatives: readonly Place[];
}

/** The answer for one address, or for most addresses of a family. */
export interface ShownAnswer extends ShownFate {
  readonly family: "ipv4" | "ipv6";
  /** An address with another verdict; `null` for none. */
  readonly witness: ShownFate | null;
}

export interface ShownCheck {
  readonly verdict: ConnectionVerdict | "mixed";
  readonly format: FirewallFormat;
  readonly roles: readonly FileRole[];
  readonly answers: readonly ShownAnswer[];
  readonly notes: readonly Remark[];
}

/** Checks a connection against the firewall in the files. */
export function checkFiles(request: CheckRequest): ShownCheck {
  const { format, firewall, roles } = sortRequest(request);
  const { indices } = firewall;
  const checked = aboutFiles(indices, () =>
    checkConnection(firewall.texts, request.connection, { ...firewall.options, format }),
  );
  return {
    verdict: checked.verdict,
    format,
    roles,
    answers: checked.answers.map((answer) => ({
      family: answer.family,
      ...fateOf(answer, indices),
      witness: answer.witness && fateOf(answer.witness, indices),
    })),
    notes: checked.notes.map((each) => remarkOf(each, indices)),
  };
}

function fateOf(fate: ConnectionFate, indices: readonly number[]): ShownFate {
  const { address, verdict, sentence, reasons, decidedBy, jumps, alternatives } = fate;
  return {
    address,
    verdict,
    sentence,
    reasons,
    decidedBy: decidedBy && placeOf(decidedBy, indices),
    jumps: jumps.map((each) => placeOf(each, indices)),
    alternatives: alternatives.map((each) => placeOf(each, indices)),
  };
}
