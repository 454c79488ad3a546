package earmark.store.postgres;

import earmark.refusal.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is and who logs in there. As text it is without its parameters, so that no
 * password can get into a log or a message.
 *
 * @param url such as {@code jdbc:postgresql://host:5432/earmark?user=earmark}, with any parameter
 *     of the driver
 * @param password instead of one in the URL
 */
public record PostgresUrl(String url, Optional<String> password) {
  public static final String PREFIX = "jdbc:postgresql:";
  private static final Pattern ALLOWED =
      Pattern.compile("(jdbc:postgresql://[A-Za-z0-9._:,\\[\\]-]+/[A-Za-z0-9._~%-]+)(\\?.*)?");

  /** How long to wait for a connection that is being made, and for any answer, in seconds. */
  private static final int CONNECT_TIMEOUT_S = 5;

  private static final int ANSWER_TIMEOUT_S = 60;

  /**
   * @throws Refusal.Invalid if it is no such URL; the message does not repeat it
   */
  public PostgresUrl {
    if (!ALLOWED.matcher(url).matches() || !isReadable(url)) {
      throw new Refusal.Invalid(
          "Not the URL of a PostgreSQL database. It reads"
              + " jdbc:postgresql://HOST:PORT/DATABASE?user=NAME, and the password is best given by"
              + " EARMARK_STORE_PASSWORD or PGPASSWORD.");
    }
  }

  private static boolean isReadable(String url) {
    try {
      URLDecoder.decode(url, StandardCharsets.UTF_8); // the driver would print what it can't read
      new PGSimpleDataSource().setUrl(url);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Makes connections that bear a name in the database's list of them. */
  PGSimpleDataSource source(String applicationName) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    password.ifPresent(source::setPassword);
    source.setApplicationName(applicationName);
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(CONNECT_TIMEOUT_S);
    return source;
  }

  /** The same for connections whose statements are all short. */
  PGSimpleDataSource impatientSource(String applicationName) {
    PGSimpleDataSource source = source(applicationName);
    if (source.getSocketTimeout() == 0) source.setSocketTimeout(ANSWER_TIMEOUT_S);
    return source;
  }

  @Override
  public String toString() {
    var matcher = ALLOWED.matcher(url);
    return matcher.matches() ? matcher.group(1) : PREFIX;
  }
}
