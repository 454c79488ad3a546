import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, type FormEvent } from "react";
import { api } from "./api";
import { Mark } from "./icons";
import classes from "./LoginPage.module.css";
import { changeCaller } from "./queries";

export function LoginPage() {
  const login = useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => api.login(login, password),
    onSuccess: changeCaller,
  });
  useEffect(() => {
    document.title = "Log in – Earmark";
  }, []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    login.mutate({ login: String(form.get("login")).trim(), password: String(form.get("password")) });
  }

  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder radius="md" shadow="sm">
        <div className={classes.brand}>
          <Mark size={34} />
          <Title order={1} size={22}>
            Earmark
          </Title>
        </div>
        <form onSubmit={submit}>
          <Stack gap="md">
            {login.isError && (
              <Alert role="alert">
                {login.error.message}
              </Alert>
            )}
            <TextInput label="Login" name="login" autoComplete="username" required withAsterisk={false} autoFocus />
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ "aria-label": "Show what is typed" }}
            />
            <Button type="submit" fullWidth loading={login.isPending}>
              Log in
            </Button>
          </Stack>
        </form>
        <Text size="xs" c="dimmed" mt="lg">
          First time here? The first start prints the password of <b>admin</b>.
        </Text>
      </Paper>
    </main>
  );
}
