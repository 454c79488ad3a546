import { Alert, Button, createTheme, type CSSVariablesResolver, InputWrapper, type MantineColorsTuple, Menu, Modal, Tooltip } from "@mantine/core";

/** Ink: the blue of the header mark; shade 7 on white and shade 3 on dark both pass AA for text. */
const ink: MantineColorsTuple = [
  "#eef3fc",
  "#dbe4f5",
  "#b4c7ec",
  "#8aa8e3",
  "#678dda",
  "#4f7bd4",
  "#3f6bc4",
  "#325aab",
  "#294d96",
  "#1c3f82",
];

/** Mantine's dark greys with a little blue, so that its fields and menus sit well on our surfaces. */
const dark: MantineColorsTuple = [
  "#d3d9e2",
  "#bcc4cf",
  "#929dac",
  "#768294",
  "#434c59",
  "#363e4a",
  "#282e37",
  "#1e2229",
  "#191c22",
  "#121519",
];

export const theme = createTheme({
  colors: { ink, dark },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace",
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  headings: { fontWeight: "600" },
  components: {
    // there are alerts for bad news only
    Alert: Alert.extend({
      defaultProps: { color: "red" },
      styles: {
        root: { background: "var(--em-bad-bg)", border: "1px solid var(--em-bad-line)" },
        title: { color: "var(--em-bad)" },
        message: { color: "var(--mantine-color-text)", overflowWrap: "anywhere" },
      },
    }),
    InputWrapper: InputWrapper.extend({ styles: { label: { marginBottom: 4, fontSize: 13 } } }),
    Button: Button.extend({ styles: { label: { fontWeight: 500 } } }),
    // in place, so that it belongs to a landmark; the placeholder would be a stranger among the items
    Menu: Menu.extend({ defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({
      // its title line is a <header>, which is no second banner of the page
      defaultProps: {
        attributes: { header: { role: "none" } },
        transitionProps: { duration: 120, transition: "fade" }, overlayProps: { backgroundOpacity: 0.45 },
      },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: true } }),
  },
});

/** Mantine's grey for secondary text is too faint for small print; these pass AA on every surface here. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-error": "#b42318",
    "--mantine-color-dimmed": "#5a6472",
    "--mantine-color-placeholder": "#667080",
    "--em-surface": "#ffffff",
    "--em-page": "#f5f6f8",
    "--em-raised": "#fafbfc",
    "--em-line": "#dfe3e9",
    "--em-hover": "#f2f5fa",
    "--em-selected": "#e9effa",
    "--em-system-bg": "#eaeef4",
    "--em-system-text": "#37455c",
    "--em-system-line": "#d4dbe6",
    "--em-user-bg": "#fdf0d3",
    "--em-user-text": "#6a4300",
    "--em-user-line": "#eccf8e",
    "--em-bad": "#b42318",
    "--em-bad-bg": "#fdecea",
    "--em-bad-line": "#f2b8b2",
    "--em-good": "#1a6b3c",
    "--em-warn": "#7a4b00",
  },
  dark: {
    "--mantine-color-body": "#1a1d23",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-dimmed": "#a3adbb",
    "--mantine-color-placeholder": "#8d97a6",
    "--em-surface": "#1e2229",
    "--em-page": "#15181d",
    "--em-raised": "#232830",
    "--em-line": "#343b46",
    "--em-hover": "#252b34",
    "--em-selected": "#24324d",
    "--em-system-bg": "#2c3440",
    "--em-system-text": "#c3cedd",
    "--em-system-line": "#3d4857",
    "--em-user-bg": "#40310f",
    "--em-user-text": "#f5d48b",
    "--em-user-line": "#65501f",
    "--em-bad": "#ff9d94",
    "--em-bad-bg": "#43201d",
    "--em-bad-line": "#7a3530",
    "--em-good": "#7fd6a2",
    "--em-warn": "#f0c36d",
  },
});
