package earmark.store.jdbc;

import earmark.sample.Analysis;
import earmark.sample.Digests;
import earmark.sample.Sample;
import earmark.sample.SampleHash;
import earmark.sample.Samples;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Samples and their analyses in tables. */
public final class JdbcSamples implements Samples {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SELECT =
      """
      select number, md5, sha1, sha256, sha512, size_bytes, name, type, first_seen_micros,
             last_seen_micros, status, root
      from sample\
      """;
  private final Database database;

  public JdbcSamples(Database database) {
    this.database = database;
  }

  @Override
  public Registered register(Digests digests, String name, Instant now) {
    return database.writeAlone(handle -> {
      Update insert =
          handle.createUpdate(
              """
              insert into sample (number, md5, sha1, sha256, sha512, size_bytes, name,
                                  first_seen_micros, last_seen_micros, status, attempts)
              values (:number, :md5, :sha1, :sha256, :sha512, :size, :name, :now, :now,
                      'QUEUED', 0)
              on conflict (sha256) do nothing
              """);
      int inserted =
          bind(insert, digests)
              .bind("number", nextNumber(handle))
              .bind("name", name)
              .bind("now", Micros.of(now))
              .execute();
      byte[] sha256 = HEX.parseHex(digests.sha256());
      if (inserted == 0) becomeSubmitted(handle, sha256);
      int number =
          handle
              .createQuery(
                  """
                  update sample set root = null, depth = 0, last_seen_micros =
                    case when last_seen_micros < :now then :now else last_seen_micros end
                  where sha256 = :sha256
                  returning number
                  """)
              .bind("now", Micros.of(now))
              .bind("sha256", sha256)
              .mapTo(Integer.class)
              .one();
      return new Registered(number, inserted > 0);
    });
  }

  /** The number of the next sample, which none ever had; only for who writes alone. */
  static int nextNumber(Handle handle) {
    return handle
        .createQuery(
            """
            select coalesce(max(number) + 1, 0)
            from (select max(number) as number from sample
                  union all
                  select max(number) from deleted_sample) as ever
            """)
        .mapTo(Integer.class)
        .one();
  }

  private static void becomeSubmitted(Handle handle, byte[] sha256) {
    handle
        .createUpdate(
            """
            delete from analysis where sample in
              (select number from sample where sha256 = :sha256 and root is not null)
            """)
        .bind("sha256", sha256)
        .execute();
    handle
        .createUpdate(
            """
            update sample set root = null, depth = 0, status = 'QUEUED', attempts = 0
            where sha256 = :sha256 and root is not null
            """)
        .bind("sha256", sha256)
        .execute();
  }

  @Override
  public Optional<Sample> find(SampleHash hash) {
    String column = column(hash.algorithm());
    return database.read(handle ->
        handle
            .createQuery(SELECT + " where " + column + " = :hash order by number limit 1")
            .bind("hash", HEX.parseHex(hash.hex()))
            .map((row, _) -> sample(row))
            .findOne());
  }

  static String column(SampleHash.Algorithm algorithm) {
    return switch (algorithm) {
      case MD5 -> "md5";
      case SHA1 -> "sha1";
      case SHA256 -> "sha256";
      case SHA512 -> "sha512";
    };
  }

  @Override
  public Map<SampleHash, Integer> numbers(Collection<SampleHash> hashes) {
    Map<SampleHash.Algorithm, List<SampleHash>> byAlgorithm =
        hashes.stream().distinct().collect(Collectors.groupingBy(SampleHash::algorithm));
    Map<SampleHash, Integer> numbers = new HashMap<>();
    database.read(handle -> {
      byAlgorithm.forEach((algorithm, some) -> {
        for (List<SampleHash> portion : Portions.of(some)) {
          addNumbers(handle, algorithm, portion, numbers);
        }
      });
      return numbers;
    });
    return numbers;
  }

  private static void addNumbers(
      Handle handle,
      SampleHash.Algorithm algorithm,
      List<SampleHash> hashes,
      Map<SampleHash, Integer> numbers) {
    String column = column(algorithm);
    handle
        .createQuery("select number, " + column + " from sample where " + column + " in (<hashes>)")
        .bindList("hashes", hashes.stream().map(hash -> HEX.parseHex(hash.hex())).toList())
        .map((row, _) -> Map.entry(row.getInt(1), HEX.formatHex(row.getBytes(2))))
        .forEach(found ->
            numbers.merge(new SampleHash(algorithm, found.getValue()), found.getKey(), Math::min));
  }

  @Override
  public List<Sample> get(List<Integer> numbers) {
    if (numbers.isEmpty()) return List.of();
    Map<Integer, Sample> found = new HashMap<>();
    database.read(handle -> {
      for (List<Integer> portion : Portions.of(numbers)) {
        handle
            .createQuery(SELECT + " where number in (<numbers>)")
            .bindList("numbers", portion)
            .map((row, _) -> sample(row))
            .forEach(sample -> found.put(sample.number(), sample));
      }
      return found;
    });
    return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  @Override
  public Set<String> known(Collection<String> sha256) {
    if (sha256.isEmpty()) return Set.of();
    List<byte[]> hashes = sha256.stream().map(HEX::parseHex).toList();
    return database.read(handle ->
        new TreeSet<>(
            handle
                .createQuery("select sha256 from sample where sha256 in (<hashes>)")
                .bindList("hashes", hashes)
                .map((row, _) -> HEX.formatHex(row.getBytes(1)))
                .list()));
  }

  @Override
  public List<Integer> queued() {
    return database.read(handle ->
        handle
            .createQuery("select number from sample where status = 'QUEUED' order by number")
            .mapTo(Integer.class)
            .list());
  }

  @Override
  public int countAttempt(int number) {
    return database.write(handle ->
        handle
            .createQuery(
                """
                update sample set attempts = attempts + 1 where number = :number
                returning attempts
                """)
            .bind("number", number)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public void keep(int number, Analysis analysis) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                insert into analysis (sample, engine, catalogue, at_micros, facts, failure)
                select number, :engine, :catalogue, :at, :facts, :failure
                from sample where number = :number
                on conflict (sample) do update set
                  engine = excluded.engine, catalogue = excluded.catalogue,
                  at_micros = excluded.at_micros, facts = excluded.facts,
                  failure = excluded.failure
                """)
            .bind("number", number)
            .bind("engine", analysis.engine())
            .bind("catalogue", analysis.catalogue())
            .bind("at", Micros.of(analysis.at()))
            .bind("facts", analysis.facts())
            .bind("failure", analysis.failure())
            .execute());
  }

  @Override
  public void done(int number, Sample.Status status, String type) {
    database.write(handle ->
        handle
            .createUpdate("update sample set status = :status, type = :type where number = :number")
            .bind("status", status.name())
            .bind("type", type)
            .bind("number", number)
            .execute());
  }

  @Override
  public Optional<Analysis> analysis(int number) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select engine, catalogue, at_micros, facts, failure
                from analysis where sample = :number
                """)
            .bind("number", number)
            .map((row, _) -> analysis(row))
            .findOne());
  }

  @Override
  public void requeue(int number) {
    database.write(handle -> {
      handle
          .createUpdate("delete from analysis where sample = :number")
          .bind("number", number)
          .execute();
      return handle
          .createUpdate("update sample set status = 'QUEUED', attempts = 0 where number = :number")
          .bind("number", number)
          .execute();
    });
  }

  @Override
  public void queueThoseOfOtherCatalogues(String catalogue) {
    database.write(handle -> queueOthers(handle, catalogue));
  }

  private static int queueOthers(Handle handle, String catalogue) {
    return handle
        .createUpdate(
            """
            update sample set status = 'QUEUED'
            where number in (select sample from analysis where catalogue <> :catalogue)
            """)
        .bind("catalogue", catalogue)
        .execute();
  }

  /** Names and sizes a file, as {@code :md5}, {@code :sha1}, … and {@code :size}. */
  static <S extends SqlStatement<S>> S bind(S statement, Digests digests) {
    return statement
        .bind("md5", HEX.parseHex(digests.md5()))
        .bind("sha1", HEX.parseHex(digests.sha1()))
        .bind("sha256", HEX.parseHex(digests.sha256()))
        .bind("sha512", HEX.parseHex(digests.sha512()))
        .bind("size", digests.sizeBytes());
  }

  static Digests digests(ResultSet row) throws SQLException {
    return new Digests(
        HEX.formatHex(row.getBytes("md5")),
        HEX.formatHex(row.getBytes("sha1")),
        HEX.formatHex(row.getBytes("sha256")),
        HEX.formatHex(row.getBytes("sha512")),
        row.getLong("size_bytes"));
  }

  private static Sample sample(ResultSet row) throws SQLException {
    return new Sample(
        row.getInt("number"),
        digests(row),
        row.getString("name"),
        Optional.ofNullable(row.getString("type")),
        Micros.moment(row.getLong("first_seen_micros")),
        Micros.moment(row.getLong("last_seen_micros")),
        Sample.Status.valueOf(row.getString("status")),
        row.getObject("root") == null);
  }

  private static Analysis analysis(ResultSet row) throws SQLException {
    return new Analysis(
        row.getString("engine"),
        row.getString("catalogue"),
        Micros.moment(row.getLong("at_micros")),
        row.getString("facts"),
        Optional.ofNullable(row.getString("failure")));
  }
}
