package earmark.store.jdbc;

import earmark.indicator.Indicator;
import earmark.indicator.IndicatorRecords;
import earmark.indicator.IndicatorTag;
import earmark.indicator.IndicatorType;
import earmark.indicator.IndicatorValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Numbers of indicators, ids of their tags, and remarks, each in a table of its own. */
public final class JdbcIndicators implements IndicatorRecords {
  private final Database database;

  public JdbcIndicators(Database database) {
    this.database = database;
  }

  @Override
  public Map<IndicatorValue, Integer> register(Collection<IndicatorValue> values) {
    Map<IndicatorValue, Integer> known = numbers(values);
    if (known.size() == Set.copyOf(values).size()) return known;
    return database.writeAlone(handle -> {
      Map<IndicatorValue, Integer> all = numbers(handle, values);
      int next =
          handle
              .createQuery("select coalesce(max(number), -1) + 1 from indicator")
              .mapTo(Integer.class)
              .one();
      PreparedBatch batch =
          handle.prepareBatch(
              "insert into indicator (number, guid, type, value) values (?, ?, ?, ?)");
      for (IndicatorValue value : values) {
        if (all.putIfAbsent(value, next) != null) continue;
        batch.add(next++, value.guid(), value.type().name(), value.text());
      }
      if (batch.size() > 0) batch.execute();
      return all;
    });
  }

  @Override
  public Map<IndicatorValue, Integer> numbers(Collection<IndicatorValue> values) {
    return values.isEmpty() ? Map.of() : database.read(handle -> numbers(handle, values));
  }

  private static Map<IndicatorValue, Integer> numbers(
      Handle handle, Collection<IndicatorValue> values) {
    Map<String, IndicatorValue> byGuid = new LinkedHashMap<>();
    for (IndicatorValue value : values) byGuid.put(value.guid(), value);
    Map<IndicatorValue, Integer> numbers = new HashMap<>();
    for (List<String> portion : Portions.of(byGuid.keySet())) {
      handle
          .createQuery("select guid, number from indicator where guid in (<guids>)")
          .bindList("guids", portion)
          .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
          .forEach(found -> {
            IndicatorValue value = byGuid.get(found.getKey());
            if (value != null) numbers.put(value, found.getValue());
          });
    }
    return numbers;
  }

  @Override
  public List<Indicator> get(Collection<Integer> numbers) {
    if (numbers.isEmpty()) return List.of();
    return database.read(handle -> {
      List<Indicator> found = new ArrayList<>();
      for (List<Integer> portion : Portions.of(numbers)) {
        handle
            .createQuery("select number, type, value from indicator where number in (<numbers>)")
            .bindList("numbers", portion)
            .map((row, _) -> new Indicator(row.getInt(1), value(row, 2)))
            .forEach(found::add);
      }
      return found;
    });
  }

  @Override
  public Optional<Indicator> find(String guid) {
    return database.read(handle ->
        handle
            .createQuery("select number, type, value from indicator where guid = :guid")
            .bind("guid", guid)
            .map((row, _) -> new Indicator(row.getInt(1), value(row, 2)))
            .findOne());
  }

  /** An indicator's type and value, in two columns from a place on. */
  static IndicatorValue value(ResultSet row, int place) throws SQLException {
    return new IndicatorValue(
        IndicatorType.valueOf(row.getString(place)), row.getString(place + 1));
  }

  @Override
  public void keepTags(Collection<IndicatorTag> tags) {
    Set<IndicatorTag> missing = new LinkedHashSet<>(tags);
    missing.removeAll(tags(tags.stream().map(IndicatorTag::guid).toList()).values());
    if (missing.isEmpty()) return;
    database.write(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into indicator_tag (guid, enclave, name) values (?, ?, ?)
              on conflict (guid) do nothing
              """);
      missing.stream()
          .sorted(Comparator.comparing(IndicatorTag::guid)) // else two writers may wait for another
          .forEach(tag -> batch.add(tag.guid(), tag.enclave(), tag.name()));
      return batch.execute().length;
    });
  }

  @Override
  public Map<String, IndicatorTag> tags(Collection<String> guids) {
    if (guids.isEmpty()) return Map.of();
    return database.read(handle -> {
      Map<String, IndicatorTag> found = new HashMap<>();
      for (List<String> portion : Portions.of(Set.copyOf(guids))) {
        handle
            .createQuery("select guid, enclave, name from indicator_tag where guid in (<guids>)")
            .bindList("guids", portion)
            .map((row, _) ->
                Map.entry(row.getString(1), new IndicatorTag(row.getString(2), row.getString(3))))
            .forEach(tag -> found.put(tag.getKey(), tag.getValue()));
      }
      return found;
    });
  }

  @Override
  public void keepRemarks(Collection<Remark> remarks) {
    if (remarks.isEmpty()) return;
    Map<String, Remark> missing = new LinkedHashMap<>();
    for (Remark remark : remarks) missing.put(remark.guid(), remark);
    database.write(handle -> {
      long next = Counter.INDICATOR_REMARK.take(handle, missing.size());
      PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into indicator_remark (id, guid, indicator, enclave, kind, text)
              values (?, ?, ?, ?, ?, ?)
              on conflict (guid) do nothing
              """);
      for (Map.Entry<String, Remark> entry : missing.entrySet()) {
        Remark remark = entry.getValue();
        batch.add(
            next++,
            entry.getKey(),
            remark.indicator(),
            remark.enclave(),
            remark.kind().name(),
            remark.text());
      }
      return batch.execute().length;
    });
  }

  @Override
  public List<Remark> remarks(Collection<Integer> indicators, Collection<String> enclaves) {
    if (indicators.isEmpty() || enclaves.isEmpty()) return List.of();
    Set<String> wanted = Set.copyOf(enclaves);
    return database.read(handle -> {
      List<Remark> found = new ArrayList<>();
      for (List<Integer> portion : Portions.of(Set.copyOf(indicators))) {
        handle
            .createQuery(
                """
                select indicator, enclave, kind, text from indicator_remark
                where indicator in (<indicators>) order by id
                """)
            .bindList("indicators", portion)
            .map((row, _) ->
                new Remark(
                    row.getInt(1),
                    row.getString(2),
                    Remark.Kind.valueOf(row.getString(3)),
                    row.getString(4)))
            .filter(remark -> wanted.contains(remark.enclave()))
            .forEach(found::add);
      }
      return found;
    });
  }
}
