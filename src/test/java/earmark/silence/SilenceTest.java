package earmark.silence;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import java.net.InetAddress;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SilenceTest {
  /** What tests look up on purpose, in the same process. */
  private static final Set<String> OF_TESTS = Set.of("localhost", "nowhere.invalid");

  @RegisterExtension static final Instance SERVER = new Instance();

  /** The libraries too: one of them, which migrates the database, can report its use. */
  @Test
  void a_server_that_starts_and_works_looks_up_no_host_on_the_network() throws Exception {
    SERVER.sample("nothing to report", "quiet");
    assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    assertThat(RecordedLookups.NAMES).as("lookups are recorded").contains("localhost");
    TreeSet<String> others = new TreeSet<>(RecordedLookups.NAMES);
    others.removeAll(OF_TESTS);
    others.remove(InetAddress.getLocalHost().getHostName());
    assertThat(others).isEmpty();
  }
}
