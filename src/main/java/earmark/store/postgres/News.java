package earmark.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the word of other servers that they appended entries. A word may get lost with a
 * connection, so it calls once a second in any case.
 */
final class News implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(News.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final PGSimpleDataSource source;
  private final IntPredicate isOwn;
  private final Runnable call;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Connection current;

  private News(PGSimpleDataSource source, IntPredicate isOwn, Runnable call) {
    this.source = source;
    this.isOwn = isOwn;
    this.call = call;
    this.thread = Thread.ofVirtual().name("news").unstarted(this::run);
  }

  /**
   * Begins to listen.
   *
   * @param isOwn whether a process of the database works for this very server
   */
  static News listen(PGSimpleDataSource source, IntPredicate isOwn, Runnable call) {
    News news = new News(source, isOwn, call);
    news.thread.start();
    return news;
  }

  private void run() {
    while (!closing) {
      try (Connection connection = source.getConnection()) {
        current = connection;
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen " + PostgresEntries.CHANNEL);
        }
        call.run();
        PGConnection listening = connection.unwrap(PGConnection.class);
        while (!closing) {
          if (isNews(listening.getNotifications((int) POLL.toMillis()))) call.run();
        }
      } catch (SQLException e) {
        LOG.debug("Not listening at the moment", e);
        call.run();
        pause();
      }
    }
  }

  /** Whether somebody else wrote, or nobody said anything for a while. */
  private boolean isNews(PGNotification @Nullable [] words) {
    if (words == null || words.length == 0) return true;
    for (PGNotification word : words) {
      if (!isOwn.test(word.getPID())) return true;
    }
    return false;
  }

  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      Connection listening = current;
      if (listening != null) listening.abort(Runnable::run);
      thread.join();
    } catch (SQLException e) {
      LOG.debug("The connection was lost already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
