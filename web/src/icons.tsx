import type { SVGProps } from "react";

/** Line icons on a grid of 24; decoration only, so each button that holds one needs a name of its own. */
function icon(...paths: string[]) {
  return function Icon({ size = 18, ...props }: { size?: number } & Omit<SVGProps<SVGSVGElement>, "size">) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...props}
      >
        {paths.map((path) => (
          <path key={path} d={path} />
        ))}
      </svg>
    );
  };
}

export const FileIcon = icon("M6 3h8l4 4v14H6z", "M14 3v4h4");
export const ChevronIcon = icon("M9 6l6 6-6 6");
export const CopyIcon = icon("M9 9h11v11H9z", "M5 15H4V4h11v1");
export const CheckIcon = icon("M5 12.5l4.5 4.5L19 7.5");
export const CrossIcon = icon("M6 6l12 12", "M18 6L6 18");
export const PencilIcon = icon("M4 20l1-4L16.5 4.5l3 3L8 19z", "M14 7l3 3");
export const MenuIcon = icon("M4 7h16", "M4 12h16", "M4 17h16");
export const SearchIcon = icon("M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M16.2 16.2L21 21");
export const DownloadIcon = icon("M12 4v12", "M7 11l5 5 5-5", "M4 20h16");
export const UploadIcon = icon("M12 16V4", "M7 9l5-5 5 5", "M4 16v4h16v-4");
export const CloudIcon = icon("M7 18h10.5a4 4 0 0 0 .6-7.9A6 6 0 0 0 6.6 9.3 4.5 4.5 0 0 0 7 18z");
export const SunIcon = icon(
  "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
  "M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
);
export const MoonIcon = icon("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z");
export const UserIcon = icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5a7.5 7.5 0 0 1 15 0");
export const LogoutIcon = icon("M14 4H5v16h9", "M10 12h11", "M17 8l4 4-4 4");
export const TagIcon = icon("M4 4h8l8.5 8.5-8 8L4 12z", "M8.5 8.5h.01");
export const HistoryIcon = icon("M4 12a8 8 0 1 0 2.4-5.7L4 8.5", "M4 4v4.5h4.5", "M12 8v4.5l3 1.8");
export const HelpIcon = icon("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M9.7 9.3a2.4 2.4 0 1 1 3.3 2.3c-.7.3-1 .8-1 1.6", "M12 16.6h.01");
export const UndoIcon = icon("M8 5L4 9l4 4", "M4 9h10a5.5 5.5 0 0 1 0 11h-3");
export const MergeIcon = icon("M6 4v4a4 4 0 0 0 4 4h8", "M6 20v-4a4 4 0 0 1 4-4", "M15 9l3 3-3 3");
export const TrashIcon = icon("M4 7h16", "M9 7V4h6v3", "M6.5 7l1 13h9l1-13");
export const AlertIcon = icon("M12 4l9.5 16h-19z", "M12 10v4", "M12 17h.01");

export const KeyIcon = icon("M8 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z", "M11.3 12.5L20 4", "M16 7.8l2.6 2.6");
export const LockIcon = icon("M5 11h14v9H5z", "M8 11V8a4 4 0 0 1 8 0v3");
export const CloseIcon = icon("M6 6l12 12M18 6L6 18");

export const BellIcon = icon("M6 10a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4S6 15 6 10z", "M10 20a2.2 2.2 0 0 0 4 0");

/** The mark of Earmark. */
export function Mark({ size = 26 }: { size?: number }) {
  return <img src="/favicon.svg" width={size} height={size} alt="" />;
}
