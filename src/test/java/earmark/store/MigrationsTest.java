package earmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.store.jdbc.Store;
import earmark.store.postgres.PostgresStore;
import earmark.store.postgres.PostgresUrl;
import earmark.store.sqlite.SqliteStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  @Nested
  class OfSqlite implements MigrationsContract {
    @Override
    public Store open() {
      return SqliteStore.open(folder.resolve("test.db"));
    }

    @Override
    public Map<String, Integer> released() {
      return Map.of("1", -1162229464);
    }
  }

  @Nested
  class OfPostgres implements MigrationsContract {
    private final PostgresUrl url = TestPostgres.database();

    @Override
    public Store open() {
      return PostgresStore.open(url, 2);
    }

    @Override
    public Map<String, Integer> released() {
      return Map.of("1", -193407766);
    }
  }

  @Test
  void both_have_the_same_steps() throws Exception {
    assertThat(steps("sqlite")).isNotEmpty().isEqualTo(steps("postgres"));
  }

  private static List<String> steps(String kind) throws IOException, URISyntaxException {
    URL url = MigrationsTest.class.getResource("/earmark/store/migrations/" + kind);
    try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(url).toURI()))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
