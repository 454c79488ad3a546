import { Button, Center, Loader, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { AccessPage } from "./AccessPage";
import { AlertPage } from "./AlertPage";
import { AlertsPage } from "./AlertsPage";
import type { Me } from "./api";
import { Header } from "./Header";
import { LoginPage } from "./LoginPage";
import { OperationPage } from "./OperationPage";
import { OperationsPage } from "./OperationsPage";
import { usePlace, type Place } from "./place";
import { useMe } from "./queries";
import { SamplesPage } from "./SamplesPage";
import { SubscriptionsPage } from "./SubscriptionsPage";
import { UploadDialog } from "./UploadDialog";
import { FileDrop } from "./FileDrop";
import { useAlertEvents } from "./useAlertEvents";

export function App() {
  const me = useMe();
  const place = usePlace();
  // each opening of the upload dialog is a new one; null is closed
  const [uploading, setUploading] = useState<File[] | null>(null);

  if (me.isPending) {
    return (
      <Center h="100vh">
        <Loader aria-label="Loading" />
      </Center>
    );
  }
  if (me.isError) {
    return (
      <Center h="100vh">
        <Stack align="center">
          <Text role="alert">{me.error.message}</Text>
          <Button variant="default" onClick={() => void me.refetch()}>
            Try again
          </Button>
        </Stack>
      </Center>
    );
  }
  if (!me.data) return <LoginPage />;
  return <Inside me={me.data} place={place} uploading={uploading} onUploading={setUploading} />;
}

interface Props {
  me: Me;
  place: Place;
  uploading: File[] | null;
  onUploading: (files: File[] | null) => void;
}

/** What somebody sees who is logged in. */
function Inside({ me, place, uploading, onUploading }: Props) {
  useAlertEvents();
  const upload = () => onUploading([]);
  return (
    <>
      <Header me={me} onUpload={upload} />
      <PageAt me={me} place={place} onUpload={upload} />
      <FileDrop enabled={uploading === null} onFiles={onUploading} />
      {uploading && (
        <UploadDialog initial={uploading} maxBytes={me.uploadMaxBytes} onClose={() => onUploading(null)} />
      )}
    </>
  );
}

function PageAt({ me, place, onUpload }: { me: Me; place: Place; onUpload: () => void }) {
  switch (place.page) {
    case "samples":
      return <SamplesPage onUpload={onUpload} />;
    case "operations":
      return <OperationsPage filter={place.filter} />;
    case "operation":
      return <OperationPage key={place.id} id={place.id} />;
    case "alerts":
      return <AlertsPage filter={place.filter} />;
    case "alert":
      return <AlertPage key={place.id} id={place.id} />;
    case "subscriptions":
      return <SubscriptionsPage />;
    case "access":
      return <AccessPage me={me} part={place.part} />;
    case "enclave":
      return <AccessPage me={me} part="enclaves" enclave={place.id} />;
  }
}
