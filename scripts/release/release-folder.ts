import { join } from "node:path";

/** The folder of the tarball that is published. */
export const releaseFolder = join(import.meta.dirname, "../../reports/release");
