package earmark.store.jdbc;

import earmark.sample.ExtractedFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Extracted files as a table of relations between samples. */
public final class JdbcExtractedFiles implements ExtractedFiles {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ROWS_AT_ONCE = 500;
  private static final String SELECT =
      "select id, container, file, position, path, name from extracted_file";

  /** Begins a query of a container and all that is in it, at any depth. */
  private static final String INSIDE =
      """
      with recursive inside (number) as (
        select cast(:container as integer)
        union
        select e.file from inside i join extracted_file e on e.container = i.number
      )
      """;

  private final Database database;

  public JdbcExtractedFiles(Database database) {
    this.database = database;
  }

  @Override
  public List<Integer> replace(int container, List<Found> files, Instant now) {
    return database.writeAlone(handle -> {
      Origin origin = origin(handle, container);
      Map<String, Integer> known = known(handle, files);
      Set<Integer> before = new HashSet<>();
      List<Relation> old = in(handle, container, 0, Integer.MAX_VALUE);
      for (Relation relation : old) before.add(relation.file());
      Set<Integer> again = new TreeSet<>(known.values());
      again.removeAll(before);
      again.remove(container);
      comeAgain(handle, again, origin, now);
      register(handle, files, known, origin, now);
      List<Integer> numbers =
          files.stream().map(file -> known.get(file.digests().sha256())).toList();
      if (!isAsBefore(old, files, numbers)) {
        handle.execute("delete from extracted_file where container = ?", container);
        insert(handle, container, files, numbers);
      }
      return numbers;
    });
  }

  private static boolean isAsBefore(List<Relation> old, List<Found> files, List<Integer> numbers) {
    if (old.size() != files.size()) return false;
    for (int i = 0; i < old.size(); i++) {
      Relation relation = old.get(i);
      if (relation.file() != numbers.get(i)
          || relation.position() != i
          || !relation.path().equals(files.get(i).path())
          || !relation.name().equals(files.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  /** The numbers of the files that have one, by their SHA-256. */
  private static Map<String, Integer> known(Handle handle, List<Found> files) {
    List<String> hashes = files.stream().map(file -> file.digests().sha256()).distinct().toList();
    Map<String, Integer> known = new HashMap<>();
    for (List<String> some : Portions.of(hashes)) {
      handle
          .createQuery("select number, sha256 from sample where sha256 in (<hashes>)")
          .bindList("hashes", some.stream().map(HEX::parseHex).toList())
          .map((row, _) -> Map.entry(HEX.formatHex(row.getBytes(2)), row.getInt(1)))
          .forEach(found -> known.put(found.getKey(), found.getValue()));
    }
    return known;
  }

  private static void comeAgain(Handle handle, Set<Integer> numbers, Origin origin, Instant now) {
    for (List<Integer> some : Portions.of(numbers)) {
      handle
          .createUpdate(
              """
              update sample set last_seen_micros =
                case when last_seen_micros < :now then :now else last_seen_micros end
              where number in (<numbers>)
              """)
          .bind("now", Micros.of(now))
          .bindList("numbers", some)
          .execute();
      handle
          .createUpdate(
              """
              delete from analysis where sample in
                (select number from sample
                 where number in (<numbers>) and root is not null and depth > :depth)
              """)
          .bind("depth", origin.depth() + 1)
          .bindList("numbers", some)
          .execute();
      handle
          .createUpdate(
              """
              update sample set root = :root, depth = :depth, status = 'QUEUED', attempts = 0
              where number in (<numbers>) and root is not null and depth > :depth
              """)
          .bind("root", origin.root())
          .bind("depth", origin.depth() + 1)
          .bindList("numbers", some)
          .execute();
    }
  }

  /** Gives numbers to those files that have none, and notes them among the known. */
  private static void register(
      Handle handle, List<Found> files, Map<String, Integer> known, Origin origin, Instant now) {
    int next = JdbcSamples.nextNumber(handle);
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into sample (number, md5, sha1, sha256, sha512, size_bytes, name,
                                first_seen_micros, last_seen_micros, status, attempts, root, depth)
            values (:number, :md5, :sha1, :sha256, :sha512, :size, :name, :now, :now, 'QUEUED', 0,
                    :root, :depth)
            """);
    for (Found file : files) {
      if (known.putIfAbsent(file.digests().sha256(), next) != null) continue;
      JdbcSamples.bind(batch, file.digests())
          .bind("number", next++)
          .bind("name", file.name())
          .bind("now", Micros.of(now))
          .bind("root", origin.root())
          .bind("depth", origin.depth() + 1)
          .add();
      if (batch.size() == ROWS_AT_ONCE) batch.execute();
    }
    if (batch.size() > 0) batch.execute();
  }

  private static void insert(
      Handle handle, int container, List<Found> files, List<Integer> numbers) {
    long id =
        handle
            .createQuery("select coalesce(max(id), 0) from extracted_file")
            .mapTo(Long.class)
            .one();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into extracted_file (id, container, file, position, path, name)
            values (:id, :container, :file, :position, :path, :name)
            """);
    for (int i = 0; i < files.size(); i++) {
      batch
          .bind("id", ++id)
          .bind("container", container)
          .bind("file", numbers.get(i))
          .bind("position", i)
          .bind("path", files.get(i).path())
          .bind("name", files.get(i).name())
          .add();
      if (batch.size() == ROWS_AT_ONCE) batch.execute();
    }
    if (batch.size() > 0) batch.execute();
  }

  @Override
  public List<Relation> in(int container, int fromPosition, int max) {
    return database.read(handle -> in(handle, container, fromPosition, max));
  }

  private static List<Relation> in(Handle handle, int container, int fromPosition, int max) {
    return relations(
        handle
            .createQuery(
                SELECT
                    + """
                     where container = :container and position >= :from
                    order by position limit :max
                    """)
            .bind("container", container)
            .bind("from", fromPosition)
            .bind("max", max));
  }

  @Override
  public int count(int container) {
    return database.read(handle ->
        handle
            .createQuery("select count(*) from extracted_file where container = :container")
            .bind("container", container)
            .mapTo(Integer.class)
            .one());
  }

  @Override
  public List<Relation> tree(int container) {
    Map<Integer, List<Relation>> byContainer = new HashMap<>();
    List<Relation> all =
        database.read(handle ->
            relations(
                handle
                    .createQuery(
                        INSIDE
                            + """
                            select e.id, e.container, e.file, e.position, e.path, e.name
                            from inside i join extracted_file e on e.container = i.number
                            limit :max
                            """)
                    .bind("container", container)
                    .bind("max", TREE_MAX)));
    for (Relation relation : all) {
      byContainer.computeIfAbsent(relation.container(), _ -> new ArrayList<>()).add(relation);
    }
    byContainer.values().forEach(files -> files.sort((a, b) -> a.position() - b.position()));
    return eachFollowedByItsOwn(container, byContainer);
  }

  private static List<Relation> eachFollowedByItsOwn(
      int container, Map<Integer, List<Relation>> byContainer) {
    List<Relation> ordered = new ArrayList<>();
    Deque<Iterator<Relation>> open = new ArrayDeque<>();
    open.push(take(container, byContainer));
    while (!open.isEmpty()) {
      if (!open.getFirst().hasNext()) {
        open.pop();
        continue;
      }
      Relation next = open.getFirst().next();
      ordered.add(next);
      open.push(take(next.file(), byContainer));
    }
    return ordered;
  }

  /** The files of a container, the first time that it is asked for. */
  private static Iterator<Relation> take(int container, Map<Integer, List<Relation>> byContainer) {
    List<Relation> files = byContainer.remove(container);
    return files == null ? List.<Relation>of().iterator() : files.iterator();
  }

  @Override
  public Map<Integer, Integer> treeCounts(Collection<Integer> containers) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    database.read(handle -> {
      for (int container : containers) counts.put(container, treeCount(handle, container));
      return counts;
    });
    return counts;
  }

  private static int treeCount(Handle handle, int container) {
    return handle
        .createQuery(
            INSIDE
                + """
                select count(*) from (
                  select 1 from inside i join extracted_file e on e.container = i.number limit :max
                ) some_of_them
                """)
        .bind("container", container)
        .bind("max", TREE_MAX)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public List<Relation> containing(int file, long afterId, int max) {
    return database.read(handle ->
        relations(
            handle
                .createQuery(SELECT + " where file = :file and id > :after order by id limit :max")
                .bind("file", file)
                .bind("after", afterId)
                .bind("max", max)));
  }

  @Override
  public Set<Integer> above(int file) {
    return database.read(handle ->
        new TreeSet<>(
            handle
                .createQuery(
                    """
                    with recursive above (number) as (
                      select container from extracted_file where file = :file
                      union
                      select e.container from above a join extracted_file e on e.file = a.number
                    )
                    select number from above
                    """)
                .bind("file", file)
                .mapTo(Integer.class)
                .list()));
  }

  @Override
  public Origin origin(int sample) {
    return database.read(handle -> origin(handle, sample));
  }

  private static Origin origin(Handle handle, int sample) {
    return handle
        .createQuery("select coalesce(root, number), depth from sample where number = :number")
        .bind("number", sample)
        .map((row, _) -> new Origin(row.getInt(1), row.getInt(2)))
        .one();
  }

  @Override
  public Contents contents(int root, int withoutContainer) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select coalesce(sum(f.size_bytes), 0), count(*)
                from sample c
                join extracted_file e on e.container = c.number
                join sample f on f.number = e.file
                where (c.root = :root or c.number = :root) and c.number <> :without
                """)
            .bind("root", root)
            .bind("without", withoutContainer)
            .map((row, _) -> new Contents(row.getLong(1), row.getInt(2)))
            .one());
  }

  private static List<Relation> relations(Query query) {
    return query.map((row, _) -> relation(row)).list();
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getLong("id"),
        row.getInt("container"),
        row.getInt("file"),
        row.getInt("position"),
        row.getString("path"),
        row.getString("name"));
  }
}
