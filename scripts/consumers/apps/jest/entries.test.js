/** @jest-environment node */
const names = ["", "/node", "/msw", "/control", "/vite", "/jest"].map(
  (end) => `@tmf654/mock${end}`,
);

test.each(names)("%s loads with require", (name) => {
  expect(Object.keys(require(name)).length).toBeGreaterThan(0);
});
