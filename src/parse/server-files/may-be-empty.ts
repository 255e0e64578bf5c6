import { baseName } from "./base-name.ts";
import { listKinds } from "./list-kinds.ts";

/** Returns whether a file may be empty, judged by its name: a list without entries, or a file that sshd includes. */
export function mayBeEmpty(path: string): boolean {
  return listKinds.has(baseName(path)) || /(?:^|\/)sshd_config\.d\/[^/]+$/.test(path);
}
