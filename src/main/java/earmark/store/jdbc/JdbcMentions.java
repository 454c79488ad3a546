package earmark.store.jdbc;

import earmark.indicator.Mentions;
import earmark.things.ThingSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Mentions as rows, found from both ends. */
public final class JdbcMentions implements Mentions {
  private final Database database;

  public JdbcMentions(Database database) {
    this.database = database;
  }

  @Override
  public void keep(int report, int revision, ThingSet indicators) {
    database.write(handle -> {
      handle.execute(
          "delete from indicator_mention where report = ? and revision = ?", report, revision);
      if (indicators.isEmpty()) return 0;
      long next = Counter.INDICATOR_MENTION.take(handle, indicators.size());
      PreparedBatch batch =
          handle.prepareBatch(
              "insert into indicator_mention (id, report, revision, indicator) values (?, ?, ?, ?)");
      for (int indicator : indicators.toArray()) batch.add(next++, report, revision, indicator);
      return batch.execute().length;
    });
  }

  @Override
  public ThingSet of(int report, int revision) {
    List<Integer> found =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    select indicator from indicator_mention
                    where report = :report and revision = :revision
                    """)
                .bind("report", report)
                .bind("revision", revision)
                .mapTo(Integer.class)
                .list());
    return ThingSet.of(found.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public List<Mention> ofIndicators(Collection<Integer> indicators) {
    return find("indicator", indicators);
  }

  @Override
  public List<Mention> ofReports(Collection<Integer> reports) {
    return find("report", reports);
  }

  private List<Mention> find(String column, Collection<Integer> numbers) {
    if (numbers.isEmpty()) return List.of();
    return database.read(handle -> {
      List<Mention> found = new ArrayList<>();
      for (List<Integer> portion : Portions.of(Set.copyOf(numbers))) {
        found.addAll(find(handle, column, portion));
      }
      return found;
    });
  }

  private static List<Mention> find(Handle handle, String column, List<Integer> numbers) {
    return handle
        .createQuery(
            "select report, revision, indicator from indicator_mention where "
                + column
                + " in (<numbers>)")
        .bindList("numbers", numbers)
        .map((row, _) -> new Mention(row.getInt(1), row.getInt(2), row.getInt(3)))
        .list();
  }
}
