import { Center, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { changed } from "./alertText";
import { api } from "./api";
import { AlertSamples } from "./AlertSamples";
import classes from "./AlertsPage.module.css";
import { localSecond } from "./format";
import { NothingRead } from "./NotRead";
import { PageHeading } from "./PageHeading";
import { PlaceLink } from "./PlaceLink";
import { loggedOut, refreshAlerts } from "./queries";

/** One alert with its samples, as a link from elsewhere leads to it. Seen, it counts as read. */
export function AlertPage({ id }: { id: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["alert", id],
    queryFn: ({ signal }) => api.alert(id, signal),
  });
  const unread = data?.unread === true;

  useEffect(() => {
    document.title = `Alert ${id} – Earmark`;
  }, [id]);

  useEffect(() => {
    if (unread) api.markAlert(id, true).then(refreshAlerts, loggedOut);
  }, [id, unread]);

  return (
    <main className={classes.page}>
      <div className={classes.top}>
        <PageHeading className={classes.title}>Alert {id}</PageHeading>
        <PlaceLink className={classes.link} to={{ page: "alerts", filter: {} }}>
          All alerts
        </PlaceLink>
      </div>
      {error && <NothingRead title="The alert could not be read" error={error} onAgain={refetch} />}
      {!data && !error && (
        <Center h={200}>
          <Loader aria-label="Loading the alert" />
        </Center>
      )}
      {data && (
        <>
          <p className={classes.about}>
            <b>{data.subscription.name}</b>: {changed(data)} at <time dateTime={data.at}>{localSecond(data.at)}</time>, of{" "}
            <PlaceLink className={classes.link} to={{ page: "samples", filter: data.query === "" ? {} : { q: data.query } }}>
              {data.query === "" ? "all samples" : data.query}
            </PlaceLink>
          </p>
          <AlertSamples alert={data} />
        </>
      )}
    </main>
  );
}
