package earmark.store.jdbc;

import earmark.alert.Alert;
import earmark.alert.Subscription;
import earmark.alert.Webhook;
import earmark.alert.WebhookUrl;
import earmark.things.ThingSet;
import earmark.things.ThingSetFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of subscriptions and alerts, and what they are in the room. */
final class AlertRows {
  static final String SUBSCRIPTIONS =
      """
      select id, owner, name, query, entering, leaving, active, created_micros, revision, seq,
             hook_url, hook_secret, hook_gone
      from subscription\
      """;

  static final String ALERTS =
      """
      select a.id, a.subscription, a.owner, s.name, a.query, a.from_seq, a.seq, a.at_micros,
             a.entered_count, a.left_count, a.unread
      from alert a join subscription s on s.id = a.subscription\
      """;

  private AlertRows() {}

  static byte[] bytes(ThingSet set) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ThingSetFormat.write(new DataOutputStream(bytes), set);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ThingSet set(byte[] bytes) {
    try {
      return ThingSetFormat.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Subscription subscription(ResultSet row) throws SQLException {
    String url = row.getString("hook_url");
    return new Subscription(
        row.getLong("id"),
        row.getString("owner"),
        row.getString("name"),
        row.getString("query"),
        row.getBoolean("entering"),
        row.getBoolean("leaving"),
        row.getBoolean("active"),
        Micros.moment(row.getLong("created_micros")),
        row.getInt("revision"),
        row.getLong("seq"),
        url == null
            ? Optional.empty()
            : Optional.of(
                new Webhook(
                    new WebhookUrl(url),
                    row.getString("hook_secret"),
                    row.getBoolean("hook_gone"))));
  }

  static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getLong("id"),
        row.getLong("subscription"),
        row.getString("owner"),
        row.getString("name"),
        row.getString("query"),
        row.getLong("from_seq"),
        row.getLong("seq"),
        Micros.moment(row.getLong("at_micros")),
        row.getInt("entered_count"),
        row.getInt("left_count"),
        row.getBoolean("unread"));
  }
}
