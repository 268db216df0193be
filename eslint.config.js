import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "node_modules/**",
      "generated-examples/**",
      "templates/**",
      "test/**/fixtures/**",
      "test/**/output/**",
      ".scratch/**",
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      "max-lines": ["error", { max: 400 }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-eval": "error",
      "no-new-func": "error",
      eqeqeq: "error",
    },
  },
  { files: ["*.config.{js,ts}", "test/**/*.ts", "scripts/**"], rules: { "no-restricted-exports": "off" } },
);
