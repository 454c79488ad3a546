import { ActionIcon, Menu } from "@mantine/core";
import { useState } from "react";
import type { Kind, TagReplacement } from "./api";
import { HistoryIcon, MenuIcon, MergeIcon, PencilIcon, TrashIcon } from "./icons";
import { goTo } from "./place";
import { ReplaceTagDialog } from "./ReplaceTagDialog";

/** What can be done with a tag on all samples at once. */
export function TagMenu({ tag, kind }: { tag: string; kind: Kind }) {
  const [action, setAction] = useState<TagReplacement["action"] | null>(null);
  return (
    <>
      <Menu position="bottom-start" width={220} shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={26} aria-label={`Actions for ${tag}`} title="Actions for this tag">
            <MenuIcon size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<HistoryIcon size={16} />}
            onClick={() => goTo({ page: "operations", filter: { tag, kind } })}
          >
            History of the tag
          </Menu.Item>
          {kind === "user" && (
            <>
              <Menu.Item leftSection={<PencilIcon size={16} />} onClick={() => setAction("rename")}>
                Rename…
              </Menu.Item>
              <Menu.Item leftSection={<MergeIcon size={16} />} onClick={() => setAction("merge")}>
                Merge into…
              </Menu.Item>
              <Menu.Item leftSection={<TrashIcon size={16} />} onClick={() => setAction("delete")}>
                Delete everywhere…
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {action && <ReplaceTagDialog key={action} action={action} tag={tag} onClose={() => setAction(null)} />}
    </>
  );
}
