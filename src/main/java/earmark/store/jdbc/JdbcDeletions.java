package earmark.store.jdbc;

import earmark.sample.Deletions;
import earmark.sample.SampleHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Deleted samples in a table of their own. */
public final class JdbcDeletions implements Deletions {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SELECT =
      "select number, md5, sha1, sha256, sha512, size_bytes, name from deleted_sample";

  private final Database database;

  public JdbcDeletions(Database database) {
    this.database = database;
  }

  @Override
  public void note(Collection<Integer> samples) {
    database.write(handle -> {
      for (List<Integer> portion : Portions.of(samples)) {
        handle
            .createUpdate(
                """
                insert into deleted_sample (number, md5, sha1, sha256, sha512, size_bytes, name)
                select number, md5, sha1, sha256, sha512, size_bytes, name
                from sample where number in (<numbers>)
                on conflict (number) do nothing
                """)
            .bindList("numbers", portion)
            .execute();
      }
      return samples.size();
    });
  }

  @Override
  public boolean isNoted(int sample) {
    return !get(List.of(sample)).isEmpty();
  }

  @Override
  public List<Integer> unfinished() {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select number from deleted_sample
                where exists (select 1 from sample where sample.number = deleted_sample.number)
                order by number
                """)
            .mapTo(Integer.class)
            .list());
  }

  @Override
  public void remove(Collection<Integer> samples, Consumer<Collection<String>> files) {
    if (samples.isEmpty()) return;
    database.writeAlone(handle -> {
      List<String> sha256 =
          handle
              .createQuery(
                  """
                  select sample.sha256 from sample
                  join deleted_sample on deleted_sample.number = sample.number
                  where sample.number in (<numbers>)
                  """)
              .bindList("numbers", List.copyOf(samples))
              .map((row, _) -> HEX.formatHex(row.getBytes(1)))
              .list();
      reroot(handle, samples);
      for (String from :
          List.of(
              "analysis where sample",
              "extracted_file where container",
              "extracted_file where file",
              "sample where number")) {
        delete(handle, from, samples);
      }
      files.accept(sha256);
      return sha256.size();
    });
  }

  /**
   * Files that stay, and that lay in the tree of a sample that goes, lie in that of another
   * container from now on; those next to a container that has its tree first.
   */
  private static void reroot(Handle handle, Collection<Integer> samples) {
    for (int changed = 1; changed > 0; ) {
      changed =
          handle
              .createUpdate(
                  """
                  update sample set (root, depth) = (
                    select coalesce(c.root, c.number), c.depth + 1
                    from extracted_file e join sample c on c.number = e.container
                    where e.file = sample.number and c.number not in (<numbers>)
                      and coalesce(c.root, c.number) not in (<numbers>)
                    order by c.depth, c.number limit 1)
                  where root in (<numbers>) and number not in (<numbers>)
                    and exists (
                      select 1
                      from extracted_file e join sample c on c.number = e.container
                      where e.file = sample.number and c.number not in (<numbers>)
                        and coalesce(c.root, c.number) not in (<numbers>))
                  """)
              .bindList("numbers", List.copyOf(samples))
              .execute();
    }
  }

  private static void delete(Handle handle, String from, Collection<Integer> samples) {
    handle
        .createUpdate(
            "delete from "
                + from
                + " in (select number from deleted_sample where number in (<numbers>))")
        .bindList("numbers", List.copyOf(samples))
        .execute();
  }

  @Override
  public List<Deleted> get(Collection<Integer> samples) {
    if (samples.isEmpty()) return List.of();
    return database.read(handle ->
        handle
            .createQuery(SELECT + " where number in (<numbers>) order by number")
            .bindList("numbers", List.copyOf(samples))
            .map((row, _) -> deleted(row))
            .list());
  }

  @Override
  public Optional<Deleted> find(SampleHash hash) {
    return database.read(handle ->
        handle
            .createQuery(
                SELECT
                    + " where "
                    + JdbcSamples.column(hash.algorithm())
                    + " = :hash order by number desc limit 1")
            .bind("hash", HEX.parseHex(hash.hex()))
            .map((row, _) -> deleted(row))
            .findOne());
  }

  private static Deleted deleted(ResultSet row) throws SQLException {
    return new Deleted(row.getInt("number"), JdbcSamples.digests(row), row.getString("name"));
  }
}
