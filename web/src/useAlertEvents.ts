import { useEffect } from "react";
import { client, refreshAlerts } from "./queries";

/**
 * Keeps the count of unread alerts fresh, and the lists when an alert comes. Only while the page can be seen: a browser
 * opens few connections to one server, and each tab would hold one.
 */
export function useAlertEvents(): void {
  useEffect(() => {
    let source: EventSource | null = null;

    function unreadIs(event: MessageEvent<string>) {
      const { unread } = JSON.parse(event.data) as { unread: number };
      client.setQueryData<{ unread: number; behind: number }>(["unread"], (before) => ({ behind: 0, ...before, unread }));
    }

    function listen() {
      if (document.visibilityState === "hidden") {
        source?.close();
        source = null;
      } else if (source === null || source.readyState === EventSource.CLOSED) {
        source = new EventSource("/api/v1/alerts/events");
        source.addEventListener("unread", unreadIs);
        source.addEventListener("alert", () => void refreshAlerts());
      }
    }

    listen();
    document.addEventListener("visibilitychange", listen);
    return () => {
      document.removeEventListener("visibilitychange", listen);
      source?.close();
    };
  }, []);
}
