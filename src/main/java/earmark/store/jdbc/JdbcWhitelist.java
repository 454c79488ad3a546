package earmark.store.jdbc;

import earmark.indicator.IndicatorValue;
import earmark.indicator.WhitelistRecords;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The whitelist in a table. */
public final class JdbcWhitelist implements WhitelistRecords {
  private final Database database;

  public JdbcWhitelist(Database database) {
    this.database = database;
  }

  @Override
  public void add(Collection<IndicatorValue> values, String by, Instant now) {
    if (values.isEmpty()) return;
    database.write(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into indicator_whitelisted (guid, type, value, added_by, at_micros)
              values (?, ?, ?, ?, ?)
              on conflict (guid) do nothing
              """);
      values.stream()
          .sorted(Comparator.comparing(IndicatorValue::guid))
          .forEach(value ->
              batch.add(value.guid(), value.type().name(), value.text(), by, Micros.of(now)));
      return batch.execute().length;
    });
  }

  @Override
  public int remove(Collection<IndicatorValue> values) {
    if (values.isEmpty()) return 0;
    return database.write(handle -> {
      int removed = 0;
      for (List<String> portion : Portions.of(values.stream().map(IndicatorValue::guid).toList())) {
        removed +=
            handle
                .createUpdate("delete from indicator_whitelisted where guid in (<guids>)")
                .bindList("guids", portion)
                .execute();
      }
      return removed;
    });
  }

  @Override
  public Set<IndicatorValue> among(Collection<IndicatorValue> values) {
    if (values.isEmpty()) return Set.of();
    Map<String, IndicatorValue> byGuid = new HashMap<>();
    for (IndicatorValue value : values) byGuid.put(value.guid(), value);
    return database.read(handle -> {
      Set<IndicatorValue> found = new HashSet<>();
      for (List<String> portion : Portions.of(byGuid.keySet())) {
        handle
            .createQuery("select guid from indicator_whitelisted where guid in (<guids>)")
            .bindList("guids", portion)
            .mapTo(String.class)
            .forEach(guid -> {
              IndicatorValue value = byGuid.get(guid);
              if (value != null) found.add(value);
            });
      }
      return found;
    });
  }

  @Override
  public List<IndicatorValue> page(int skipped, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select type, value from indicator_whitelisted
                order by type, value limit :limit offset :skipped
                """)
            .bind("limit", limit)
            .bind("skipped", skipped)
            .map((row, _) -> JdbcIndicators.value(row, 1))
            .list());
  }

  @Override
  public long size() {
    return database.read(handle ->
        handle.createQuery("select count(*) from indicator_whitelisted").mapTo(Long.class).one());
  }
}
