/** The transforms are for TypeScript, and for dependencies of MSW that are ES modules. */
module.exports = {
  testEnvironment: "jest-fixed-jsdom",
  testMatch: ["**/tests/*.jest.ts"],
  transform: {
    "\\.m?[jt]sx?$": [
      "babel-jest",
      {
        presets: ["@babel/preset-typescript"],
        plugins: ["@babel/plugin-transform-modules-commonjs"],
      },
    ],
  },
  transformIgnorePatterns: ["node_modules/(?!(rettime|until-async|@open-draft)/)"],
};
