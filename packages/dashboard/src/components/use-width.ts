import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Returns the width of an element, and the reference that the element needs. */
export function useWidth(initial: number): [RefObject<HTMLDivElement | null>, number] {
  const reference = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const element = reference.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [reference, width];
}
