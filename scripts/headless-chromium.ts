/** Debian's Chromium without a window, which needs half the time of the whole browser. */
export const headlessChromium = "/usr/bin/chromium-headless-shell";
