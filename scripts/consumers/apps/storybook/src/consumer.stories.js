export default { title: "Consumer" };

export const Page = {
  render: () => {
    import("../main.js");
    return "<p>Consumer</p>";
  },
};
