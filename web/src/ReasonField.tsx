import { TextInput, type TextInputProps } from "@mantine/core";

interface Props extends Omit<TextInputProps, "value" | "onChange"> {
  value: string;
  onChange: (reason: string) => void;
}

/** Why something is done, for the history. */
export function ReasonField({ value, onChange, ...others }: Props) {
  return (
    <TextInput
      label="Reason"
      placeholder="Optional; kept in the history"
      maxLength={1000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...others}
    />
  );
}
