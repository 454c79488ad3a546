import { ActionIcon, Button, Loader, SegmentedControl } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { changed } from "./alertText";
import { api, type Alert, type AlertFilter } from "./api";
import { AlertSamples } from "./AlertSamples";
import classes from "./AlertsPage.module.css";
import { count, localSecond, localTime } from "./format";
import { BellIcon, CheckIcon, ChevronIcon } from "./icons";
import { NotRead } from "./NotRead";
import { PageHeading } from "./PageHeading";
import { goTo } from "./place";
import { PlaceLink } from "./PlaceLink";
import { refreshAlerts, useAlerts, useUnread } from "./queries";

/** What entered and left the searches that one subscribes to, the newest first. */
export function AlertsPage({ filter }: { filter: AlertFilter }) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useAlerts(filter);
  const unread = useUnread();
  const alerts = data?.pages.flatMap((page) => page.alerts) ?? [];
  const newest = alerts[0];
  const markAll = useMutation({ mutationFn: api.markAlertsRead, onSettled: refreshAlerts });

  useEffect(() => {
    document.title = "Alerts – Earmark";
  }, []);

  return (
    <main className={classes.page}>
      <div className={classes.top}>
        <PageHeading className={classes.title}>Alerts</PageHeading>
        <span className={classes.unread} role="status">
          {unread === 0 ? "None is unread" : `${count(unread)} unread`}
        </span>
        <SegmentedControl
          size="xs"
          aria-label="Which alerts"
          data={[
            { value: "all", label: "All" },
            { value: "unread", label: "Unread" },
          ]}
          value={filter.unread ? "unread" : "all"}
          onChange={(value) => {
            const { unread: _, ...rest } = filter;
            goTo({ page: "alerts", filter: value === "unread" ? { ...rest, unread: true } : rest });
          }}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<CheckIcon size={14} />}
          disabled={unread === 0 || newest === undefined}
          loading={markAll.isPending}
          onClick={() => newest && markAll.mutate(newest.id)}
        >
          Mark all as read
        </Button>
        <PlaceLink className={classes.link} to={{ page: "subscriptions" }}>
          Subscriptions
        </PlaceLink>
        {filter.subscription !== undefined && (
          <PlaceLink className={classes.link} to={{ page: "alerts", filter: {} }}>
            Show those of all subscriptions
          </PlaceLink>
        )}
      </div>
      {error && <NotRead what="The alerts" className={classes.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading alerts" />}
      {data && alerts.length === 0 && (
        <div className={classes.none}>
          <BellIcon size={28} />
          <p>
            {filter.unread
              ? "You have read everything."
              : "No alert yet. Search for something, then choose “Alert me”: you will hear of samples that enter what the search finds."}
          </p>
        </div>
      )}
      {alerts.length > 0 && (
        <ol className={classes.list} aria-label="Alerts">
          {alerts.map((alert) => (
            <Row key={alert.id} alert={alert} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button mt="sm" size="xs" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </main>
  );
}

/** One alert; opened, it shows its samples and counts as read. */
function Row({ alert }: { alert: Alert }) {
  const [opened, setOpened] = useState(false);
  const mark = useMutation({ mutationFn: (read: boolean) => api.markAlert(alert.id, read), onSettled: refreshAlerts });
  const title = alert.subscription.name;
  const panel = `alert-${alert.id}`;

  function toggle() {
    if (!opened && alert.unread) mark.mutate(true);
    setOpened(!opened);
  }

  return (
    <li className={classes.alert} data-unread={alert.unread}>
      <div className={classes.row}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={`Samples of alert ${alert.id}`}
          aria-expanded={opened}
          aria-controls={opened ? panel : undefined}
          onClick={toggle}
        >
          <ChevronIcon size={16} className={classes.chevron} />
        </ActionIcon>
        <span className={classes.dot} title={alert.unread ? "Unread" : undefined}>
          {alert.unread && <span className="hidden-title">Unread</span>}
        </span>
        <button type="button" className={classes.what} tabIndex={-1} onClick={toggle}>
          <b>{title}</b>
          <span className={classes.changed}>{changed(alert)}</span>
        </button>
        <code className={classes.query}>{alert.query === "" ? "all samples" : alert.query}</code>
        <PlaceLink className={classes.at} to={{ page: "alert", id: alert.id }} title={localSecond(alert.at)}>
          <time dateTime={alert.at}>{localTime(alert.at)}</time>
        </PlaceLink>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          className={classes.mark}
          aria-label={`Mark alert ${alert.id} as ${alert.unread ? "read" : "unread"}`}
          loading={mark.isPending}
          onClick={() => mark.mutate(alert.unread)}
        >
          {alert.unread ? "Mark as read" : "Mark as unread"}
        </Button>
      </div>
      {opened && (
        <div id={panel} className={classes.samples}>
          <AlertSamples alert={alert} />
        </div>
      )}
    </li>
  );
}
