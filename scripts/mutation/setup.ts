import fc from "fast-check";

// What a test draws must not decide whether a mutant survives.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 126 });
