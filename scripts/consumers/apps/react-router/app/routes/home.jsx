import { useEffect } from "react";

export default function Home() {
  useEffect(() => {
    import("../../main.js");
  }, []);
  return <p>Consumer</p>;
}
