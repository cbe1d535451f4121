// Where things are, relative to this file, so that the build works from any directory.
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

export const extensionDirectory = dirname(dirname(fileURLToPath(import.meta.url)));
export const schemaDirectory = join(extensionDirectory, "..", "schemas");
export const generatedDirectory = join(extensionDirectory, "generated");
export const distDirectory = join(extensionDirectory, "dist");
