// One manifest for each browser, from manifest.base.json.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { extensionDirectory } from "./paths.mjs";

export const browsers = { chrome: "chrome120", firefox: "firefox128" };

/** @param {"chrome" | "firefox"} browser @returns {object} the manifest of that browser */
export function manifestFor(browser) {
  const manifest = JSON.parse(readFileSync(join(extensionDirectory, "manifest.base.json"), "utf8"));
  if (browser === "chrome") {
    delete manifest.background.scripts;
    delete manifest.sidebar_action;
    delete manifest.browser_specific_settings;
  } else {
    delete manifest.background.service_worker;
    delete manifest.side_panel;
    delete manifest.key;
    delete manifest.minimum_chrome_version;
    delete manifest.storage;
    manifest.permissions = manifest.permissions.filter((permission) => permission !== "sidePanel");
  }
  return manifest;
}
