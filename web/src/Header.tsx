import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type MouseEvent } from "react";
import { api, type Me } from "./api";
import classes from "./Header.module.css";
import { BellIcon, HistoryIcon, KeyIcon, LockIcon, LogoutIcon, Mark, MoonIcon, SunIcon, UploadIcon, UserIcon } from "./icons";
import { PasswordDialog } from "./PasswordDialog";
import { go, goTo, placeHref, type Place } from "./place";
import { count } from "./format";
import { changeCaller, useUnread } from "./queries";
import { SearchBox } from "./SearchBox";
import { SearchHelp } from "./SearchHelp";

const ALERTS: Place = { page: "alerts", filter: {} };
const HISTORY: Place = { page: "operations", filter: {} };

export function Header({ me, onUpload }: { me: Me; onUpload: () => void }) {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const unread = useUnread();
  const [changingPassword, setChangingPassword] = useState(false);
  const logout = useMutation({
    mutationFn: api.logout,
    onSettled: () => changeCaller(null),
  });

  return (
    <header className={classes.header}>
      <a
        className={classes.brand}
        href="/"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go({});
        }}
      >
        <Mark />
        <span>Earmark</span>
      </a>
      <div className={classes.search}>
        <SearchBox />
        <SearchHelp />
      </div>
      <div className={classes.actions}>
        <Button leftSection={<UploadIcon size={16} />} onClick={onUpload}>
          Upload
        </Button>
        <Tooltip label={unread === 0 ? "Alerts" : `Alerts, ${count(unread)} unread`}>
          <Button
            component="a"
            href={placeHref(ALERTS)}
            variant="subtle"
            color="gray"
            leftSection={<BellIcon size={16} />}
            aria-label={unread === 0 ? "Alerts" : `Alerts, ${count(unread)} unread`}
            onClick={(event: MouseEvent) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              goTo(ALERTS);
            }}
          >
            <span className={classes.word}>Alerts</span>
            {unread > 0 && <span className={classes.unread}>{unread > 99 ? "99+" : unread}</span>}
          </Button>
        </Tooltip>
        <Tooltip label="Who did what">
          <Button
            component="a"
            href={placeHref(HISTORY)}
            variant="subtle"
            color="gray"
            leftSection={<HistoryIcon size={16} />}
            aria-label="History"
            onClick={(event: MouseEvent) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              goTo(HISTORY);
            }}
          >
            <span className={classes.word}>History</span>
          </Button>
        </Tooltip>
        <Tooltip label={dark ? "Light colours" : "Dark colours"}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={dark ? "Use light colours" : "Use dark colours"}
            onClick={() => setColorScheme(dark ? "light" : "dark")}
          >
            {dark ? <SunIcon /> : <MoonIcon />}
          </ActionIcon>
        </Tooltip>
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <Button variant="subtle" color="gray" leftSection={<UserIcon size={16} />} aria-label={`Account of ${me.login}`}>
              <span className={classes.login}>{me.login}</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>
              {me.admin ? "Administrator" : "Analyst"} · Earmark {me.version}
            </Menu.Label>
            <Menu.Item leftSection={<KeyIcon size={16} />} onClick={() => goTo({ page: "access", part: "keys" })}>
              API keys
            </Menu.Item>
            {me.admin && (
              <Menu.Item leftSection={<UserIcon size={16} />} onClick={() => goTo({ page: "access", part: "users" })}>
                Users and enclaves
              </Menu.Item>
            )}
            <Menu.Item leftSection={<LockIcon size={16} />} onClick={() => setChangingPassword(true)}>
              Change password
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<LogoutIcon size={16} />} onClick={() => logout.mutate()}>
              Log out
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {changingPassword && <PasswordDialog onClose={() => setChangingPassword(false)} />}
      </div>
    </header>
  );
}
