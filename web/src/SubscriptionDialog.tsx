import { Box, Button, Checkbox, Group, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Subscription, type SubscriptionWish } from "./api";
import alerts from "./AlertsPage.module.css";
import { CopyButton } from "./CopyButton";
import { DialogFoot } from "./DialogFoot";
import classes from "./EditTagsDialog.module.css";
import { refreshAlerts } from "./queries";
import { say } from "./say";

interface Props {
  /** What is changed; without it, the query is subscribed to. */
  subscription?: Subscription;
  query: string;
  onClose: () => void;
}

const NAME_MAX = 200;

/** Subscribes to a search, or changes what is subscribed to. The secret of a webhook is shown once, before it closes. */
export function SubscriptionDialog({ subscription, query: asked, onClose }: Props) {
  const [name, setName] = useState(subscription?.name ?? "");
  const [query, setQuery] = useState(asked);
  const [entering, setEntering] = useState(subscription?.entering ?? true);
  const [leaving, setLeaving] = useState(subscription?.leaving ?? false);
  const [url, setUrl] = useState(subscription?.webhook?.url ?? "");
  const [secret, setSecret] = useState<string | null>(null);
  const ready = entering || leaving;

  const save = useMutation({
    mutationFn: (wish: SubscriptionWish) =>
      subscription ? api.changeSubscription(subscription.id, wish) : api.subscribe(wish),
    onSuccess: (saved) => {
      void refreshAlerts();
      say({
        title: subscription ? "Subscription saved" : "You will hear of it",
        lines: [`${saved.name}: the next change makes an alert.`],
        warn: false,
      });
      if (saved.webhook?.secret === undefined) onClose();
      else setSecret(saved.webhook.secret);
    },
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={secret !== null ? "The secret of the webhook" : subscription ? "Change subscription" : "Alert me"}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
      classNames={{ title: classes.title, body: classes.body, content: classes.content, header: classes.content }}
    >
      {secret !== null ? (
        <>
          <p className={classes.about}>
            The receiver verifies the signature of each letter with it. It is shown this once; copy it now.
          </p>
          <div className={alerts.secret}>
            <code>{secret}</code>
            <CopyButton text={secret} what="secret" />
          </div>
          <Group justify="flex-end" mt="md">
            <Button data-autofocus onClick={onClose}>
              Done
            </Button>
          </Group>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!ready || save.isPending) return;
            save.mutate({
              name: name.trim(),
              query,
              entering,
              leaving,
              active: subscription?.active ?? true,
              webhook: url.trim() === "" ? null : { url: url.trim() },
            });
          }}
        >
          <TextInput
            label="Search"
            description={subscription ? "With another search it starts from now." : "What it finds already makes no alert."}
            placeholder="All samples"
            spellCheck={false}
            autoComplete="off"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <TextInput
            mt="md"
            label="Name"
            placeholder={query.trim() === "" ? "All samples" : query.trim()}
            maxLength={NAME_MAX}
            autoComplete="off"
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group mt="md" gap="lg">
            <Checkbox
              label="Samples that enter"
              checked={entering}
              onChange={(event) => setEntering(event.currentTarget.checked)}
            />
            <Checkbox
              label="Samples that leave"
              checked={leaving}
              onChange={(event) => setLeaving(event.currentTarget.checked)}
            />
          </Group>
          <TextInput
            mt="md"
            label="Webhook"
            description="Optional. Each alert is posted there as signed JSON."
            placeholder="https://"
            type="url"
            spellCheck={false}
            autoComplete="off"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Box mt="lg">
            <DialogFoot error={save.error} onCancel={onClose}>
              <Button type="submit" disabled={!ready} loading={save.isPending}>
                {subscription ? "Save" : "Subscribe"}
              </Button>
            </DialogFoot>
          </Box>
        </form>
      )}
    </Modal>
  );
}
