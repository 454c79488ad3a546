import { useMutation } from "@tanstack/react-query";
import { refreshAccess } from "./accessQueries";
import { say } from "./say";

/** Changes users, groups, enclaves, rights or keys; a refusal is told in a notification. */
export function useAccessChange<C, R = unknown>(send: (change: C) => Promise<R>, onDone?: (result: R) => void) {
  return useMutation({
    mutationFn: send,
    onSuccess: (result) => onDone?.(result),
    onError: (thrown) => say({ title: "It could not be changed", lines: [thrown.message], warn: true }),
    onSettled: refreshAccess,
  });
}
