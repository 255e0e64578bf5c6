import * as z from "zod/v4";
import { list, object } from "./build.ts";
import { day } from "./page.ts";

const version = z.string().regex(/^\d+\.\d+\.\d+$/);

/** What a change or a redirect is about. */
const subject = z.enum([
  "alias",
  "category",
  "feature",
  "internal-port",
  "operating-system",
  "port",
  "release",
  "server-need",
  "service",
  "value",
]);

/** A change of the data from one version of the package to the next. */
const dataChange = object({
  /** How large it is, in the terms of semantic versioning. */
  level: z.enum(["patch", "minor", "major"]),
  /** What happened. */
  change: z.enum(["added", "changed", "removed"]),
  /** What it happened to; `value` is any value that has no id of its own. */
  subject,
  /** Its id, name or number; null for values. */
  id: z.string().nullable(),
  /** The release in which a port changed; null for everything else. */
  release: z.int().nullable(),
  /** The fields of a port that changed. */
  fields: list(z.string()),
  /** The same in words. */
  text: z.string(),
});

/** `data/changes.json`. */
export const changesFile = object({
  /** The versions of the package, the newest first. */
  versions: list(
    object({
      /** The version. */
      version,
      /** The version before; null for the first one. */
      previous: version.nullable(),
      /** What changed in the data since then. */
      changes: list(dataChange),
    }),
  ),
});

/** `data/redirects.json`. */
export const redirectsFile = object({
  /** The ids that earlier versions of the package had. */
  redirects: list(
    object({
      /** What it was an id of. */
      subject,
      /** The id that is gone. */
      from: z.string(),
      /** The id that stands for the same; null where none does. */
      to: z.string().nullable(),
      /** The day on which it went. */
      since: day,
    }),
  ),
});

/** The file `data/changes.json`. */
export type ChangesFile = z.infer<typeof changesFile>;

/** The file `data/redirects.json`. */
export type RedirectsFile = z.infer<typeof redirectsFile>;

/** A change of the data. */
export type DataChange = z.infer<typeof dataChange>;

/** How large a change is. */
export type Level = DataChange["level"];

/** What a change or a redirect is about. */
export type Subject = DataChange["subject"];
