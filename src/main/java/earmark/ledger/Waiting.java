package earmark.ledger;

import earmark.refusal.Refusal;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An operation whose caller waits for the pen. */
final class Waiting {
  final Operation operation;
  @Nullable Outcome decided;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Outcome outcome;
  private volatile @Nullable Throwable failure;

  Waiting(Operation operation) {
    this.operation = operation;
  }

  /** Wakes the caller with what was decided, unless it was refused before. */
  void answer() {
    outcome = decided;
    done.countDown();
  }

  void fail(Throwable cause) {
    if (failure == null) failure = cause;
    done.countDown();
  }

  Outcome await() throws InterruptedException {
    done.await();
    switch (failure) {
      case null -> {}
      case Refusal refusal -> throw refusal;
      case Throwable fault -> throw new IllegalStateException("The ledger failed.", fault);
    }
    Outcome answer = outcome;
    if (answer == null) throw new IllegalStateException("answered without an outcome");
    return answer;
  }
}
