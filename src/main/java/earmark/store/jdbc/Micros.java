package earmark.store.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as databases keep them: microseconds since 1970 UTC. */
final class Micros {
  private Micros() {}

  static long of(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  static Instant moment(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
