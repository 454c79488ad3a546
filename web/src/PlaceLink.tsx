import type { ReactNode } from "react";
import { goTo, placeHref, type Place } from "./place";

/** A link within the page. */
export function PlaceLink({
  to,
  className,
  title,
  children,
}: {
  to: Place;
  className?: string | undefined;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <a
      className={className}
      href={placeHref(to)}
      title={title}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        goTo(to);
      }}
    >
      {children}
    </a>
  );
}
