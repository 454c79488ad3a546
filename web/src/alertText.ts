import type { DeliveryAttempt, Subscription } from "./api";
import { count, samples } from "./format";

/** Sentences about alerts and subscriptions. */

/** "3 samples entered, 1 left". */
export function changed({ entered, left }: { entered: number; left: number }): string {
  if (entered === 0) return `${samples(left)} left`;
  return `${samples(entered)} entered${left > 0 ? `, ${count(left)} left` : ""}`;
}

/** Of what a subscription tells. */
export function tellsOf({ entering, leaving }: Pick<Subscription, "entering" | "leaving">): string {
  if (entering && leaving) return "entering and leaving";
  return entering ? "entering" : "leaving";
}

/** What came of a call of a webhook. */
export function outcome({ status, problem }: DeliveryAttempt): string {
  if (status === null) return problem ?? "There was no answer.";
  if (status >= 200 && status < 300) return `Taken (${status})`;
  return status === 410 ? "Gone for good (410)" : `Refused (${status})`;
}

export function wasTaken({ status }: DeliveryAttempt): boolean {
  return status !== null && status >= 200 && status < 300;
}
