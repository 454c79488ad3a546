import { Button, Loader, Modal, Switch } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { outcome, tellsOf, wasTaken } from "./alertText";
import { api, type Subscription, type SubscriptionWish } from "./api";
import classes from "./AlertsPage.module.css";
import dialog from "./EditTagsDialog.module.css";
import { count, localSecond } from "./format";
import { NotRead } from "./NotRead";
import { PageHeading } from "./PageHeading";
import { PlaceLink } from "./PlaceLink";
import { refreshAlerts, useSubscriptions } from "./queries";
import { say } from "./say";
import { SubscriptionDialog } from "./SubscriptionDialog";

const ATTEMPTS_SHOWN = 20;

/** What one subscribes to, and how the webhooks fare. */
export function SubscriptionsPage() {
  const { data, error, isPending, refetch } = useSubscriptions();
  const [editing, setEditing] = useState<Subscription | null>(null);
  const [showing, setShowing] = useState<Subscription | null>(null);
  const subscriptions = data?.subscriptions ?? [];

  useEffect(() => {
    document.title = "Subscriptions – Earmark";
  }, []);

  return (
    <main className={classes.page}>
      <div className={classes.top}>
        <PageHeading className={classes.title}>Subscriptions</PageHeading>
        <PlaceLink className={classes.link} to={{ page: "alerts", filter: {} }}>
          Alerts
        </PlaceLink>
      </div>
      {error && <NotRead what="The subscriptions" className={classes.problem} error={error} onAgain={refetch} />}
      {isPending && !error && <Loader size="sm" aria-label="Loading subscriptions" />}
      {data && subscriptions.length === 0 && (
        <div className={classes.none}>
          <p>You subscribe to nothing. Search for something, then choose “Alert me”.</p>
        </div>
      )}
      {subscriptions.length > 0 && (
        <div className={classes.frame}>
          <table className={classes.table} aria-label="Subscriptions">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Search</th>
                <th scope="col">Samples</th>
                <th scope="col">Webhook</th>
                <th scope="col">On</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {subscriptions.map((one) => (
                <Row key={one.id} subscription={one} onEdit={setEditing} onDeliveries={setShowing} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing && (
        <SubscriptionDialog subscription={editing} query={editing.query} onClose={() => setEditing(null)} />
      )}
      {showing && <Deliveries subscription={showing} onClose={() => setShowing(null)} />}
    </main>
  );
}

/** The same again, as a wish. */
function wishOf({ name, query, entering, leaving, active, webhook }: Subscription): SubscriptionWish {
  return { name, query, entering, leaving, active, webhook: webhook && { url: webhook.url } };
}

interface RowProps {
  subscription: Subscription;
  onEdit: (subscription: Subscription) => void;
  onDeliveries: (subscription: Subscription) => void;
}

function Row({ subscription, onEdit, onDeliveries }: RowProps) {
  const { id, name, query, active, webhook, problem } = subscription;
  const [removing, setRemoving] = useState(false);
  const turn = useMutation({
    mutationFn: (on: boolean) => api.changeSubscription(id, { ...wishOf(subscription), active: on }),
    onError: (thrown) => say({ title: "It could not be changed", lines: [thrown.message], warn: true }),
    onSettled: refreshAlerts,
  });
  const remove = useMutation({
    mutationFn: () => api.unsubscribe(id),
    onError: (thrown) => say({ title: "It could not be removed", lines: [thrown.message], warn: true }),
    onSettled: refreshAlerts,
  });

  return (
    <tr>
      <td>
        <PlaceLink className={classes.link} to={{ page: "alerts", filter: { subscription: id } }}>
          {name}
        </PlaceLink>
        {problem !== null && <div className={classes.bad}>It can’t be looked at: {problem}</div>}
      </td>
      <td>
        <PlaceLink className={classes.link} to={{ page: "samples", filter: query === "" ? {} : { q: query } }}>
          {query === "" ? "all samples" : query}
        </PlaceLink>
      </td>
      <td>{tellsOf(subscription)}</td>
      <td>
        {webhook === null ? (
          <span className={classes.dim}>none</span>
        ) : (
          <>
            <div>{webhook.url}</div>
            {webhook.state === "gone" && <div className={classes.bad}>The receiver said that it is gone.</div>}
            {webhook.waiting > 0 && <div className={classes.dim}>{count(webhook.waiting)} not delivered yet</div>}
          </>
        )}
      </td>
      <td>
        <Switch
          size="sm"
          aria-label={`${name} is on`}
          checked={turn.isPending ? turn.variables : active}
          disabled={turn.isPending}
          onChange={(event) => turn.mutate(event.currentTarget.checked)}
        />
      </td>
      <td>
        <div className={classes.buttons}>
          <Button size="compact-xs" variant="default" aria-label={`Change ${name}`} onClick={() => onEdit(subscription)}>
            Change
          </Button>
          {webhook !== null && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Deliveries of ${name}`}
              onClick={() => onDeliveries(subscription)}
            >
              Deliveries
            </Button>
          )}
          <Button size="compact-xs" variant="default" aria-label={`Remove ${name}`} onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </div>
        {removing && (
          <Modal
            opened
            onClose={() => setRemoving(false)}
            title="Remove subscription"
            size={440}
            closeButtonProps={{ "aria-label": "Close" }}
            classNames={{ title: dialog.title, body: dialog.body, content: dialog.content, header: dialog.content }}
          >
            <p>
              <b>{name}</b> and its alerts are removed. To keep them, switch it off instead.
            </p>
            <div className={classes.buttons}>
              <Button variant="default" data-autofocus onClick={() => setRemoving(false)}>
                Cancel
              </Button>
              <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate()}>
                Remove
              </Button>
            </div>
          </Modal>
        )}
      </td>
    </tr>
  );
}

/** The last calls of a webhook, and a way to try it out. */
function Deliveries({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const { id, name } = subscription;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["deliveries", id],
    queryFn: ({ signal }) => api.deliveries(id, ATTEMPTS_SHOWN, signal),
    staleTime: 0,
  });
  const test = useMutation({ mutationFn: () => api.testWebhook(id), onSettled: () => void refetch() });
  const attempts = data?.attempts ?? [];

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Deliveries of ${name}`}
      size={720}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: dialog.title, body: dialog.body, content: dialog.content, header: dialog.content }}
    >
      <div className={classes.top}>
        <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>
          Send a test
        </Button>
        {test.data && (
          <span role="status" className={wasTaken(test.data) ? classes.good : classes.bad}>
            {outcome(test.data)}
          </span>
        )}
      </div>
      {(error ?? test.error) && (
        <div role="alert" className={classes.problem}>
          {(error ?? test.error)!.message}
        </div>
      )}
      {isPending && <Loader size="sm" aria-label="Loading deliveries" />}
      {data && attempts.length === 0 && <p className={classes.dim}>Nothing was sent yet.</p>}
      {attempts.length > 0 && (
        <div className={classes.frame}>
          <table className={classes.table} aria-label="Deliveries">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Alert</th>
                <th scope="col">Attempt</th>
                <th scope="col">What came of it</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map((one) => (
                <tr key={`${one.delivery} ${one.attempt}`}>
                  <td>{localSecond(one.at)}</td>
                  <td>
                    {one.alert === null ? (
                      "test"
                    ) : (
                      <PlaceLink className={classes.link} to={{ page: "alert", id: one.alert }}>
                        {one.alert}
                      </PlaceLink>
                    )}
                  </td>
                  <td>{one.attempt}</td>
                  <td className={wasTaken(one) ? classes.good : classes.bad}>{outcome(one)}</td>
                  <td>{count(one.tookMs)} ms</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
