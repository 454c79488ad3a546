import { Button, Center, Loader, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Header } from "./Header";
import { LoginPage } from "./LoginPage";
import { OperationPage } from "./OperationPage";
import { OperationsPage } from "./OperationsPage";
import { usePlace } from "./place";
import { useMe } from "./queries";
import { SamplesPage } from "./SamplesPage";
import { UploadDialog } from "./UploadDialog";
import { FileDrop } from "./FileDrop";

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
  return (
    <>
      <Header me={me.data} onUpload={() => setUploading([])} />
      {place.page === "samples" ? (
        <SamplesPage onUpload={() => setUploading([])} />
      ) : place.page === "operations" ? (
        <OperationsPage filter={place.filter} />
      ) : (
        <OperationPage key={place.id} id={place.id} />
      )}
      <FileDrop enabled={uploading === null} onFiles={setUploading} />
      {uploading && (
        <UploadDialog initial={uploading} maxBytes={me.data.uploadMaxBytes} onClose={() => setUploading(null)} />
      )}
    </>
  );
}
