import {defineConfig} from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          testTimeout: 60_000,
          env: {TZ: "Asia/Shanghai"}
        }
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/support/site.ts",
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          env: {TZ: "Asia/Shanghai"}
        }
      }
    ]
  }
});
