#!/usr/bin/env node
import module from "node:module";

// Node.js 22.1 and later: caches the compiled code of all modules loaded from here on.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

/** Settles when the command has run. */
export const done = import("./main.ts").then(({ main }) => main());
