package earmark.silence;

import static org.assertj.core.api.Assertions.assertThat;

import earmark.http.Instance;
import java.net.InetAddress;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since other tests look names up in the same process. */
@Isolated
class SilenceTest {
  static {
    RecordedLookups.NAMES.clear();
  }

  @RegisterExtension static final Instance SERVER = new Instance();

  /** The libraries too: one of them, which migrates the database, can report its use. */
  @Test
  void a_server_that_starts_and_works_looks_up_no_host_on_the_network() throws Exception {
    SERVER.sample("nothing to report", "quiet");
    assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    assertThat(RecordedLookups.NAMES).as("lookups are recorded").contains("localhost");
    TreeSet<String> others = new TreeSet<>(RecordedLookups.NAMES);
    others.remove("localhost");
    others.remove(InetAddress.getLocalHost().getHostName());
    assertThat(others).isEmpty();
  }
}
