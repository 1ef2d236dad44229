module.exports = {
  testEnvironment: "jest-fixed-jsdom",
  transform: {
    "\\.m?js$": ["babel-jest", { plugins: ["@babel/plugin-transform-modules-commonjs"] }],
  },
  transformIgnorePatterns: ["node_modules/(?!(rettime|until-async|@open-draft)/)"],
};
