import type { ReleaseNumber } from "cpanel-ports";
import type { TaskFailure } from "../../ask-worker.ts";
import type { Settings } from "./settings.ts";

/** What a group of options shows, and how it changes. */
export interface OptionsProps {
  readonly settings: Settings;
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** The problem with the settings; `null` for none. */
  readonly failure: TaskFailure | null;
  readonly set: (settings: Settings) => void;
}
