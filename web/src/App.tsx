import { Button, Center, Loader, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Header } from "./Header";
import { LoginPage } from "./LoginPage";
import { useMe } from "./queries";
import { SamplesPage } from "./SamplesPage";
import { UploadDialog } from "./UploadDialog";
import { FileDrop } from "./FileDrop";

export function App() {
  const me = useMe();
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
      <SamplesPage onUpload={() => setUploading([])} />
      <FileDrop enabled={uploading === null} onFiles={setUploading} />
      {uploading && (
        <UploadDialog initial={uploading} maxBytes={me.data.uploadMaxBytes} onClose={() => setUploading(null)} />
      )}
    </>
  );
}
