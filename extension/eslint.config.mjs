// Strict, with types where they are known.
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "generated/", "node_modules/"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Handlers that wait are started with `void`; JSX handlers return it too.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Functions in interfaces are written as methods here; none of them uses `this`.
      "@typescript-eslint/unbound-method": "off",
      // Letters are compared one by one on purpose, in a form where each is one code point.
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-indexed-object-style": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-restricted-properties": ["error", { property: "innerHTML", message: "Text of others is only ever shown as text." }],
      "max-lines": ["error", { max: 400, skipBlankLines: false, skipComments: false }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["tests/**/*.ts", "tests/**/*.tsx"],
    rules: {
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "no-restricted-properties": "off",
      "max-lines-per-function": "off",
    },
  },
  {
    // Arithmetic over arrays whose every index was checked against their length.
    files: ["decode/flat.ts", "decode/plane.ts", "decode/unblur.ts", "decode/image-operations.ts", "decode/local-contrast.ts", "decode/finders.ts", "decode/likeness.ts", "decode/frames.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  { files: ["**/*.mjs"], rules: { eqeqeq: "error", "no-eval": "error", "max-lines": ["error", 400] } },
);
