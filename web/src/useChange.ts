import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { ApiError, type TagEditResult } from "./api";
import { refreshSamples } from "./queries";
import { randomId } from "./randomId";

/**
 * Sends a change of samples. The same change sent again after a lost answer carries the same key, so
 * that it is done once.
 */
export function useChange<C, R = TagEditResult>(
  send: (change: C, idempotencyKey: string) => Promise<R>,
  onDone: (result: R, change: C) => void,
  refresh: () => void = refreshSamples,
) {
  const attempt = useRef<{ body: string; key: string } | null>(null);
  return useMutation({
    mutationFn: (change: C) => {
      const body = JSON.stringify(change);
      if (attempt.current?.body !== body) attempt.current = { body, key: randomId() };
      return send(change, attempt.current.key);
    },
    retry: (failures, thrown) => failures < 2 && thrown instanceof ApiError && thrown.status === 0,
    retryDelay: 600,
    onSuccess: (result, change) => {
      attempt.current = null;
      refresh();
      onDone(result, change);
    },
    onError: (thrown) => {
      // a refusal is final; only what may have been done unseen is sent under the same key again
      if (!(thrown instanceof ApiError) || thrown.status !== 0) attempt.current = null;
    },
  });
}
